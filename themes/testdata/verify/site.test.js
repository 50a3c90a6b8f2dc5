// The page's script against sites that other code has made. (All of clean.js, and the faults of
// tampers.js, are in the tests of generator/verify, which hold gatefold and this script to each other.)
const test = require("node:test"), assert = require("node:assert/strict");
const { load } = require("./load.js");
const f = require("./fixture.js"), clean = require("./clean.js");

const { GatefoldVerify } = load();

const folder = (site) => GatefoldVerify.fileSource(new Map([...site].map(([p, b]) => ["downloads/site/" + p, async () => new Uint8Array(b)])));
const host = (site) => ({ list: async () => null, read: async (p) => (site.has(p) && !p.startsWith(".") ? new Uint8Array(site.get(p)) : null) });
const codesOf = (r) => [...new Set(r.findings.map((x) => x.code))].sort();
const named = (m) => ({ key: m.who.fingerprint, policy: m.policy });

for (const [name, options] of Object.entries(clean).filter(([, o]) => !(o.size > 300) && !o.bytes && !(o.rows > 20))) {
  test("clean: " + name, async () => {
    const m = f.makeSite(options);
    for (const source of [folder(m.site), host(m.site), GatefoldVerify.zipSource(new Uint8Array(f.zip(m.site, "site-main/")))]) {
      const r = await GatefoldVerify.check(source, named(m));
      assert.deepEqual(r.findings.filter((x) => x.kind !== "note"), []);
      assert.equal(r.outcome, "held");
      assert.equal(r.facts.size, m.entries.length);
      assert.equal(r.facts.seen, options.cosignHead ? r.facts.records.length : 2);
    }
  });
}

test("without a named key nothing is more than consistent", async () => {
  const m = f.makeSite({});
  const r = await GatefoldVerify.check(folder(m.site), {});
  assert.deepEqual([r.outcome, ...codesOf(r)], ["unchecked", "GF5901"]);
  m.site.set("about.html", Buffer.from("x"));
  assert.equal((await GatefoldVerify.check(folder(m.site), {})).outcome, "changed");
});

test("old and new key of a rotation are both accepted, a stranger's is not", async () => {
  const ada = f.author("ada"), m = f.makeSite({ word: "new", previous: ada });
  const old = await GatefoldVerify.check(folder(m.site), { key: ada.fingerprint });
  assert.deepEqual([old.outcome, old.facts.replaced], ["held", { named: ada.fingerprint, signer: m.who.fingerprint }]);
  m.site.set("proof/keys.txt.previous.sig", f.sshsig(m.who.key, "keys@gatefold", m.site.get("proof/keys.txt")));
  m.resign();
  assert.deepEqual(codesOf(await GatefoldVerify.check(folder(m.site), { key: ada.fingerprint })), ["GF5008", "GF5104"]);
});

test("dates come from the reader's policy alone", async () => {
  const m = f.makeSite({ cosignHead: true }), stranger = f.witness("stranger");
  const none = await GatefoldVerify.check(folder(m.site), { key: m.who.fingerprint });
  assert.deepEqual([none.facts.seen, none.facts.witnesses, none.facts.authorsWitnesses.length], [null, [], 1]);
  const log = m.policy.split("\n")[0] + "\n";
  const strangers = log + "witness s " + stranger.vkey + "\nquorum s\n";
  const unmet = await GatefoldVerify.check(folder(m.site), { key: m.who.fingerprint, policy: strangers });
  assert.deepEqual([unmet.outcome, ...codesOf(unmet)], ["unchecked", "GF5403"]);
  const both = log + "witness sam " + m.coach.vkey + "\nwitness s " + stranger.vkey + "\ngroup g any sam s\nquorum g\n";
  const met = await GatefoldVerify.check(folder(m.site), { key: m.who.fingerprint, policy: both });
  assert.deepEqual([met.outcome, met.facts.seen, met.facts.weeks], ["held", met.facts.records.length, 2]);
  const thief = f.makeSite({ word: "thief" }).policy;
  assert.deepEqual(codesOf(await GatefoldVerify.check(folder(m.site), { key: m.who.fingerprint, policy: thief })), ["GF5203"]);
  assert.deepEqual(codesOf(await GatefoldVerify.check(folder(m.site), { key: m.who.fingerprint, policy: "nonsense" })), ["GF5402"]);
});

test("a record that keeps its place to itself is counted, not compared", async () => {
  const m = f.makeSite({}), path = "proof/records/" + f.leafID("R-02") + ".r1.disclosures";
  const lines = m.site.get(path).toString().split("\n");
  lines[0] = f.b64url(f.sha256(lines[0]));
  m.site.set(path, Buffer.from(lines.join("\n")));
  m.site.set("data/demo/raid.csv", Buffer.from(m.site.get("data/demo/raid.csv").toString().replace("Risk 2", "Risk 3")));
  m.resign();
  const r = await GatefoldVerify.check(folder(m.site), named(m));
  assert.deepEqual([r.outcome, r.facts.placeless], ["held", 1]);
  assert.match(GatefoldVerify.sentences(r).join(" "), /1 of them does not disclose where it stands/);
});

test("files of hosts and systems are notes", async () => {
  const m = f.makeSite({});
  for (const p of [".git/HEAD", "CNAME", ".DS_Store", "data/Thumbs.db"]) m.site.set(p, Buffer.from("x"));
  const r = await GatefoldVerify.check(folder(m.site), named(m));
  assert.deepEqual([r.outcome, ...codesOf(r)], ["held", "GF5907"]);
});

test("an empty folder has nothing to check", async () => {
  const r = await GatefoldVerify.check(folder(new Map([["index.html", Buffer.from("x")]])), {});
  assert.deepEqual([r.outcome, ...codesOf(r)], ["unchecked", "GF5902"]);
});

// Each byte of what proves a site, and of its pages, is covered: by the list, by a signature, or by the log.
test("every seventh byte flipped is noticed", async () => {
  const m = f.makeSite({}), key = m.who.fingerprint, options = { key, policy: m.policy };
  let flips = 0, lost = 0;
  for (const [path, bytes] of m.site) {
    // the lines of signers whom nobody named are not looked at (C2SP signed-note); the list leaves these files out
    const open = /^proof\/checkpoint/.test(path) ? bytes.indexOf("\n\n") : bytes.length;
    for (let at = flips % 7; at < bytes.length; at += 7, flips++) {
      const bent = Buffer.from(bytes);
      bent[at] ^= 1 << (flips % 8);
      m.site.set(path, bent);
      const r = await GatefoldVerify.check(folder(m.site), options);
      if (at < open) assert.notEqual(r.outcome, "held", path + " at " + at);
      else if (r.outcome === "held") lost++;
    }
    m.site.set(path, bytes);
  }
  assert.ok(flips > 1000 && lost < 20, flips + " flips, " + lost + " in names of witnesses");
});

// verify.sh under dash against the same sites as the page's script. (The faults of tampers.js, as
// generator/proof/testdata/tamper has them, are in the tests of generator/verify.)
const test = require("node:test"), assert = require("node:assert/strict");
const fs = require("fs"), os = require("os"), path = require("path"), { spawnSync } = require("child_process");
const f = require("./fixture.js"), clean = require("./clean.js");

const script = path.join(__dirname, "..", "..", "shared", "verify", "verify.sh");

function written(t, site) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "site "));
  t.after(() => fs.rmSync(dir, { recursive: true, force: true }));
  for (const [p, b] of site) {
    fs.mkdirSync(path.dirname(path.join(dir, p)), { recursive: true });
    fs.writeFileSync(path.join(dir, p), b);
  }
  return dir;
}

function run(t, m, ...more) {
  const dir = written(t, m.site), policy = path.join(dir, "..", path.basename(dir) + ".policy");
  fs.writeFileSync(policy, m.policy);
  t.after(() => fs.rmSync(policy, { force: true }));
  const args = more.length > 0 ? more.map((a) => (a === "POLICY" ? policy : a)) : [m.who.fingerprint, policy];
  const r = spawnSync("dash", [script, ...args], { cwd: dir, encoding: "utf8" });
  assert.equal(r.stderr, "");
  return { rc: r.status, out: r.stdout, codes: [...new Set(r.stdout.match(/^GF\d{4}/gm) || [])].sort() };
}

for (const [name, options] of Object.entries(clean).filter(([name]) => ["small", "no entry", "cosigned", "rotated", "257 entries", "20 rows", "odd names", "a zip of itself"].includes(name))) {
  test("clean: " + name, (t) => {
    const m = f.makeSite(options), r = run(t, m);
    assert.deepEqual([r.rc, r.codes.filter((c) => c !== "GF5907")], [0, []], r.out);
    assert.match(r.out, /^Held: these \d+ files are exactly what the holder of the key SHA256:/m);
  });
}

test("names, dates and the old key", (t) => {
  const m = f.makeSite({}), id = f.leafID("answer") + ".r1";
  const one = run(t, m, m.who.fingerprint, "POLICY", "proof/records/" + id + ".tlog-proof");
  assert.match(one.out, new RegExp("^Record " + id + ": entry 2 of the list, says 2026-03-05; existed by 2026-03-07, seen by sam\\.$", "m"));
  const late = run(t, m, m.who.fingerprint, "POLICY", "proof/records/" + f.leafID("R-02") + ".r1.leaf");
  assert.match(late.out, /entry 4 of the list, says 2026-03-03; no one you named has confirmed a date/);
  assert.deepEqual([run(t, m, m.who.fingerprint, "proof/records/nothing.leaf").rc], [5]);
  const none = run(t, m, "POLICY");
  assert.deepEqual([none.rc, none.codes], [5, ["GF5901"]]);
  assert.match(none.out, /^Internally consistent; identity not checked\./m);
  const ada = f.author("ada"), next = f.makeSite({ word: "new", previous: ada });
  assert.equal(run(t, next, ada.fingerprint).rc, 0);
});

test("names of files cannot write to the terminal", (t) => {
  const m = f.makeSite({});
  m.site.set("a\u001b[31mred$(touch pwned)`touch pwned`.txt", Buffer.from("x"));
  const r = run(t, m);
  assert.deepEqual([r.rc, r.codes], [4, ["GF5003"]]);
  assert.ok(!/[\u0000-\u0008\u000b-\u001f]/.test(r.out), JSON.stringify(r.out));
});

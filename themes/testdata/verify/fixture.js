// A site as gatefold publishes it, made by other means than gatefold's: node's own Ed25519 and hashes,
// after the formats alone. A site is a Map of paths to Buffers.
const crypto = require("crypto");

const sha256 = (...parts) => parts.reduce((h, p) => h.update(p), crypto.createHash("sha256")).digest();
const sha512 = (m) => crypto.createHash("sha512").update(m).digest();
const b64 = (b) => Buffer.from(b).toString("base64");
const b64url = (b) => Buffer.from(b).toString("base64url");
const str = (b) => { b = Buffer.from(b); const n = Buffer.alloc(4); n.writeUInt32BE(b.length); return Buffer.concat([n, b]); };

// signer is an Ed25519 key from a word.
function signer(word) {
  const seed = sha256("seed of " + word);
  const key = crypto.createPrivateKey({ key: Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]), format: "der", type: "pkcs8" });
  const pub = crypto.createPublicKey(key).export({ format: "der", type: "spki" }).subarray(12);
  return { pub, sign: (m) => crypto.sign(null, m, key) };
}

const wire = (pub) => Buffer.concat([str("ssh-ed25519"), str(pub)]);
const authorized = (pub) => "ssh-ed25519 " + b64(wire(pub));
const fingerprint = (pub) => "SHA256:" + b64(sha256(wire(pub))).replace(/=+$/, "");

function handle(pub) {
  let bits = "";
  for (const b of sha256(wire(pub)).subarray(0, 10)) bits += b.toString(2).padStart(8, "0");
  return bits.match(/.{5}/g).map((q) => "abcdefghijklmnopqrstuvwxyz234567"[parseInt(q, 2)]).join("");
}

function sshsig(key, namespace, message) {
  const tbs = Buffer.concat([Buffer.from("SSHSIG"), str(namespace), str(""), str("sha512"), str(sha512(message))]);
  const blob = Buffer.concat([Buffer.from("SSHSIG\0\0\0\x01"), str(wire(key.pub)), str(namespace), str(""), str("sha512"),
    str(Buffer.concat([str("ssh-ed25519"), str(key.sign(tbs))]))]);
  return Buffer.from("-----BEGIN SSH SIGNATURE-----\n" + b64(blob).match(/.{1,70}/g).join("\n") + "\n-----END SSH SIGNATURE-----\n");
}

function vkey(name, type, pub) {
  const body = Buffer.concat([Buffer.from([type]), pub]);
  return name + "+" + keyHash(name, type, pub).toString("hex") + "+" + b64(body);
}
const keyHash = (name, type, pub) => sha256(name + "\n", Buffer.from([type]), pub).subarray(0, 4);

function didKey(pub) {
  let n = BigInt("0xed01" + pub.toString("hex")), out = "";
  for (; n > 0n; n /= 58n) out = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"[Number(n % 58n)] + out;
  return "did:key:z" + out;
}

// ---- RFC 6962, by its definition

const leafHash = (e) => sha256(Buffer.from([0]), e);
const split = (n) => { let k = 1; while (2 * k < n) k *= 2; return k; };
function memoised(entries) {
  const hashes = entries.map(leafHash), memo = new Map();
  return function root(from, to) {
    if (from === to) return sha256("");
    if (to - from === 1) return hashes[from];
    const name = from + ":" + to;
    if (!memo.has(name)) { const k = from + split(to - from); memo.set(name, sha256(Buffer.from([1]), root(from, k), root(k, to))); }
    return memo.get(name);
  };
}
function path(root, m, from, to) {
  if (to - from === 1) return [];
  const k = from + split(to - from);
  return m < k ? path(root, m, from, k).concat([root(k, to)]) : path(root, m, k, to).concat([root(from, k)]);
}

const tileName = (n) => {
  let out = String(n % 1000).padStart(3, "0");
  for (n = Math.floor(n / 1000); n > 0; n = Math.floor(n / 1000)) out = "x" + String(n % 1000).padStart(3, "0") + "/" + out;
  return out;
};

function putTiles(site, entries, root, size) {
  const put = (level, n, width, parts) => site.set("proof/tile/" + level + "/" + tileName(n) + (width < 256 ? ".p/" + width : ""), Buffer.concat(parts));
  for (let level = 0, span = 1; Math.floor(size / span) > 0; level++, span *= 256) {
    const count = Math.floor(size / span);
    for (let n = 0; n * 256 < count; n++) {
      const width = Math.min(256, count - n * 256), parts = [];
      for (let i = n * 256; i < n * 256 + width; i++) parts.push(root(i * span, (i + 1) * span));
      put(level, n, width, parts);
      if (level === 0) {
        put("entries", n, width, entries.slice(n * 256, n * 256 + width).map((e) => { const l = Buffer.alloc(2); l.writeUInt16BE(e.length); return Buffer.concat([l, e]); }));
      }
    }
  }
}

function checkpoint(who, size, root, witnesses) {
  const text = who.origin + "\n" + size + "\n" + b64(root) + "\n";
  let out = text + "\n— " + who.origin + " " + b64(Buffer.concat([keyHash(who.origin, 1, who.log.pub), who.log.sign(Buffer.from(text))])) + "\n";
  for (const [w, time] of witnesses) {
    const t = Buffer.alloc(8);
    t.writeBigUInt64BE(BigInt(time));
    out += "— " + w.name + " " + b64(Buffer.concat([keyHash(w.name, 4, w.key.pub), t, w.key.sign(Buffer.from("cosignature/v1\ntime " + time + "\n" + text))])) + "\n";
  }
  return out;
}

function author(word) {
  const key = signer(word), h = handle(key.pub);
  return { key, handle: h, origin: h + ".gatefold.alt/log", principal: h + "@gatefold", fingerprint: fingerprint(key.pub),
    log: signer(word + " log"), cosign: signer(word + " cosign"), vc: signer(word + " vc") };
}

function witness(word) {
  const key = signer("witness " + word), name = word + ".example/cosign";
  return { key, name, vkey: vkey(name, 4, key.pub) };
}

function keysText(who, previous) {
  return Buffer.from("gatefold-keys v1\nkey " + authorized(who.key.pub) + "\norigin " + who.origin + "\nlog " + vkey(who.origin, 1, who.log.pub) +
    "\ncosign " + vkey(who.handle + ".gatefold.alt/cosign", 4, who.cosign.pub) + "\ndid " + didKey(who.vc.pub) +
    "\nfrom 2026-03-01\nuntil -\nprevious " + (previous ? previous.fingerprint : "-") + "\n");
}

const signerLine = (who) => who.principal + ' namespaces="site@gatefold,keys@gatefold,attest@gatefold,consent@gatefold,challenge@gatefold" ' + authorized(who.key.pub) + "\n";

// ---- records

const salt = (id, rev, name) => b64url(sha256("salt " + id + rev + name).subarray(0, 16));
const inOrder = (v) => (Array.isArray(v) ? v.map(inOrder) : typeof v !== "object" ? v : Object.fromEntries(Object.keys(v).sort().map((k) => [k, inOrder(v[k])])));
const disclosure = (id, rev, name, value) => b64url(Buffer.from(JSON.stringify([salt(id, rev, name), name, inOrder(value)])));
const leafID = (word) => sha256("id " + word).toString("hex").slice(0, 16);

function leaf(kind, id, rev, prev, says, commit) {
  return Buffer.from("gatefold-leaf v1\nkind " + kind + "\nid " + id + "\nrev " + rev + "\nprev " + (prev === null ? "-" : prev) + "\nsays " + says + "\ncommit " + b64(commit) + "\n");
}

function recordOf(id, rev, fields, hidden) {
  const lines = Object.entries(fields).map(([name, value]) => ({ name, line: disclosure(id, rev, name, value) }));
  const digests = lines.map(({ line }) => b64url(sha256(line))).sort();
  const text = lines.map(({ name, line }) => (hidden.includes(name) ? b64url(sha256(line)) : line) + "\n").join("");
  return { commit: sha256("gatefold-commit v1\n" + id + "\n" + rev + "\n" + digests.map((d) => d + "\n").join("")), disclosures: Buffer.from(text) };
}

// ---- what pages and data show

const answerBody = "A text of “signs” & <more>. It has *two* lines\nand a [link](https://example.org/a_(b) \"not shown\"). Third! This is not shown.\n\nNor is this.";

// documents are [place, day, fields] of records that are no rows of a register.
const documents = [
  ["demo/gates/G1", "2026-03-06", {
    id: "G1", name: "Plan", date: "2026-03-06", decision: "conditional go", board: "Director of all operations; Lead",
    criteria: [{ criterion: "A vendor is under contract", level: "must", result: "met" }, { criterion: "Every seat was counted twice", level: "must", result: "not met" }],
    rationale: "It can be done & must be", body: "What we *knew*, see R-01.[^1]\n\n[^1]: From the log of March.",
    "## Options": "1. Wait, which costs <b>nothing</b>\n2. Go\n\n| Option | Days |\n|---|---:|\n| Wait for parts | 20 |\n\n- [x] asked the board", "## Options#2": "And **so on** as well.",
  }],
  ["demo/burndown", "2026-03-20", {
    "2026-03-06": { date: "2026-03-06", scope: "100", completed: "0", remaining: "100", baseline_remaining: "100" },
    "2026-03-13": { date: "2026-03-13", scope: "100", completed: "12", remaining: "88", baseline_remaining: "90", note: "=12 of 100, late" },
    "2026-03-20": { date: "2026-03-20", scope: "100", completed: "12", remaining: "88", baseline_remaining: "80" },
    "2026-03-20#2": { date: "2026-03-20", scope: "100", completed: "12", remaining: "88", baseline_remaining: "80" },
  }],
  ["demo/project", "-", { title: "The demo", summary: "Ten seats, moved at once", my_part: "I moved ten seats in one night", basis: "personal", role: "Lead", status: "closed", start: "2026-03-02", finish: "2026-03-27" }],
  ["owner", "-", { name: "Ada Okafor", headline: "Moves seats at night", target_role: "IT project coordinator" }],
];

const shownPages = {
  "projects/index.html": "<!doctype html><title>Projects</title><p>The demo: ten seats, moved at once</p>\n",
  "projects/demo/index.html": "<!doctype html><title>The demo</title><p>I moved ten seats in one&nbsp;night.</p>\n",
  "projects/demo/gates/g1/index.html": "<!doctype html><title>Gate G1</title><script>let hidden = 'Wait';</script><p class=\"a > b\">It can be done &amp; must&#32;be</p><!-- Go -->\n" +
    "<ul><li>Director of all operations<li>Lead</ul><table><tr><td>A vendor is under contract<td>Met<tr><td>Every seat was counted twice<td>Not met</table>\n" +
    "<p>What we <em>knew</em>, see <a href=\"../../raid/index.html#r-01\">R-01</a>.<sup>1</sup></p><h2>Options</h2><ol><li>Wait, which costs &lt;b&gt;nothing&lt;/b&gt;<li>Go</ol>\n" +
    "<table><tr><th>Option<th>Days<tr><td>Wait for parts<td>20</table><ul><li><input type=\"checkbox\" checked> asked the board</ul><h2>Options</h2><p>And <strong>so on</strong> as well.</p>\n" +
    "<ol><li>From the log of March.</ol>\n",
  "interview/index.html": "<!doctype html><title>Questions</title><section id=\"failed-deployment\"><p>A text of &#8220;signs&#x201d; &amp; &lt;more&gt;. It has *two* lines and a\n" +
    "[link](https://example.org/a_(b) \"not shown\"). Third!</p><p>Two clinics opened on paper.</p></section>\n",
};

const portfolio = {
  schema: "gatefold.portfolio/1", as_of: "2026-03-27", owner: { name: "Ada Okafor", headline: "Moves seats at night", target_role: "IT project coordinator" },
  projects: [{
    slug: "demo", title: "The demo", basis: "personal", role: "Lead", status: "closed", start: "2026-03-02", finish: "2026-03-27",
    gates: [{ id: "G1", date: "2026-03-06", decision: "conditional go", conditions_open: 0 }],
    records: [{ id: "G1", kind: "gate", title: "Plan", date: "2026-03-06", url: "projects/demo/gates/g1/index.html", links: [], linked_from: [] }],
  }],
};

const csv = (rows) => Buffer.from(rows.map((r) => r.map((c) => (/[",\n]/.test(c) ? '"' + c.replace(/"/g, '""') + '"' : c)).join(",") + "\n").join(""));

// ---- what other people say

// noteOf is what somebody says of an entry; o has what differs from the usual.
function noteOf(who, entries, index, o) {
  const a = Object.assign({ subject: who.origin, leaf: index + " " + b64(leafHash(entries[index])), record: "demo/raid/R-02", by: "Sam Jones", relation: "coach", basis: "discussed",
    from: "2026-03-02", until: "2026-03-20", date: "2026-04-01", text: "We went through it “line by line”.\n\nShe could say why." }, o);
  return Buffer.from("gatefold-attest v1\n" + ["subject", "leaf", "record", "by", "relation", "basis", "from", "until", "date"].map((n) => n + " " + a[n] + "\n").join("") + "\n" + a.text + "\n");
}

// vouch puts what somebody says of the newest entry of an id into a site, and adds the entry that accepts
// it: {word or index, by, note, accepted} has what differs from the usual. It gives the path of the note.
function vouch(site, who, entries, o) {
  const v = Object.assign({ word: "R-02", by: signer("sam"), note: {}, accepted: true }, o);
  const index = v.index !== undefined ? v.index : entries.findLastIndex((e) => e.includes("\nid " + leafID(v.word) + "\n"));
  const text = noteOf(who, entries, index, v.note), sig = sshsig(v.by, "attest@gatefold", text), hash = sha256(text).toString("hex");
  const path = "proof/attest/" + hash.slice(0, 16) + ".note";
  site.set(path, text);
  site.set(path + ".sig", sig);
  if (v.accepted) entries.push(leaf("attest", leafID(hash), 1, null, "-", sha256("gatefold-attested v1\n" + hash + "\n" + sha256(sig).toString("hex") + "\n")));
  return path;
}

// takeBack publishes the list in which somebody takes back what these notes say.
function takeBack(site, by, paths, o) {
  const t = Object.assign({ date: "2026-05-01", reason: "I mixed up two people.", name: handle(by.pub) }, o);
  const text = Buffer.from("gatefold-revoked v1\n" + paths.map((p) => sha256(site.get(p)).toString("hex") + " " + t.date + " " + t.reason + "\n").join(""));
  const path = "proof/attest/revoked/" + t.name + ".txt";
  site.set(path, text);
  site.set(path + ".sig", sshsig(by, "attest@gatefold", text));
  return path;
}

// makeSite gives {site, who, coach, policy, resign, entries}. options: word names the author, filler is
// how many private entries follow or size how many entries there are with them, rows how many records, bytes how many of pages, pages more files,
// without files that are left out, after those that come after the list was signed; only (0 or 1) is
// how many entries there are instead of the usual ones.
function makeSite(options) {
  const o = Object.assign({ word: "ada", filler: 0, rows: 2, bytes: 0, cosignHead: false, previous: null, pages: {}, without: [], after: {}, only: null, size: null, vouches: [], takenBack: false }, options);
  const who = author(o.word), coach = witness("coach"), site = new Map(), entries = [], published = [];
  if (o.previous) who.origin = o.previous.origin;
  const policy = "log " + vkey(who.origin, 1, who.log.pub) + "\nwitness sam " + coach.vkey + "\nquorum sam\n";
  const seal = (kind, word, rev, prev, says, commit) => { entries.push(leaf(kind, leafID(word), rev, prev, says, commit)); return entries.length - 1; };
  const publish = (word, rev, index, disclosures) => published.push({ name: leafID(word) + ".r" + rev, index, disclosures });

  // a row that was sealed twice, a row, an answer with a withheld part, a file
  const rows = [["ID", "Title", "Date raised", "Cost exposure", "Links", "Notes", "Team"]];
  const first = recordOf(leafID("R-01"), 1, { record: "demo/raid/R-01", id: "R-01", title: "Late parts", date_raised: "2026-03-02" }, []);
  const old = seal("record", "R-01", 1, null, "2026-03-02", first.commit);
  const file = Buffer.from("%PDF-1.7 a report\r\n\0with bytes of all kinds \xff\xfe", "latin1");
  const fileLine = disclosure(leafID("plan.pdf"), 1, "file", [sha256(file).toString("hex"), file.length, "projects/demo/files/plan.pdf"]);
  site.set("projects/demo/files/plan.pdf", file);
  publish("plan.pdf", 1, seal("artifact", "plan.pdf", 1, null, "2026-03-04",
    sha256("gatefold-file v1\n" + salt(leafID("plan.pdf"), 1, "file") + "\n" + sha256(file).toString("hex") + "\n" + file.length + "\n")), Buffer.from(fileLine + "\n"));
  const answer = recordOf(leafID("answer"), 1, { record: "answers/answer", question: "failed-deployment", situation: "Two clinics opened on paper.", body: answerBody, client: "ACME" }, ["client"]);
  publish("answer", 1, seal("record", "answer", 1, null, "2026-03-05", answer.commit), answer.disclosures);
  let archived = entries.length;
  for (let i = 1; i <= o.rows; i++) {
    const id = "R-" + String(i).padStart(2, "0"), rev = i === 1 ? 2 : 1;
    const fields = { record: "demo/raid/" + id, id, title: i === 1 ? "Late parts, now here" : "Risk " + i + ", with \"marks\"", date_raised: "2026-03-0" + (1 + i % 9),
      cost_exposure: "1200.5", links: "G1; R-01", "x:Team": i === 2 ? "=Wi-Fi" : "Ops" };
    const r = recordOf(leafID(id), rev, fields, []);
    publish(id, rev, seal("record", id, rev, i === 1 ? old : null, fields.date_raised, r.commit), r.disclosures);
    rows.push([id, fields.title, fields.date_raised, "$1,200.50", "G1, R-01", "", i === 2 ? "'=Wi-Fi" : "Ops"]);
  }
  // what stands on pages and in other data
  for (const [word, says, fields] of documents) {
    const r = recordOf(leafID(word), 1, { record: word, ...fields }, []);
    publish(word, 1, seal("record", word, 1, null, says, r.commit), r.disclosures);
  }
  if (o.only !== null) {
    entries.length = archived = o.only;
    published.length = 0;
    rows.splice(1, rows.length, ["R-01", "Late parts", "2026-03-02", ""]);
    if (o.only > 0) publish("R-01", 1, 0, first.disclosures);
  }
  const vouched = o.vouches.map((v) => vouch(site, who, entries, v));
  if (o.takenBack) takeBack(site, signer("sam"), vouched);
  if (o.size !== null) o.filler = o.size - entries.length;
  for (let i = 0; i < o.filler; i++) seal("record", "private " + i, 1, null, "-", sha256("private " + i));

  site.set("index.html", Buffer.from("<!doctype html><title>A site</title><p>Late parts, now here</p>\n"));
  site.set("about.html", Buffer.from("<!doctype html><title>About</title>\n"));
  site.set(".nojekyll", Buffer.alloc(0));
  for (const [p, b] of Object.entries(o.pages)) site.set(p, b);
  for (const [p, text] of Object.entries(shownPages)) site.set(p, Buffer.from(text));
  site.set("data/demo/raid.csv", csv(rows));
  site.set("data/demo/burndown.csv", csv([["Date", "Scope", "Completed", "Remaining", "Baseline remaining", "Note"],
    ["2026-03-06", "100", "0", "100", "100", ""], ["2026-03-13", "100", "12", "88", "90", "=12 of 100, late"], ["2026-03-20", "100", "12", "88", "80", ""], ["2026-03-20", "100", "12", "88", "80", ""]]
    .map((r) => r.map((c) => c.replace(/^=/, "'=")))));
  site.set("data/portfolio.json", Buffer.from(JSON.stringify(portfolio, null, 1) + "\n"));
  for (let i = 0, each = 1 << 19; i * each < o.bytes; i++) site.set("files/" + i + ".bin", Buffer.alloc(each, sha256("file " + i)));
  const root = memoised(entries), heads = [[archived, checkpoint(who, archived, root(0, archived), [[coach, 1772900000]])], [entries.length, checkpoint(who, entries.length, root(0, entries.length), o.cosignHead ? [[coach, 1773500000]] : [])]];
  for (const [size, text] of heads) { site.set("proof/checkpoints/" + size, Buffer.from(text)); putTiles(site, entries, root, size); }
  site.set("proof/checkpoint", Buffer.from(heads[1][1]));
  for (const p of published) {
    const [size, text] = heads.find(([n]) => n > p.index), base = "proof/records/" + p.name;
    site.set(base + ".leaf", entries[p.index]);
    site.set(base + ".disclosures", p.disclosures);
    site.set(base + ".tlog-proof", Buffer.from("c2sp.org/tlog-proof@v1\nindex " + p.index + "\n" + path(root, p.index, 0, size).map((h) => b64(h) + "\n").join("") + "\n" + text));
  }
  site.set("proof/keys.txt", keysText(who, o.previous));
  site.set("proof/keys.txt.sig", sshsig(who.key, "keys@gatefold", site.get("proof/keys.txt")));
  if (o.previous) {
    site.set("proof/keys.txt.previous.sig", sshsig(o.previous.key, "keys@gatefold", site.get("proof/keys.txt")));
    site.set("proof/keys.1.txt", keysText(o.previous, null));
    site.set("proof/keys.1.txt.sig", sshsig(o.previous.key, "keys@gatefold", site.get("proof/keys.1.txt")));
  }
  site.set("proof/allowed_signers", Buffer.from((o.previous ? signerLine(o.previous) : "") + signerLine(who)));
  site.set("proof/policy.txt", Buffer.from(policy));
  const agreed = consent(who, "larkfield-2026", "2026-11-28", "2027-11-28", "figures headline name projects skills");
  for (const [p, b] of agreed) site.set(p, b);
  for (const p of o.without) site.delete(p);
  const resign = (by) => sign(site, by || who);
  resign();
  for (const [p, b] of Object.entries(o.after)) site.set(p, b);
  return { site, who, coach, policy, resign, entries, root, archived };
}

// consent is what an author lets a cohort show, and its signature by another where one is named.
function consent(who, cohort, date, until, fields, by) {
  const text = Buffer.from("gatefold-consent v1\ncohort " + cohort + "\norigin " + who.origin + "\ndate " + date + "\nuntil " + until + "\nfields " + fields + "\n");
  return [["proof/consent/" + cohort + ".txt", text], ["proof/consent/" + cohort + ".txt.sig", sshsig((by || who).key, "consent@gatefold", text)]];
}

const listed = (p) => !/^proof\/(SHA256SUMS(\.sig)?|checkpoint|checkpoints\/.*)$/.test(p);

// sign writes the list of what the site now holds, and its signature.
function sign(site, who) {
  const paths = [...site.keys()].filter(listed).sort();
  site.set("proof/SHA256SUMS", Buffer.from(paths.map((p) => sha256(site.get(p)).toString("hex") + "  " + p + "\n").join("")));
  site.set("proof/SHA256SUMS.sig", sshsig(who.key, "site@gatefold", site.get("proof/SHA256SUMS")));
}

// zip packs a site; methods 8 and 0 by turns.
function zip(site, prefix) {
  const zlib = require("zlib"), local = [], central = [];
  let at = 0, turn = 0;
  for (const [name, bytes] of site) {
    const path = Buffer.from((prefix || "") + name), method = turn++ % 2 ? 0 : 8, packed = method ? zlib.deflateRawSync(bytes) : bytes;
    const h = Buffer.alloc(26);
    h.writeUInt16LE(20, 0); h.writeUInt16LE(method, 4); h.writeUInt32LE(crc32(bytes), 10);
    h.writeUInt32LE(packed.length, 14); h.writeUInt32LE(bytes.length, 18); h.writeUInt16LE(path.length, 22);
    const c = Buffer.alloc(16);
    c.writeUInt32LE(at, 12);
    local.push(Buffer.from("PK\x03\x04"), h, path, packed);
    central.push(Buffer.from("PK\x01\x02"), Buffer.from([20, 0]), h, c.subarray(2), path);
    at += 30 + path.length + packed.length;
  }
  const dir = Buffer.concat(central), e = Buffer.alloc(22);
  e.write("PK\x05\x06", 0, "latin1"); e.writeUInt16LE(site.size, 8); e.writeUInt16LE(site.size, 10); e.writeUInt32LE(dir.length, 12); e.writeUInt32LE(at, 16);
  return Buffer.concat([...local, dir, e]);
}

function crc32(bytes) {
  let c = 0xffffffff;
  for (const b of bytes) { c ^= b; for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1; }
  return (c ^ 0xffffffff) >>> 0;
}

module.exports = { makeSite, consent, vouch, takeBack, handle, author, witness, signer, sshsig, checkpoint, memoised, putTiles, leaf, leafID, vkey, sha256, b64, b64url, disclosure, zip, listed };

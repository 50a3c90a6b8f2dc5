// One fault each, made to a clean site of fixture.js, and the codes that a check must give for it:
// all of them and no other. by is "host" for what anybody with the files can do, "thief" where the
// change is listed and signed anew with another key, "author" where the author's own key signs it.
const f = require("./fixture.js");

const rec = (word, rev, ext) => "proof/records/" + f.leafID(word) + ".r" + rev + "." + ext;
const edit = (m, path, from, to) => {
  const text = m.site.get(path).toString("latin1");
  if (!text.includes(from)) throw new Error(path + " has no " + from);
  m.site.set(path, Buffer.from(text.replace(from, to), "latin1"));
};
const edits = (m, path, pattern, to) => {
  const text = m.site.get(path).toString("latin1"), other = text.replace(pattern, to);
  if (other === text) throw new Error(path + " has no " + pattern);
  m.site.set(path, Buffer.from(other, "latin1"));
};
const flip = (m, path, at) => { const b = Buffer.from(m.site.get(path)); b[at < 0 ? b.length + at : at] ^= 1; m.site.set(path, b); };
const cut = (m, path, n) => m.site.set(path, m.site.get(path).subarray(0, m.site.get(path).length - n));
const crlf = (m, path) => m.site.set(path, Buffer.from(m.site.get(path).toString("latin1").replace(/\n/g, "\r\n"), "latin1"));
const resigned = (change) => (m) => { change(m); m.resign(); };
// relog writes tiles and head anew for other entries, as the owner of the key can.
const relog = (m, entries, size) => {
  for (const p of [...m.site.keys()]) if (p.startsWith("proof/tile/")) m.site.delete(p);
  const root = f.memoised(entries);
  f.putTiles(m.site, entries, root, size);
  if (m.archived <= size) f.putTiles(m.site, entries, root, m.archived);
  m.site.set("proof/checkpoint", Buffer.from(f.checkpoint(m.who, size, root(0, size), [])));
};

// vouched is a change that the author lists and signs anew, to a site that shows somebody's word; change
// gets the path of the note.
const vouched = (spec, change) => resigned((m) => {
  const entries = m.entries.slice(), path = f.vouch(m.site, m.who, entries, spec(m));
  relog(m, entries, entries.length);
  f.putTiles(m.site, m.entries, f.memoised(m.entries), m.entries.length);
  if (change) change(m, path);
});
const sam = f.signer("sam");

const data = "data/demo/raid.csv";
const size = 9; // entries of a clean site
const log = "proof/tile/entries/000.p/" + size, hashes = "proof/tile/0/000.p/" + size;
const gate = "projects/demo/gates/g1/index.html", answers = "interview/index.html", points = "data/demo/burndown.csv", portfolio = "data/portfolio.json";

const agreed = "proof/consent/larkfield-2026.txt";
const consent = (m, who, fields, by) => { for (const [p, b] of f.consent(who, "larkfield-2026", "2026-11-28", "2027-11-28", fields, by)) m.site.set(p, b); };

// shown is a site whose author has changed what it shows, and listed and signed it anew: nothing but
// the comparison with what was sealed can tell.
const shown = (name, change) => ({ name, change: resigned(change), codes: ["GF5307"], shown: true });

module.exports = [
  { name: "page-edited", change: (m) => edit(m, "about.html", "About", "Other"), codes: ["GF5001", "GF5908"] },
  { name: "table-edited", change: (m) => edit(m, data, "Late parts", "No parts"), codes: ["GF5001", "GF5307"] },
  { name: "file-removed", change: (m) => m.site.delete("about.html"), codes: ["GF5002"] },
  { name: "file-added", change: (m) => m.site.set("extra.html", Buffer.from("x")), codes: ["GF5003"], http: [] },
  { name: "file-renamed", change: (m) => { m.site.set("abouT.html", m.site.get("about.html")); m.site.delete("about.html"); }, codes: ["GF5002", "GF5003"], http: ["GF5002"] },
  { name: "files-swapped", change: (m) => { const a = m.site.get("about.html"); m.site.set("about.html", m.site.get("index.html")); m.site.set("index.html", a); }, codes: ["GF5001", "GF5908"] },
  { name: "file-crlf", change: (m) => crlf(m, data), codes: ["GF5009"] },
  { name: "list-missing", change: (m) => m.site.delete("proof/SHA256SUMS"), codes: ["GF5004"], http: ["GF5004"] },
  { name: "list-malformed", change: (m) => edit(m, "proof/SHA256SUMS", "  about.html", " about.html"), codes: ["GF5004", "GF5006"] },
  { name: "list-leads-out", change: resignedList((text) => text.replace("about.html", "../about.html")), codes: ["GF5004"] },
  { name: "list-edited", change: (m) => edit(m, "proof/SHA256SUMS", f.sha256(m.site.get("about.html")).toString("hex"), "0".repeat(64)), codes: ["GF5001", "GF5006"] },
  { name: "list-crlf", change: (m) => crlf(m, "proof/SHA256SUMS"), codes: ["GF5009"] },
  { name: "signature-missing", change: (m) => m.site.delete("proof/SHA256SUMS.sig"), codes: ["GF5005"], outcome: "unchecked" },
  { name: "signature-flipped", change: (m) => edit(m, "proof/SHA256SUMS.sig", "U1NIU0lH", "U1NIU0lI"), codes: ["GF5007"] },
  { name: "signature-for-keys", change: (m) => m.site.set("proof/SHA256SUMS.sig", f.sshsig(m.who.key, "keys@gatefold", m.site.get("proof/SHA256SUMS"))), codes: ["GF5007"] },
  { name: "signature-of-other-list", change: (m) => m.site.set("proof/SHA256SUMS.sig", f.sshsig(m.who.key, "site@gatefold", Buffer.from("x"))), codes: ["GF5006"] },
  { name: "signature-crlf", change: (m) => crlf(m, "proof/SHA256SUMS.sig"), codes: ["GF5009"] },
  { name: "signature-trailing", change: (m) => m.site.set("proof/SHA256SUMS.sig", Buffer.concat([m.site.get("proof/SHA256SUMS.sig"), Buffer.from("x\n")])), codes: ["GF5007"] },
  { name: "thief-signs", change: (m) => m.resign(f.author("thief")), codes: ["GF5008", "GF5103"] },
  { name: "thief-whole-site", change: (m) => { const t = f.makeSite({ word: "thief" }); m.site.clear(); for (const [p, b] of t.site) m.site.set(p, b); }, codes: ["GF5008", "GF5203"] },
  { name: "keys-missing", change: resigned((m) => m.site.delete("proof/keys.txt")), codes: ["GF5101"] },
  { name: "keys-malformed", change: resigned((m) => edit(m, "proof/keys.txt", "until -", "until never")), codes: ["GF5101"] },
  { name: "keys-unsigned", change: resigned((m) => edit(m, "proof/keys.txt", "from 2026-03-01", "from 2025-03-01")), codes: ["GF5102"] },
  { name: "keys-signature-missing", change: resigned((m) => m.site.delete("proof/keys.txt.sig")), codes: ["GF5102"] },
  { name: "signers-missing", change: resigned((m) => m.site.delete("proof/allowed_signers")), codes: ["GF5101"] },
  { name: "signers-of-other", change: resigned((m) => m.site.set("proof/allowed_signers", f.makeSite({ word: "thief" }).site.get("proof/allowed_signers"))), codes: ["GF5103"] },
  { name: "signers-other-name", change: resigned((m) => edit(m, "proof/allowed_signers", m.who.principal, "a".repeat(16) + "@gatefold")), codes: ["GF5103"] },
  { name: "checkpoint-missing", change: (m) => m.site.delete("proof/checkpoint"), codes: ["GF5201"] },
  { name: "checkpoint-malformed", change: (m) => edit(m, "proof/checkpoint", "\n" + size + "\n", "\nnine\n"), codes: ["GF5201"] },
  { name: "checkpoint-size", change: (m) => edit(m, "proof/checkpoint", "\n" + size + "\n", "\n4\n"), codes: ["GF5202"] },
  { name: "checkpoint-signature", change: (m) => flipLast(m, "proof/checkpoint"), codes: ["GF5202"] },
  { name: "checkpoint-of-other-log", change: (m) => m.site.set("proof/checkpoint", f.makeSite({ word: "thief" }).site.get("proof/checkpoint")), codes: ["GF5203"] },
  { name: "checkpoint-rolled-back", change: (m) => m.site.set("proof/checkpoint", m.site.get("proof/checkpoints/3")), codes: ["GF5205", "GF5208", "GF5302"] },
  { name: "archived-cosignature", change: (m) => flipLast(m, "proof/checkpoints/3"), codes: ["GF5401"] },
  { name: "archived-renamed", change: (m) => { m.site.set("proof/checkpoints/4", m.site.get("proof/checkpoints/3")); m.site.delete("proof/checkpoints/3"); }, codes: ["GF5201"], http: [] },
  { name: "bundle-missing", change: resigned((m) => m.site.delete(log)), codes: ["GF5204"] },
  { name: "bundle-flipped", change: resigned((m) => flip(m, log, 30)), codes: ["GF5206"] },
  { name: "bundle-cut", change: resigned((m) => cut(m, log, 3)), codes: ["GF5205"] },
  { name: "tile-missing", change: resigned((m) => m.site.delete(hashes)), codes: ["GF5204"] },
  { name: "tile-flipped", change: resigned((m) => flip(m, hashes, 40)), codes: ["GF5206"] },
  { name: "tile-cut", change: resigned((m) => cut(m, hashes, 32)), codes: ["GF5205"] },
  { name: "log-rewritten", change: resigned((m) => relog(m, [Buffer.from(m.entries[0].toString().replace("2026-03-02", "2025-03-02")), ...m.entries.slice(1)], size)), codes: ["GF5207"] },
  { name: "log-truncated", change: resigned((m) => relog(m, m.entries, 2)), codes: ["GF5208", "GF5302"] },
  { name: "leaf-edited", change: resigned((m) => edit(m, rec("answer", 1, "leaf"), "2026-03-05", "2026-01-05")), codes: ["GF5302"], sh: ["GF5304"] },
  { name: "leaf-malformed", change: resigned((m) => edit(m, rec("answer", 1, "leaf"), "says ", "said ")), codes: ["GF5301"] },
  { name: "leaf-missing", change: resigned((m) => m.site.delete(rec("answer", 1, "leaf"))), codes: ["GF5308"] },
  { name: "leaves-swapped", change: resigned((m) => { const a = m.site.get(rec("answer", 1, "leaf")); m.site.set(rec("answer", 1, "leaf"), m.site.get(rec("R-02", 1, "leaf"))); m.site.set(rec("R-02", 1, "leaf"), a); }), codes: ["GF5301", "GF5302", "GF5306"], sh: ["GF5301", "GF5304", "GF5306"] },
  { name: "proof-missing", change: resigned((m) => m.site.delete(rec("answer", 1, "tlog-proof"))), codes: ["GF5303"] },
  { name: "proof-malformed", change: resigned((m) => edit(m, rec("answer", 1, "tlog-proof"), "index ", "place ")), codes: ["GF5303"] },
  { name: "proof-hash", change: resigned((m) => { const p = rec("R-02", 1, "tlog-proof"), lines = m.site.get(p).toString().split("\n"); lines[2] = f.b64(f.sha256("x")); m.site.set(p, Buffer.from(lines.join("\n"))); }), codes: ["GF5304"] },
  { name: "proof-index", change: resigned((m) => edit(m, rec("R-02", 1, "tlog-proof"), "index 4", "index 3")), codes: ["GF5302"], sh: ["GF5304"] },
  { name: "disclosures-missing", change: resigned((m) => m.site.delete(rec("answer", 1, "disclosures"))), codes: ["GF5308"] },
  { name: "disclosures-malformed", change: resigned((m) => m.site.set(rec("answer", 1, "disclosures"), Buffer.from("nothing\n"))), codes: ["GF5305"] },
  { name: "disclosure-edited", change: resigned((m) => reveal(m, "R-02", 1, "title", "No risk at all")), codes: ["GF5306"] },
  { name: "disclosure-dropped", change: resigned((m) => { const p = rec("R-02", 1, "disclosures"); m.site.set(p, Buffer.from(m.site.get(p).toString().split("\n").slice(1).join("\n"))); }), codes: ["GF5306"] },
  shown("table-edited-by-author", (m) => edit(m, data, "Late parts", "No parts")),
  shown("cell-emptied-by-author", (m) => edit(m, data, "2026-03-02", "")),
  shown("cell-filled-by-author", (m) => edit(m, data, ",,Ops", ",All paid back,Ops")),
  shown("amount-edited-by-author", (m) => edit(m, data, "$1,200.50", "$1,200.05")),
  shown("amount-negated-by-author", (m) => edit(m, data, "$1,200.50", "($1,200.50)")),
  shown("list-shortened-by-author", (m) => edit(m, data, "\"G1, R-01\"", "G1")),
  shown("own-column-edited-by-author", (m) => edit(m, data, "'=Wi-Fi", "=Wi-Fi 6")),
  shown("column-added-by-author", (m) => edits(m, data, /\n/g, () => ",x\n")),
  shown("column-removed-by-author", (m) => edit(m, data, "Cost exposure", "Cost")),
  shown("row-removed-by-author", (m) => edits(m, data, /^R-02.*\n/m, () => "")),
  shown("row-renamed-by-author", (m) => edit(m, data, "\nR-02", "\nR-03")),
  shown("table-broken-by-author", (m) => edit(m, data, "\nR-02", "\n\"R-02")),
  shown("table-removed-by-author", (m) => m.site.delete(data)),
  shown("point-edited-by-author", (m) => edit(m, points, "12,88,90", "21,79,90")),
  shown("point-note-dropped-by-author", (m) => edit(m, points, "\"'=12 of 100, late\"", "")),
  shown("point-removed-by-author", (m) => edits(m, points, /^2026-03-06.*\n/m, () => "")),
  shown("point-added-by-author", (m) => m.site.set(points, Buffer.concat([m.site.get(points), Buffer.from("2026-03-27,100,100,0,70,\n")]))),
  shown("point-twice-by-author", (m) => edits(m, points, /^2026-03-06.*\n/m, (line) => line + line)),
  shown("series-removed-by-author", (m) => m.site.delete(points)),
  shown("prose-edited-by-author", (m) => edit(m, gate, "Wait, which costs", "Wait, which saves")),
  shown("prose-dropped-by-author", (m) => edit(m, gate, "<p>And <strong>so on</strong> as well.</p>", "")),
  shown("prose-hidden-by-author", (m) => edit(m, gate, "asked the board", "<!-- asked the board -->")),
  shown("note-edited-by-author", (m) => edit(m, gate, "From the log of March", "From the log of May")),
  shown("prose-table-edited-by-author", (m) => edit(m, gate, "<td>20", "<td>2")),
  shown("heading-edited-by-author", (m) => edits(m, gate, /<h2>Options/g, () => "<h2>Decided")),
  shown("criterion-edited-by-author", (m) => edit(m, gate, "counted twice", "counted once")),
  shown("rationale-edited-by-author", (m) => edit(m, gate, "can be done", "cannot be done")),
  shown("page-removed-by-author", (m) => m.site.delete(gate)),
  shown("answer-edited-by-author", (m) => edit(m, answers, "A text of", "A book of")),
  shown("situation-edited-by-author", (m) => edit(m, answers, "Two clinics", "No clinics")),
  shown("entry-date-edited-by-author", (m) => edits(m, portfolio, /2026-03-06/g, () => "2026-03-05")),
  shown("entry-title-edited-by-author", (m) => edit(m, portfolio, "\"title\": \"Plan\"", "\"title\": \"Close\"")),
  shown("entry-removed-by-author", (m) => edits(m, portfolio, /"id": "G1",\n *"kind"/, () => "\"id\": \"G9\", \"kind\"")),
  shown("decision-edited-by-author", (m) => edit(m, portfolio, "conditional go", "go")),
  shown("project-edited-by-author", (m) => edit(m, portfolio, "\"basis\": \"personal\"", "\"basis\": \"employment\"")),
  shown("project-page-edited-by-author", (m) => edit(m, "projects/demo/index.html", "ten seats", "two hundred seats")),
  shown("summary-edited-by-author", (m) => edit(m, "projects/index.html", "ten seats", "two hundred seats")),
  shown("owner-edited-by-author", (m) => edit(m, portfolio, "Ada Okafor", "Ida Okafor")),
  shown("data-removed-by-author", (m) => m.site.delete(portfolio)),
  shown("data-broken-by-author", (m) => cut(m, portfolio, 3)),
  { name: "artifact-edited-by-author", change: resigned((m) => flip(m, "projects/demo/files/plan.pdf", 5)), codes: ["GF5311"] },
  { name: "artifact-removed-by-author", change: resigned((m) => m.site.delete("projects/demo/files/plan.pdf")), codes: ["GF5311"] },
  { name: "older-version-shown", change: resigned((m) => {
      const entries = m.entries.concat([f.leaf("record", f.leafID("R-02"), 2, 4, "2026-04-01", f.sha256("newer"))]);
      relog(m, entries, size + 1); f.putTiles(m.site, entries, f.memoised(entries), size); }), codes: ["GF5309"] },
  { name: "version-out-of-chain", change: resigned((m) => {
      const entries = m.entries.concat([f.leaf("record", f.leafID("other"), 2, 4, "2026-04-01", f.sha256("x"))]);
      relog(m, entries, size + 1); f.putTiles(m.site, entries, f.memoised(entries), size); }), codes: ["GF5310"] },
  { name: "attestation-edited", change: vouched(() => ({}), (m, path) => edit(m, path, "basis discussed", "basis supervised")), codes: ["GF5502"] },
  { name: "attestation-words-edited", change: vouched(() => ({}), (m, path) => edit(m, path, "could say why", "could not say why")), codes: ["GF5502"] },
  { name: "attestation-signature-flipped", change: vouched(() => ({}), (m, path) => flipArmour(m, path + ".sig")), codes: ["GF5502"] },
  { name: "attestation-signature-malformed", change: vouched(() => ({}), (m, path) => cut(m, path + ".sig", 4)), codes: ["GF5501"] },
  { name: "attestation-signature-missing", change: vouched(() => ({}), (m, path) => m.site.delete(path + ".sig")), codes: ["GF5501"] },
  { name: "attestation-note-missing", change: vouched(() => ({}), (m, path) => m.site.delete(path)), codes: ["GF5501"] },
  { name: "attestation-for-consent", change: vouched(() => ({}), (m, path) => m.site.set(path + ".sig", f.sshsig(sam, "consent@gatefold", m.site.get(path)))), codes: ["GF5501"] },
  { name: "attestation-renamed", change: vouched(() => ({}), (m, path) => { for (const tail of ["", ".sig"]) { m.site.set("proof/attest/0123456789abcdef.note" + tail, m.site.get(path + tail)); m.site.delete(path + tail); } }), codes: ["GF5501"] },
  { name: "attestation-crlf", change: (m) => { let at; vouched(() => ({}), (_, path) => { at = path; })(m); crlf(m, at); }, codes: ["GF5009"] },
  { name: "attestation-signed-anew", change: vouched(() => ({}), (m, path) => m.site.set(path + ".sig", f.sshsig(f.signer("tom"), "attest@gatefold", m.site.get(path)))), codes: ["GF5506"] },
  { name: "attestation-not-in-log", change: vouched(() => ({ accepted: false })), codes: ["GF5506"] },
  { name: "attestation-by-author", change: vouched((m) => ({ by: m.who.key })), codes: ["GF5505"] },
  { name: "attestation-of-other-log", change: vouched(() => ({ note: { subject: f.author("thief").origin } })), codes: ["GF5503"] },
  { name: "attestation-of-other-leaf", change: vouched((m) => ({ note: { leaf: "4 " + f.b64(f.sha256("another")) } })), codes: ["GF5504"] },
  { name: "attestation-of-no-leaf", change: vouched(() => ({ note: { leaf: "400 " + f.b64(f.sha256("another")) } })), codes: ["GF5504"] },
  { name: "attestation-of-other-record", change: vouched(() => ({ note: { record: "demo/raid/R-01" } })), codes: ["GF5504"] },
  { name: "attestation-period-backwards", change: vouched(() => ({ note: { from: "2026-03-21" } })), codes: ["GF5501"] },
  { name: "attestation-of-days-to-come", change: vouched(() => ({ note: { until: "2026-04-02" } })), codes: ["GF5501"] },
  { name: "attestation-without-basis", change: vouched(() => ({ note: { basis: "" } })), codes: ["GF5501"] },
  { name: "attestation-of-unknown-basis", change: vouched(() => ({ note: { basis: "certified" } })), codes: ["GF5501"] },
  { name: "attestation-turned-name", change: vouched(() => ({ note: { by: "\u202esenoJ maS" } })), codes: ["GF5501"] },
  { name: "attestation-too-long", change: vouched(() => ({ note: { text: "word\n".repeat(41).trim() } })), codes: ["GF5501"] },
  { name: "attestation-revoked", change: vouched(() => ({}), (m, path) => f.takeBack(m.site, sam, [path])), codes: ["GF5507"], outcome: "held", sh: [] },
  { name: "revocation-of-others", change: vouched(() => ({}), (m, path) => f.takeBack(m.site, f.signer("tom"), [path])), codes: [], outcome: "held" },
  { name: "revocation-edited", change: vouched(() => ({}), (m, path) => edit(m, f.takeBack(m.site, sam, [path]), "mixed up", "was paid by")), codes: ["GF5508"] },
  { name: "revocation-by-other-key", change: vouched(() => ({}), (m, path) => f.takeBack(m.site, f.signer("tom"), [path], { name: f.handle(sam.pub) })), codes: ["GF5508"] },
  { name: "revocation-unsigned", change: vouched(() => ({}), (m, path) => m.site.delete(f.takeBack(m.site, sam, [path]) + ".sig")), codes: ["GF5508"] },
  { name: "revocation-malformed", change: vouched(() => ({}), (m, path) => f.takeBack(m.site, sam, [path], { date: "2026-02-30" })), codes: ["GF5508"] },
  { name: "consent-edited", change: resigned((m) => edit(m, agreed, "2027-11-28", "2029-11-28")), codes: ["GF5512"] },
  { name: "consent-edited-by-host", change: (m) => edit(m, agreed, "headline name", "headline link name"), codes: ["GF5001", "GF5512"] },
  { name: "consent-by-another", change: resigned((m) => consent(m, m.who, "name", f.author("thief"))), codes: ["GF5513"] },
  { name: "consent-of-another-log", change: resigned((m) => consent(m, f.author("eve"), "name")), codes: ["GF5514"] },
  { name: "consent-malformed", change: resigned((m) => consent(m, m.who, "name headline")), codes: ["GF5511"] },
  { name: "consent-under-another-name", change: resigned((m) => { for (const e of ["", ".sig"]) { m.site.set("proof/consent/other.txt" + e, m.site.get(agreed + e)); m.site.delete(agreed + e); } }), codes: ["GF5511"] },
  { name: "consent-unsigned", change: resigned((m) => m.site.delete(agreed + ".sig")), codes: ["GF5512"] },
  { name: "consent-signed-for-site", change: resigned((m) => m.site.set(agreed + ".sig", f.sshsig(m.who.key, "site@gatefold", m.site.get(agreed)))), codes: ["GF5512"] },
  { name: "policy-malformed", change: resigned((m) => m.site.set("proof/policy.txt", Buffer.from("quorum sam\n"))), codes: ["GF5402"], outcome: "unchecked" },
];

// resignedList lets the author sign another text of the list.
function resignedList(change) {
  return (m) => {
    m.site.set("proof/SHA256SUMS", Buffer.from(change(m.site.get("proof/SHA256SUMS").toString())));
    m.site.set("proof/SHA256SUMS.sig", f.sshsig(m.who.key, "site@gatefold", m.site.get("proof/SHA256SUMS")));
  };
}

// flipLast changes one byte of the last signature of a note.
function flipLast(m, path) {
  const lines = m.site.get(path).toString().split("\n"), last = lines.length - 2, words = lines[last].split(" ");
  const bytes = Buffer.from(words[2], "base64");
  bytes[bytes.length - 20] ^= 1;
  words[2] = f.b64(bytes);
  lines[last] = words.join(" ");
  m.site.set(path, Buffer.from(lines.join("\n")));
}

// flipArmour changes one byte within an armoured signature.
function flipArmour(m, path) {
  const lines = m.site.get(path).toString().split("\n"), body = Buffer.from(lines.slice(1, -2).join(""), "base64");
  body[body.length - 20] ^= 1;
  m.site.set(path, Buffer.from([lines[0], ...body.toString("base64").match(/.{1,70}/g), ...lines.slice(-2)].join("\n")));
}

// reveal puts another value into a disclosure.
function reveal(m, word, rev, name, value) {
  const p = rec(word, rev, "disclosures");
  m.site.set(p, Buffer.from(m.site.get(p).toString().split("\n").map((line) => {
    if (line.length <= 43) return line;
    const parts = JSON.parse(Buffer.from(line, "base64url"));
    return parts[1] === name ? f.b64url(Buffer.from(JSON.stringify([parts[0], name, value]))) : line;
  }).join("\n")));
}

// beyondShell are the codes that verify.sh does not give: it looks neither at the log as a whole nor at
// what pages show.
module.exports.beyondShell = /^GF(5204|5205|5206|5302|5307|5309|5310|55[01]\d|5908)$/;

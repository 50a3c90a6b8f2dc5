// node export.js DIR: writes the fixtures of generator/proof/testdata/tamper, from fixture.js and
// tampers.js, for readers in any language: DIR/README.md tells their form.
const fs = require("fs"), path = require("path"), f = require("./fixture.js"), tampers = require("./tampers.js");

const dir = process.argv[2];
for (const name of ["base", "cases"]) fs.rmSync(path.join(dir, name), { recursive: true, force: true });
const write = (name, bytes) => {
  fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
  fs.writeFileSync(path.join(dir, name), bytes);
};

const base = f.makeSite({});
for (const [p, b] of base.site) write("base/" + p, b);
write("reader.json", JSON.stringify({ key: base.who.fingerprint, policy: base.policy }, null, 1) + "\n");

// content is a file's bytes as text where they are text that a diff can show, else in base64.
function content(bytes) {
  const text = bytes.toString("utf8");
  return Buffer.from(text).equals(bytes) && !/[\x00-\x08\x0e-\x1f]/.test(text) ? { text } : { base64: bytes.toString("base64") };
}

for (const t of tampers) {
  const m = f.makeSite({}), files = {};
  t.change(m);
  for (const [p, b] of m.site) if (!base.site.has(p) || !b.equals(base.site.get(p))) files[p] = content(b);
  for (const p of base.site.keys()) if (!m.site.has(p)) files[p] = null;
  const sorted = Object.fromEntries(Object.keys(files).sort().map((p) => [p, files[p]]));
  const outcome = t.outcome || "changed", http = t.http || t.codes, sh = t.sh || t.codes.filter((c) => !tampers.beyondShell.test(c));
  write("cases/" + t.name + ".json", JSON.stringify({ outcome, codes: t.codes, http, sh, files: sorted }, null, 1) + "\n");
}

// node write.js DIR OPTIONS [TAMPER]: writes a site of fixture.js to DIR/site and DIR/site.zip, with
// the files of DIR/proof in its proof/, and prints what a reader would know from elsewhere.
const fs = require("fs"), path = require("path"), f = require("./fixture.js"), tampers = require("./tampers.js");

const [dir, options, tamper] = process.argv.slice(2), pages = {};
for (const name of fs.readdirSync(path.join(dir, "proof"))) pages["proof/" + name] = fs.readFileSync(path.join(dir, "proof", name));
const m = f.makeSite({ ...JSON.parse(options), pages }), known = { fingerprint: m.who.fingerprint, policy: m.policy, codes: [] };
if (tamper) {
  const t = tampers.find((x) => x.name === tamper);
  t.change(m);
  known.codes = t.codes;
}
const phrase = "blue herons on Tuesday";
known.block = "gatefold-challenge v1\nkey " + m.who.fingerprint + "\nphrase " + phrase + "\n" + f.sshsig(m.who.key, "challenge@gatefold", Buffer.from(phrase + "\n"));
for (const [p, b] of m.site) {
  fs.mkdirSync(path.dirname(path.join(dir, "site", p)), { recursive: true });
  fs.writeFileSync(path.join(dir, "site", p), b);
}
fs.writeFileSync(path.join(dir, "site.zip"), f.zip(m.site, "site-main/"));
process.stdout.write(JSON.stringify(known));

// node worlds.js DIR: writes the sites of clean.js to DIR/<n>/site and DIR/<n>/site.zip, and prints
// [{name, dir, key, policy, size}].
const fs = require("fs"), path = require("path"), f = require("./fixture.js"), clean = require("./clean.js");

const out = Object.entries(clean).map(([name, options], i) => {
  const dir = path.join(process.argv[2], String(i)), m = f.makeSite(options);
  for (const [p, b] of m.site) {
    fs.mkdirSync(path.dirname(path.join(dir, "site", p)), { recursive: true });
    fs.writeFileSync(path.join(dir, "site", p), b);
  }
  fs.writeFileSync(path.join(dir, "site.zip"), f.zip(m.site, i % 2 ? "" : "site-main/"));
  return { name, dir, key: m.who.fingerprint, policy: m.policy, size: m.entries.length };
});
process.stdout.write(JSON.stringify(out));

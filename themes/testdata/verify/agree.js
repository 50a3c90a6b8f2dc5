// node agree.js < CASES: compares records with sites as verify.js does, for generator/shown, whose own
// results must be the same. CASES is {sites: [{path: text}], cases: [{site, fields, withheld}]}.
const { load } = require("./load.js");

const { inner } = load(["compareRecord"]);
const { sites, cases } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const shared = sites.map(() => new Map());

async function main() {
  const out = [];
  for (const c of cases) {
    const read = (path) => (Object.hasOwn(sites[c.site], path) ? new Uint8Array(Buffer.from(sites[c.site][path])) : null);
    out.push(await inner.compareRecord(new Map(Object.entries(c.fields)), c.withheld, read, shared[c.site]));
  }
  process.stdout.write(JSON.stringify(out));
}
main();

// node judge.js: what the page's script says of sites. Each line of standard input is a JSON object
// {dir, zip, http, key, policy, files}: dir is a folder, read once, or zip a zip file; files are changes
// to the folder, a path to base64, or to null for a file that is taken away; with http the site is read
// as from a host that serves no name with a dot in front. Each line of output is {outcome, codes,
// headline, sentences}.
const fs = require("fs"), path = require("path"), readline = require("readline");
const { load } = require("./load.js");

const { GatefoldVerify } = load();
const folders = new Map();

function folder(dir) {
  if (!folders.has(dir)) {
    const site = new Map();
    for (const e of fs.readdirSync(dir, { recursive: true, withFileTypes: true })) {
      const name = path.join(e.parentPath, e.name);
      if (!e.isDirectory()) site.set(path.relative(dir, name).split(path.sep).join("/"), fs.readFileSync(name));
    }
    folders.set(dir, site);
  }
  return new Map(folders.get(dir));
}

function opened(ask) {
  if (ask.zip) return GatefoldVerify.zipSource(new Uint8Array(fs.readFileSync(ask.zip)));
  const site = folder(ask.dir);
  for (const [p, b] of Object.entries(ask.files || {})) b === null ? site.delete(p) : site.set(p, Buffer.from(b, "base64"));
  const read = async (p) => (site.has(p) ? new Uint8Array(site.get(p)) : null);
  if (!ask.http) return { list: async () => [...site.keys()], read };
  return { list: async () => null, read: async (p) => (/(^|\/)\./.test(p) ? null : read(p)) };
}

async function judged(ask) {
  let source;
  try {
    source = opened(ask);
  } catch (e) {
    if (e.constructor.name !== "Refused") throw e;
    return { outcome: "unchecked", codes: ["GF5905"] };
  }
  const r = await GatefoldVerify.check(source, { key: ask.key || "", policy: ask.policy || "" });
  return { outcome: r.outcome, codes: [...new Set(r.findings.map((x) => x.code))].sort(), headline: GatefoldVerify.headline(r), sentences: GatefoldVerify.sentences(r) };
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdout.write(JSON.stringify(await judged(JSON.parse(line))) + "\n");
  }
})();

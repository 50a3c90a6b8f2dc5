"use strict";
// The check of a published site, in this order; `gatefold verify` does the same.
//
//  1. proof/SHA256SUMS is there and has its form (GF5004).
//  2. proof/SHA256SUMS.sig is an SSH signature of it for site@gatefold (GF5005, 5006, 5007) by the key
//     that the reader named (GF5008), or by one that this key's owner led on to (GF5104).
//  3. Every listed file has its hash (GF5001, 5009) and is there (GF5002; over http a host may keep its
//     own files, GF5906); in a folder or zip nothing else is there (GF5003, 5907).
//  4. keys.txt has its form (GF5101), is signed by its key (GF5102), and agrees with the key of the
//     list, with allowed_signers, with the origin and with its own verifier keys (GF5103).
//  5. proof/checkpoint has its form (GF5201), the author's origin (GF5203) and signature (GF5202).
//  6. The log: entries of the whole length (GF5204, 5205) give the signed root, and so does every tile
//     (GF5206); every archived checkpoint, and that of every proof, is a beginning of it (GF5207, 5208);
//     the versions of an id follow one another (GF5310).
//  7. Every proof/records/<id>.r<n>: the leaf has its form (GF5301) and is the log's entry at the index
//     (GF5302); its .tlog-proof (GF5303) leads to its checkpoint (GF5304); the files are complete
//     (GF5308) and of the newest version (GF5309); the disclosures (GF5305) give the commitment
//     (GF5306); what they disclose is what the site shows (GF5307, 5311).
//  8. Lines of known witnesses fit their checkpoints (GF5401); the reader's policy, where given, can be
//     read (GF5402), is about this log (GF5203), and somebody named in it has confirmed a date (GF5403).
//     The site's own policy.txt is never more than "named by the author".
//  9. Every proof/attest/<hash>.note, the word of another person, and its signature have their form and
//     name (GF5501); the signature holds (GF5502); the note is about this log (GF5503), about the entry
//     and the record that it names (GF5504), and not by the author (GF5505); the log has an entry that
//     accepts it (GF5506). A list of revocations is signed by its key (GF5508), and takes back notes of
//     that key alone (GF5507, which is no fault of the site).
// 10. Every proof/consent/<cohort>.txt has its form (GF5511), is about this log (GF5514), and is what was
//     signed (GF5512) by the author (GF5513).
// 11. An earlier log that this one continues is the one that the log tells of, by its own key (GF5521).
//
// Whatever cannot be read or is more than the limits is named (GF5903, 5904). The outcome is "changed"
// with any finding that speaks of a change, "unchecked" with one that kept the check from its end
// (without a named key always: GF5901), else "held".

const fileLimit = 512 << 20, proofFileLimit = 16 << 20, listLimit = 16 << 20;
const pagesKept = 64 << 20; // bytes of pages that are not read a second time
const atOnce = 16; // files read at the same time

const listPath = "proof/SHA256SUMS", listSignaturePath = "proof/SHA256SUMS.sig";
const uncovered = (path) => path === listPath || path === listSignaturePath || path === "proof/checkpoint" || /^proof\/checkpoints\/[^/]+$/.test(path);
const hostFile = (path) => /^(\.git(\/|$)|CNAME$)/.test(path) || /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/.test(path);
const offeredZip = (path) => /^[^/]+\.zip$/.test(path); // of the whole site, so that it cannot list itself
const keptByHosts = (path) => /(^|\/)\.[^/]/.test(path) || path === "_headers" || path === "_redirects";

// check looks at all that a site publishes. source is {list, read}: list() gives the paths from the
// site's root, or null where that cannot be known (http); read(path) a Uint8Array, or null for a file
// that is not there. key is the fingerprint the reader trusts, "" for none; policy the text of a
// C2SP tlog-policy, "" for none. onProgress gets (step, done, all). The result is
// {outcome: "held" | "changed" | "unchecked", findings, facts}.
async function check(source, options) {
  const o = Object.assign({ key: "", policy: "", onProgress: () => {}, crypto: null }, options);
  const report = newReport();
  const run = {
    report, progress: o.onProgress, crypto: o.crypto || await makeCrypto(subtleHere()), source,
    named: o.key.trim(), policyText: o.policy, listing: null, present: null, kept: new Map(), sums: [], hashes: new Map(), heads: new Map(), wrongLines: new Set(), shown: new Map(), pages: 0,
    facts: { fingerprint: "", origin: "", signed: false, size: 0, files: 0, bytes: 0, published: 0, sealed: 0, placeless: 0,
      records: [], attestations: [], authorsPolicy: "", authorsWitnesses: [], witnesses: [], seen: null, weeks: 0, consents: [], named: o.key.trim() },
  };
  try {
    run.listing = await source.list();
    run.present = run.listing === null ? null : new Set(run.listing);
    for (const path of source.beside || []) report.add("GF5907", path, "nothing beside the folder of the site", "a file that is no part of it");
    await checkAll(run);
  } catch (e) {
    if (!(e instanceof Refused)) throw e;
    report.add("GF5903", "", "files that can be read", e.message);
  }
  return { outcome: report.outcome(), findings: report.findings, facts: run.facts };
}

const subtleHere = () => (globalThis.crypto && globalThis.crypto.subtle) || null;

async function checkAll(run) {
  if (!(await anythingSealed(run))) {
    run.report.add("GF5902", "proof", "a signed list of files and a log", "neither");
    return;
  }
  if (run.listing === null && (run.report.has("GF5903") || run.report.has("GF5904"))) return; // the host does not answer as it should: asking for all the rest would only take long
  const signer = await checkList(run);
  await checkFiles(run);
  const keys = await checkKeys(run, signer);
  if (keys.length > 0) {
    const proofs = await readProofs(run);
    const log = await checkLog(run, keys, proofs);
    await checkRecords(run, keys, log, proofs);
    await checkWitnesses(run, keys, log, proofs);
    await checkAttestations(run, keys, log);
    await checkSuccession(run, log);
    await checkConsents(run, keys);
  }
  const page = (f) => f.code === "GF5001" && f.file.endsWith(".html");
  const faults = run.report.findings.filter((f) => f.kind === changed);
  if (faults.some(page) && faults.every(page) && run.facts.published > 0) {
    run.report.add("GF5908", "", "pages as the author listed them", "pages that differ: " + run.report.count("GF5001") + "; every record's own proof holds");
  }
}

async function anythingSealed(run) {
  for (const path of [listPath, "proof/checkpoint", "proof/keys.txt"]) {
    if (await fetched(run, path) !== null) return true;
  }
  return false;
}

// fetched reads a file of proof/ or data/ once: null when it is not there, undefined when it cannot be read.
async function fetched(run, path) {
  if (run.kept.has(path)) return run.kept.get(path);
  let bytes = await readOnce(run, path);
  if (bytes && bytes.length > proofFileLimit && path.startsWith("proof/")) {
    run.report.add("GF5904", path, "at most " + proofFileLimit + " bytes", bytes.length + " bytes");
    bytes = undefined;
  }
  if (bytes && /\.(txt|sig|note|leaf|disclosures|tlog-proof)$|\/allowed_signers$|\/SHA256SUMS$|\/checkpoints?(\/\d+)?$/.test(path)) {
    const plain = withoutCR(bytes);
    if (plain !== null) run.report.add("GF5009", path, "lines that end in LF", "lines that end in CRLF");
    bytes = plain || bytes;
  }
  run.kept.set(path, bytes);
  return bytes;
}

async function readOnce(run, path) {
  if (run.present !== null && !run.present.has(path)) return null;
  try {
    return await run.source.read(path);
  } catch (e) {
    run.report.add("GF5903", path, "a file that can be read", e.message);
    return undefined;
  }
}

// withoutCR is bytes with LF for CRLF, or null when there is no CRLF.
function withoutCR(bytes) {
  const out = new Uint8Array(bytes.length);
  let n = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 13 || bytes[i + 1] !== 10) out[n++] = bytes[i];
  return n === bytes.length ? null : out.subarray(0, n);
}

// understood runs a reader of a format; what it refuses becomes a finding and null.
function understood(run, code, path, what, reader) {
  try {
    return reader();
  } catch (e) {
    if (!(e instanceof Refused)) throw e;
    run.report.add(code, path, what, e.message);
    return null;
  }
}

// ---- the list and its signature

// checkList gives the key that has signed the list, or null.
async function checkList(run) {
  const bytes = await fetched(run, listPath);
  if (!bytes) {
    if (bytes === null) run.report.add("GF5004", listPath, "the author's list of files", "no such file");
    return null;
  }
  run.sums = understood(run, "GF5004", listPath, "a list as gatefold writes it", () => {
    must(bytes.length <= listLimit, "it has " + bytes.length + " bytes");
    return parseSums(textOf(bytes));
  }) || [];
  const file = await fetched(run, listSignaturePath);
  if (!file) {
    if (file === null) run.report.add("GF5005", listSignaturePath, "the signature of the list", "no such file");
    return null;
  }
  const sig = understood(run, "GF5007", listSignaturePath, "an SSH signature for site@gatefold", () => parseSSHSIG(textOf(file), "site@gatefold"));
  if (sig === null) return null;
  if (!(await checkSSHSIG(run.crypto, sig, "site@gatefold", bytes))) {
    run.report.add("GF5006", listPath, "the list that was signed", "another one");
    return null;
  }
  run.facts.fingerprint = fingerprint(sig.key);
  run.facts.signed = true;
  return sig.key;
}

// ---- the files

// inTurn runs work on all items, some at the same time.
async function inTurn(items, work) {
  let next = 0;
  const one = async () => { while (next < items.length) { const i = next++; await work(items[i], i); } };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, one));
}

async function checkFiles(run) {
  const present = run.present, missing = [], differ = [];
  let done = 0;
  await inTurn(run.sums, async ({ path, hash }) => {
    const bytes = present !== null && !present.has(path) ? null : await readListed(run, path);
    run.progress("files", ++done, run.sums.length);
    if (bytes === null) missing.push(path);
    if (!bytes) return;
    run.facts.files++;
    run.facts.bytes += bytes.length;
    const got = hex(await run.crypto.sha256(bytes));
    run.hashes.set(path, got);
    if (got !== hash) differ.push([path, hash, got, await onlyLineEnds(run, path, bytes, hash)]);
    if (!run.kept.has(path) && keeps(run, path, bytes.length)) run.kept.set(path, bytes);
  });
  missing.sort();
  differ.sort();
  for (const path of missing) {
    const kept = run.listing === null && keptByHosts(path);
    run.report.add(kept ? "GF5906" : "GF5002", path, "a file of the list", kept ? "the host does not serve it" : "no such file");
  }
  for (const [path, hash, got, ends] of differ) {
    if (ends) run.report.add("GF5009", path, "lines that end in LF", "lines that end in CRLF");
    else run.report.add("GF5001", path, "SHA-256 " + hash, "SHA-256 " + got);
  }
  if (present !== null) checkExtra(run);
}

// keeps tells whether a file is compared with what was sealed, so that it need not be read twice.
function keeps(run, path, size) {
  if (/^(proof|data)\//.test(path)) return true;
  if (!/^(projects\/.*\.html|interview\/.*)$/.test(path) || run.pages + size > pagesKept) return false;
  run.pages += size;
  return true;
}

// readListed reads a listed file as it is; files of proof/ and data/ are kept for what follows.
async function readListed(run, path) {
  const bytes = await readOnce(run, path);
  if (bytes && bytes.length > fileLimit) {
    run.report.add("GF5904", path, "at most " + fileLimit + " bytes", bytes.length + " bytes");
    return undefined;
  }
  return bytes;
}

// onlyLineEnds tells whether LF for CRLF makes the file the listed one, and keeps it so.
async function onlyLineEnds(run, path, bytes, hash) {
  const plain = withoutCR(bytes);
  if (plain === null || hex(await run.crypto.sha256(plain)) !== hash) return false;
  run.kept.set(path, plain);
  return true;
}

function checkExtra(run) {
  const listed = new Set(run.sums.map((s) => s.path));
  for (const path of run.listing.slice().sort()) {
    if (listed.has(path) || uncovered(path)) continue;
    if (hostFile(path)) run.report.add("GF5907", path, "nothing", "a file of the host or the system");
    else if (offeredZip(path)) run.report.add("GF5907", path, "nothing", "a zip beside the pages, which cannot be on the list when it holds the site itself");
    else if (run.sums.length > 0) run.report.add("GF5003", path, "no file of this name", "a file that the list does not name");
  }
}

// pathsUnder are the known paths that begin so: those of the folder, or over http of the list.
function pathsUnder(run, prefix) {
  return (run.listing || run.sums.map((s) => s.path)).filter((p) => p.startsWith(prefix)).sort();
}


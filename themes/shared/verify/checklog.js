"use strict";
// Steps 6 and 7 of the check, first part: the log and what every proof says of it.

const sizeLimit = 1000000; // entries of one log
const recordPath = /^proof\/records\/([0-9a-f]{16})\.r([1-9][0-9]{0,8})\.(leaf|tlog-proof|disclosures)$/;

// readProofs gives the published records by their names `<id>.r<n>`: {id, rev, name, paths, leaf, proof}.
async function readProofs(run) {
  const records = new Map();
  for (const path of pathsUnder(run, "proof/records/")) {
    const m = recordPath.exec(path);
    if (m === null) continue;
    const name = m[1] + ".r" + m[2];
    if (!records.has(name)) records.set(name, { id: m[1], rev: Number(m[2]), name, base: "proof/records/" + name, leaf: null, proof: null, index: null });
    records.get(name)[m[3] + "Path"] = path;
  }
  await inTurn([...records.values()], async (r) => {
    const leaf = await fetched(run, r.base + ".leaf"), proof = await fetched(run, r.base + ".tlog-proof");
    if (leaf) r.leaf = understood(run, "GF5301", r.base + ".leaf", "a sealed entry of version 1", () => parseLeaf(leaf));
    else if (leaf === null) run.report.add("GF5308", r.base + ".leaf", "the sealed entry", "no such file");
    if (proof) r.proof = understood(run, "GF5303", r.base + ".tlog-proof", "a tlog-proof of version 1", () => parseProof(textOf(proof)));
    else if (proof === null) run.report.add("GF5303", r.base + ".tlog-proof", "the proof of this record", "no such file");
  });
  return [...records.values()];
}

// checkHead gives the checkpoint when it is of this log and signed by one of its keys, else null.
async function checkHead(run, keys, path, text, code) {
  const head = typeof text === "string" ? understood(run, code, path, "a signed checkpoint", () => parseCheckpoint(text)) : text;
  if (head === null) return null;
  if (head.origin !== keys[0].origin) {
    run.report.add("GF5203", path, "a checkpoint of " + keys[0].origin, "one of " + head.origin.slice(0, 80));
    return null;
  }
  if (!run.heads.has(head.text)) {
    const answers = await Promise.all(keys.map((k) => checkLine(run.crypto, head.note, k.log)));
    run.heads.set(head.text, answers.some((a) => a !== "none") && !answers.includes("wrong"));
  }
  if (!run.heads.get(head.text)) {
    run.report.add("GF5202", path, "a checkpoint signed by the log's key", "size " + head.size + ", not signed so");
    return null;
  }
  head.path = path;
  return head;
}

// checkLog gives {head, entries, checkpoints}: entries null when they could not be trusted, checkpoints
// all that are signed and a beginning of the log, the smallest first.
async function checkLog(run, keys, records) {
  const log = { head: null, entries: null, checkpoints: [] };
  const bytes = await fetched(run, "proof/checkpoint");
  if (bytes === null) run.report.add("GF5201", "proof/checkpoint", "the head of the log", "no such file");
  if (bytes) {
    const text = understood(run, "GF5201", "proof/checkpoint", "a signed checkpoint", () => textOf(bytes));
    if (text !== null) log.head = await checkHead(run, keys, "proof/checkpoint", text, "GF5201");
  }
  const archived = (await archivedHeads(run, keys, log.head)).concat(await headsOfProofs(run, keys, records));
  if (log.head === null) return log;
  run.facts.size = log.head.size;
  if (log.head.size > sizeLimit) {
    run.report.add("GF5904", "proof/checkpoint", "a log of at most " + sizeLimit + " entries", log.head.size + " entries");
    return log;
  }
  const roots = new Map(archived.map((c) => [c.size, null]));
  const entries = await readEntries(run, log.head.size);
  if (entries === null) return log;
  const levels = treeOf(run, entries, roots);
  const whole = await checkTiles(run, levels, entries, log.head);
  if (!whole) return log;
  log.entries = entries;
  log.checkpoints = [log.head];
  for (const c of archived) {
    if (c.size > log.head.size) run.report.add("GF5208", c.path, "a log of at least " + c.size + " entries, as it was once signed", "one of " + log.head.size);
    else if (!same(roots.get(c.size), c.root)) run.report.add("GF5207", c.path, "the beginning of this log, " + base64(roots.get(c.size)), base64(c.root));
    else log.checkpoints.push(c);
  }
  log.checkpoints.sort((a, b) => a.size - b.size);
  return log;
}

// archivedHeads reads proof/checkpoints/<size>; over http, where no list names them, those of the
// sizes that partial tiles and proofs speak of.
async function archivedHeads(run, keys, head) {
  const out = [];
  let paths = pathsUnder(run, "proof/checkpoints/");
  if (run.listing === null) {
    const sizes = new Set(pathsUnder(run, "proof/tile/entries/").map(parseTilePath).filter((t) => t !== null).map((t) => t.n * 256 + t.width));
    if (head !== null) sizes.add(head.size);
    paths = [...sizes].sort((a, b) => a - b).map((size) => "proof/checkpoints/" + size);
  }
  await inTurn(paths, async (path) => {
    const bytes = await fetched(run, path);
    if (!bytes) return;
    const text = understood(run, "GF5201", path, "an archived checkpoint", () => textOf(bytes));
    const c = text === null ? null : await checkHead(run, keys, path, text, "GF5201");
    if (c === null) return;
    if (path !== "proof/checkpoints/" + c.size) run.report.add("GF5201", path, "a checkpoint of the size that its name says", "one of " + c.size);
    else out.push(c);
  });
  return out;
}

async function headsOfProofs(run, keys, records) {
  const out = [], seen = new Set();
  for (const r of records) {
    if (r.proof === null) continue;
    const head = await checkHead(run, keys, r.base + ".tlog-proof", r.proof.checkpoint, "GF5303");
    if (head === null) r.proof = null;
    else if (!seen.has(head.text)) out.push(head);
    if (head !== null) seen.add(head.text);
  }
  return out;
}

// readEntries gives all entries of the log, or null when a bundle is missing or malformed.
async function readEntries(run, size) {
  const bundles = [];
  let sound = true;
  for (let n = 0; n * 256 < size; n++) bundles.push(n);
  const parts = new Array(bundles.length);
  await inTurn(bundles, async (n) => {
    const width = Math.min(256, size - n * 256), path = tilePath("entries", n, width);
    let bytes = await fetched(run, path), from = path;
    if (bytes === null && width < 256) { from = tilePath("entries", n, 256); bytes = await fetched(run, from); }
    if (bytes === null) run.report.add("GF5204", path, "entries " + n * 256 + " to " + (n * 256 + width - 1), "no such file");
    const all = bytes ? understood(run, "GF5205", from, "entries of the log", () => parseBundle(bytes, from === path ? width : 256)) : null;
    run.progress("log", n + 1, bundles.length);
    if (all === null) sound = false;
    else parts[n] = all.slice(0, width);
  });
  return sound ? parts.flat() : null;
}

// treeOf gives the hashes of levels 0, 8, 16, ... of the tree and fills roots, by size.
function treeOf(run, entries, roots) {
  const tree = growingTree(), levels = [entries.map(leafHash)];
  if (roots.has(0)) roots.set(0, tree.root());
  for (const hash of levels[0]) {
    tree.add(hash);
    if (roots.has(tree.size)) roots.set(tree.size, tree.root());
  }
  levels.root = tree.root();
  for (let below = levels[0]; below.length >= 256; below = levels[levels.length - 1]) {
    const level = [];
    for (let at = 0; at + 256 <= below.length; at += 256) {
      const part = growingTree();
      for (let i = at; i < at + 256; i++) part.add(below[i]);
      level.push(part.root());
    }
    levels.push(level);
  }
  return levels;
}

// checkTiles compares every tile and bundle with the entries, and these with the signed root.
async function checkTiles(run, levels, entries, head) {
  const whole = same(levels.root, head.root);
  const paths = new Set(pathsUnder(run, "proof/tile/"));
  levels.forEach((hashes, level) => {
    for (let n = 0; n * 256 < hashes.length; n++) {
      const width = Math.min(256, hashes.length - n * 256);
      if (!paths.has(tilePath(level, n, 256))) paths.add(tilePath(level, n, width));
    }
  });
  let fault = false;
  await inTurn([...paths].sort(), async (path) => {
    const tile = parseTilePath(path), bytes = await fetched(run, path);
    const from = tile === null ? 0 : tile.n * 256;
    const all = tile === null ? undefined : tile.level === "entries" ? entries : levels[tile.level];
    if (all === undefined || from + tile.width > all.length) {
      run.report.add("GF5205", path, "a part of a log of " + head.size + " entries", "another name or a greater width");
    } else if (bytes === null) {
      run.report.add("GF5204", path, "a tile of the log", "no such file");
    } else if (bytes) {
      const part = all.slice(from, from + tile.width);
      const expected = tile.level === "entries" ? join(part.map((e) => join([Uint8Array.of(e.length >> 8, e.length & 255), e]))) : join(part);
      if (tile.level !== "entries" && bytes.length !== 32 * tile.width) run.report.add("GF5205", path, 32 * tile.width + " bytes", bytes.length + " bytes");
      else if (!same(bytes, expected)) run.report.add("GF5206", path, "what the entries of the log give", "something else");
      else return;
      fault = true;
    }
  });
  if (!whole && !fault) run.report.add("GF5206", "proof/checkpoint", "the root " + base64(head.root), base64(levels.root));
  return whole;
}

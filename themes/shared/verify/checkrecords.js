"use strict";
// Steps 7 and 8 of the check, second part: each published record, and who has confirmed a date.

// checkChain gives the newest leaf of every id: {leaf, index}.
function checkChain(run, entries) {
  const newest = new Map();
  entries.forEach((entry, index) => {
    const leaf = understood(run, "GF5301", "proof/tile/entries", "a sealed entry of version 1 at index " + index, () => parseLeaf(entry));
    if (leaf === null) return;
    const last = newest.get(leaf.id);
    const prev = last === undefined ? null : last.index, rev = last === undefined ? 1 : last.leaf.rev + 1;
    if (leaf.rev !== rev || leaf.prev !== prev) {
      run.report.add("GF5310", "proof/tile/entries", "entry " + index + " as version " + rev + " after " + (prev === null ? "none" : "entry " + prev),
        "version " + leaf.rev + " after " + (leaf.prev === null ? "none" : "entry " + leaf.prev));
    }
    newest.set(leaf.id, { leaf, index });
  });
  return newest;
}

async function checkRecords(run, keys, log, records) {
  const newest = log.entries === null ? null : checkChain(run, log.entries);
  const shown = new Map();
  for (const r of records) shown.set(r.id, Math.max(r.rev, shown.get(r.id) || 0));
  if (newest !== null) {
    run.facts.sealed = [...newest.values()].filter((n) => n.leaf.kind === "record" || n.leaf.kind === "artifact").length;
    for (const [id, rev] of shown) {
      const last = newest.get(id);
      if (last !== undefined && last.leaf.rev > rev) {
        run.report.add("GF5309", "proof/records/" + id + ".r" + rev + ".leaf", "version " + last.leaf.rev + (last.leaf.kind === "retract" ? ", which takes the record back" : ""), "version " + rev);
      }
    }
  }
  run.facts.published = shown.size;
  let done = 0;
  await inTurn(records, async (r) => {
    if (r.leaf !== null) {
      checkPlace(run, log, r);
      await checkDisclosures(run, r, r.rev === shown.get(r.id));
    }
    run.progress("records", ++done, records.length);
  });
  run.facts.records = records.filter((r) => r.leaf !== null && r.index !== null && r.rev === shown.get(r.id))
    .map((r) => ({ id: r.id, rev: r.rev, kind: r.leaf.kind, index: r.index, place: r.place || "", label: r.label || "", says: r.leaf.says, seen: null, by: [] }))
    .sort((a, b) => a.index - b.index);
}

// checkPlace holds a leaf to its name, to its proof and to the log.
function checkPlace(run, log, r) {
  const path = r.base + ".leaf";
  if (r.leaf.id !== r.id || r.leaf.rev !== r.rev) {
    run.report.add("GF5301", path, "the entry " + r.name, r.leaf.id + ".r" + r.leaf.rev);
  }
  if (r.proof === null) return;
  r.index = r.proof.index;
  if (log.entries !== null && (r.index >= log.entries.length || !same(log.entries[r.index], r.leaf.bytes))) {
    run.report.add("GF5302", path, "entry " + r.index + " of the log", r.index < log.entries.length ? "another text" : "the log has " + log.entries.length + " entries");
    return;
  }
  const root = understood(run, "GF5304", r.base + ".tlog-proof", "a proof of this entry", () => inclusionRoot(r.index, r.proof.checkpoint.size, leafHash(r.leaf.bytes), r.proof.hashes));
  if (root !== null && !same(root, r.proof.checkpoint.root)) {
    run.report.add("GF5304", r.base + ".tlog-proof", "the root " + base64(r.proof.checkpoint.root), base64(root));
  }
}

// checkDisclosures holds the values of a record to its leaf and to what the site shows. Only the
// newest version of a record or artifact must have them.
async function checkDisclosures(run, r, isNewest) {
  const path = r.base + ".disclosures", bytes = await fetched(run, path);
  if (bytes === undefined || (bytes === null && !(isNewest && (r.leaf.kind === "record" || r.leaf.kind === "artifact")))) return;
  if (bytes === null) {
    run.report.add("GF5308", path, "the sealed values", "no such file");
    return;
  }
  const values = understood(run, "GF5305", path, "one disclosure or digest a line", () => parseDisclosures(textOf(bytes)));
  if (values === null) return;
  const file = r.leaf.kind === "artifact" ? understood(run, "GF5305", path, "one disclosure of a file", () => disclosedFile(values)) : null;
  if (r.leaf.kind === "artifact" && file === null) return;
  const commit = file !== null ? fileCommit(file.salt, file.hash, file.size) : recordCommit(r.leaf.id, r.leaf.rev, values.map((v) => v.digest));
  if (!same(commit, r.leaf.commit)) {
    run.report.add("GF5306", path, "the commitment " + base64(r.leaf.commit), base64(commit));
    return;
  }
  if (!isNewest) return;
  const value = (name) => { const v = values.find((x) => x.name === name); return v === undefined ? "" : String(v.value); };
  r.place = file !== null ? file.path : value("record");
  r.label = (file !== null ? file.path : [value("id"), value("title") || value("name")].filter((w) => w !== "").join(", ")).slice(0, 160);
  if (file !== null) await compareArtifact(run, file);
  else if (r.leaf.kind === "record") await compareShown(run, values).catch((e) => { if (!(e instanceof Refused)) throw e; }); // a finding tells of a file that cannot be read
}

// disclosedFile reads [salt, "file", [hash, size, path]].
function disclosedFile(values) {
  must(values.length === 1 && values[0].name === "file", "an artifact has one disclosure, named file");
  const v = values[0].value;
  must(Array.isArray(v) && v.length === 3 && /^[0-9a-f]{64}$/.test(v[0]) && Number.isSafeInteger(v[1]) && v[1] >= 0 && typeof v[2] === "string" && safePath(v[2]),
    "its value is not [SHA-256, size, path]");
  return { salt: values[0].salt, hash: v[0], size: v[1], path: v[2] };
}

async function compareArtifact(run, file) {
  let got = run.hashes.get(file.path);
  if (got === undefined) {
    const bytes = await readListed(run, file.path);
    if (bytes === undefined) return;
    got = bytes === null ? "no such file" : hex(await run.crypto.sha256(bytes));
  }
  if (got !== file.hash) run.report.add("GF5311", file.path, "SHA-256 " + file.hash + " (" + file.size + " bytes)", got);
}

// compareShown compares a record with what the site shows.
async function compareShown(run, values) {
  const fields = new Map(values.filter((v) => v.name !== null).map((v) => [v.name, v.value]));
  const differences = await compareRecord(fields, values.length - fields.size, (path) => readShown(run, path), run.shown);
  if (differences === null) run.facts.placeless++;
  for (const d of differences || []) run.report.add("GF5307", d.path, d.expected, d.got);
}

// readShown reads a file that is compared with what was sealed: as it was kept, or anew. A host may not
// show one file to be held to the list and another to be compared with what was sealed.
async function readShown(run, path) {
  let bytes = run.kept.has(path) ? run.kept.get(path) : await readListed(run, path);
  if (bytes && !run.kept.has(path) && run.hashes.has(path) && hex(await run.crypto.sha256(bytes)) !== run.hashes.get(path)) {
    run.report.add("GF5903", path, "a file that can be read", "another content each time it is read");
    run.kept.set(path, bytes = undefined);
  }
  must(bytes !== undefined, "it cannot be read");
  return bytes;
}

// ---- witnesses

// checkWitnesses finds who has confirmed what by when. Only the reader's own policy gives names and
// dates; the site's is looked at for lines that do not fit, and shown as the author's word.
async function checkWitnesses(run, keys, log, records) {
  const theirs = await fetched(run, "proof/policy.txt");
  const authors = theirs ? understood(run, "GF5402", "proof/policy.txt", "a tlog-policy", () => parsePolicy(textOf(theirs))) : null;
  run.facts.authorsPolicy = authors === null ? "" : textOf(theirs);
  const policy = run.policyText.trim() === "" ? null : understood(run, "GF5402", "your policy", "a tlog-policy", () => parsePolicy(run.policyText.replace(/\r\n/g, "\n")));
  const checkpoints = allHeads(log, records);
  if (authors !== null) run.facts.authorsWitnesses = witnessed(await witnessTimes(run, authors, checkpoints));
  if (policy === null) return;
  const own = keys.some((k) => policy.logs.some((l) => l.name === k.origin && same(l.key, k.log.key)));
  if (policy.logs.length > 0 && !own) {
    run.report.add("GF5203", "your policy", policy.logs.map((l) => l.name).join(", "), keys[0].origin);
    return;
  }
  const times = await witnessTimes(run, policy, checkpoints);
  run.facts.witnesses = witnessed(times);
  run.facts.weeks = new Set(run.facts.witnesses.flatMap((w) => w.times).map(weekOf)).size;
  datesOf(run, policy, checkpoints, times);
}

// allHeads are the signed checkpoints that belong to this log, each once.
function allHeads(log, records) {
  if (log.entries !== null) return [...new Map(log.checkpoints.map((c) => [c.text, c])).values()];
  return [...new Map(records.filter((r) => r.proof !== null).map((r) => [r.proof.checkpoint.text, r.proof.checkpoint])).values()];
}

// witnessTimes gives for each checkpoint a map from the names of those whose line holds to their moment.
async function witnessTimes(run, policy, checkpoints) {
  const out = [];
  for (const c of checkpoints) {
    const times = new Map();
    for (const [name, key] of policy.witnesses) {
      const answer = await checkLine(run.crypto, c.note, key);
      if (answer === "wrong" && !run.wrongLines.has(c.path + name)) {
        run.wrongLines.add(c.path + name);
        run.report.add("GF5401", c.path, "the line of " + key.name + " for a list of " + c.size + " entries", "a line that does not fit");
      } else if (typeof answer === "object") times.set(name, answer.time);
    }
    out.push(times);
  }
  return out;
}

// witnessed gives [{name, times}] over all checkpoints.
function witnessed(perCheckpoint) {
  const out = new Map();
  for (const times of perCheckpoint) for (const [name, t] of times) out.set(name, (out.get(name) || []).concat(t));
  return [...out].map(([name, times]) => ({ name, times: times.sort((a, b) => a - b) })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

// datesOf gives each record the earliest moment at which the quorum had seen a list with it.
function datesOf(run, policy, checkpoints, times) {
  const seen = checkpoints.map((c, i) => ({ size: c.size, time: quorumTime(policy, times[i], policy.quorum), names: [...times[i].keys()] })).filter((c) => c.time !== null);
  for (const r of run.facts.records) {
    for (const c of seen) if (c.size > r.index && (r.seen === null || c.time < r.seen)) { r.seen = c.time; r.by = c.names; }
  }
  run.facts.seen = run.facts.records.filter((r) => r.seen !== null).length;
  if (policy.quorum !== "none" && seen.length === 0 && run.report.outcome() !== "changed") {
    run.report.add("GF5403", "proof/checkpoint", "the quorum " + policy.quorum + " of your policy", "too few of them have signed any list of this log");
  }
}

// weekOf numbers the weeks, from Monday, of moments in seconds since 1970.
const weekOf = (seconds) => Math.floor((Math.floor(seconds / 86400) + 3) / 7);

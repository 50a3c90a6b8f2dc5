"use strict";
// Step 9 of the check: what other people say of records.

const attestationsLimit = 2000; // notes, and lists of revocations, that are read

async function checkAttestations(run, keys, log) {
  const revoked = await readRevocations(run);
  const names = new Set(pathsUnder(run, "proof/attest/").map((path) => path.replace(/\.sig$/, "")).filter((path) => /^proof\/attest\/[0-9a-f]{16}\.note$/.test(path)));
  if (names.size > attestationsLimit) {
    run.report.add("GF5904", "proof/attest/", "at most " + attestationsLimit + " notes", names.size + " notes");
    return;
  }
  const known = lookAt(log);
  for (const path of [...names].sort()) {
    const a = await readAttestation(run, path);
    if (a === null || !attestationFits(run, path, a, keys, log) || log.entries === null) continue;
    const entry = known.accepted.get(hex(a.commit));
    if (entry === undefined) {
      run.report.add("GF5506", path, "an entry of the log that accepts this note", "none");
      continue;
    }
    a.entry = entry;
    const id = known.ids[a.index];
    a.earlier = known.newest.get(id) !== a.index;
    const wrong = run.facts.records.find((r) => r.id === id && r.kind === "record" && r.index === a.index && r.place !== "" && a.record !== "-" && r.place !== a.record);
    if (wrong !== undefined) {
      run.report.add("GF5504", path, "a word about " + shortened(wrong.place, 160), "one about " + shortened(a.record, 160));
      continue;
    }
    a.revoked = (revoked.get(hex(a.key)) || new Map()).get(a.hash) || null;
    if (a.revoked !== null) run.report.add("GF5507", path, "a word that stands", "taken back on " + a.revoked.date + ": " + a.revoked.reason);
    run.facts.attestations.push(a);
  }
}

// lookAt is a log as attestations are held to it.
function lookAt(log) {
  const accepted = new Map(), ids = [], newest = new Map();
  (log.entries || []).forEach((entry, index) => {
    let leaf;
    try {
      leaf = parseLeaf(entry);
    } catch (e) {
      return; // a finding tells of it
    }
    ids[index] = leaf.id;
    newest.set(leaf.id, index);
    if (leaf.kind === "attest" && !accepted.has(hex(leaf.commit))) accepted.set(hex(leaf.commit), index);
  });
  return { accepted, ids, newest };
}

// readAttestation reads a note and its signature, null with a finding where they cannot be used.
async function readAttestation(run, path) {
  const bytes = await fetched(run, path), file = await fetched(run, path + ".sig");
  if (bytes === null) run.report.add("GF5501", path, "a note", "no such file");
  if (file === null) run.report.add("GF5501", path + ".sig", "the signature of a note", "no such file");
  if (!bytes || !file) return null;
  const a = understood(run, "GF5501", path, "an attestation of version 1", () => parseAttestation(bytes));
  if (a === null) return null;
  const sig = understood(run, "GF5501", path + ".sig", "an SSH signature for attest@gatefold", () => parseSSHSIG(textOf(file), "attest@gatefold"));
  if (sig === null) return null;
  if (!(await checkSSHSIG(run.crypto, sig, "attest@gatefold", bytes))) {
    run.report.add("GF5502", path, "the note that was signed", "another one");
    return null;
  }
  const hash = hex(sha256Plain(bytes)), name = "attest/" + hash.slice(0, 16) + ".note";
  if ("proof/" + name !== path) {
    run.report.add("GF5501", path, "the name " + name, "another name");
    return null;
  }
  return Object.assign(a, { path, hash, key: sig.key, fingerprint: fingerprint(sig.key), commit: acceptCommit(bytes, file) });
}

// attestationFits holds an attestation to the log and to the author.
function attestationFits(run, path, a, keys, log) {
  const entry = log.entries === null ? undefined : log.entries[a.index];
  if (a.origin !== keys[0].origin) {
    run.report.add("GF5503", path, "a word about " + keys[0].origin, "one about " + a.origin);
  } else if (keys.some((k) => same(k.key, a.key))) {
    run.report.add("GF5505", path, "a word of somebody else than the author", "one signed by " + a.fingerprint);
  } else if (log.entries !== null && (entry === undefined || !same(leafHash(entry), a.leaf))) {
    run.report.add("GF5504", path, "a word about entry " + a.index + " as the log has it", "one about another entry");
  } else return true;
  return false;
}

// readRevocations reads what people have taken back, by their keys.
async function readRevocations(run) {
  const out = new Map(), paths = pathsUnder(run, "proof/attest/revoked/").filter((path) => /^proof\/attest\/revoked\/[a-z2-7]{16}\.txt$/.test(path));
  if (paths.length > attestationsLimit) run.report.add("GF5904", "proof/attest/revoked/", "at most " + attestationsLimit + " lists", "more");
  for (const path of paths.slice(0, attestationsLimit)) {
    const bytes = await fetched(run, path), file = await fetched(run, path + ".sig");
    if (file === null) run.report.add("GF5508", path + ".sig", "the signature of the list", "no such file");
    if (!bytes || !file) continue;
    const what = "a list of what the holder of one key has taken back, signed with that key";
    const list = understood(run, "GF5508", path, what, () => parseRevocations(bytes));
    const sig = list === null ? null : understood(run, "GF5508", path, what, () => parseSSHSIG(textOf(file), "attest@gatefold"));
    if (sig === null) continue;
    if (!(await checkSSHSIG(run.crypto, sig, "attest@gatefold", bytes))) run.report.add("GF5508", path, what, "it is not the list that was signed");
    else if ("proof/attest/revoked/" + handle(sig.key) + ".txt" !== path) run.report.add("GF5508", path, what, "it is signed by " + fingerprint(sig.key) + ", whose list has another name");
    else out.set(hex(sig.key), list);
  }
  return out;
}

// ---- in sentences

const toldAttestations = 20; // attestations that have a sentence of their own

function attestationSentences(all) {
  const out = all.slice(0, toldAttestations).map(attestationSentence);
  if (all.length > toldAttestations) out.push(many(all.length - toldAttestations, "more word", "more words") + " of other people about records: see the page “Proof”.");
  const names = new Map();
  for (const a of all) names.set(a.fingerprint, (names.get(a.fingerprint) || new Set()).add(a.by));
  for (const [key, by] of names) if (by.size > 1) out.push("One key, " + key + ", signs as " + [...by].join(" and ") + ": count them as one person.");
  if (out.length > 0) out.push("Anyone can run this software and call themselves a coach. Check that the key under a name is listed at a place you already know before relying on it.");
  return out;
}

function attestationSentence(a) {
  const of = (text) => dayOf(Date.parse(text + "T00:00:00Z") / 1000);
  return "About " + (a.record === "-" ? "entry " + a.index + " of the log, which the note does not name" : shortened(a.record, 160)) + (a.earlier ? " (an earlier version)" : "") + ": " + basisSentences[a.basis](a.by) +
    ". That is " + a.by + "’s own word, as the author’s " + a.relation + ", about the time from " + of(a.from) + " to " + of(a.until) +
    ", signed on " + of(a.date) + " with the key " + a.fingerprint + ". Whose key that is was not checked." +
    (a.revoked === null ? "" : " It was taken back on " + of(a.revoked.date) + ": " + a.revoked.reason);
}

// shortened is a stranger's text, cut where it is too long.
function shortened(text, limit) {
  const signs = Array.from(text);
  return signs.length > limit ? signs.slice(0, limit).join("") + " ..." : text;
}

"use strict";
// Step 4 of the check: the author's keys, and whether the reader's named one is among them.

// checkKeys gives the author's lists of keys, the oldest first, as far as they can be used: none where
// the newest cannot.
async function checkKeys(run, signer) {
  const names = [], history = [];
  while (names.length < historyLimit && await fetched(run, keysFile(names.length, historyLimit + 1)) !== null) names.push(0);
  const n = names.length + 1;
  for (let i = 0; i < n; i++) {
    const path = keysFile(i, n), bytes = await fetched(run, path);
    if (bytes === null) run.report.add("GF5101", path, "the author's list of keys", "no such file");
    const keys = bytes ? understood(run, "GF5101", path, "a list of keys of version 1", () => parseKeys(textOf(bytes))) : null;
    if (keys === null) continue;
    if (keys.previous === "-" && keys.origin !== originOf(keys.key)) {
      run.report.add("GF5103", path, "the origin of its key, " + originOf(keys.key), keys.origin);
    }
    await keysSigned(run, "GF5102", path, bytes, path + ".sig", keys.key);
    const fault = chainFault(keys, history);
    if (fault !== "") run.report.add("GF5104", path, "keys that follow one another", fault);
    else if (history.length > 0) await keysSigned(run, "GF5104", path, bytes, path + ".previous.sig", history[history.length - 1].key);
    history.push(keys);
  }
  compareNamed(run, signer, history);
  const current = history[history.length - 1];
  if (current === undefined || run.kept.get("proof/keys.txt") === null) return [];
  run.facts.origin = current.origin;
  run.facts.principal = principalOf(current.key);
  if (signer !== null && !same(signer, current.key)) {
    run.report.add("GF5103", "proof/keys.txt", "the key that signed the list of files, " + fingerprint(signer), current.fingerprint);
  }
  await checkSigners(run, current);
  return history;
}

// compareNamed holds the key that signed the list to the one that the reader named: it, or one that
// took its place or came before it.
function compareNamed(run, signer, history) {
  const found = signer === null ? "" : fingerprint(signer);
  if (run.named === "") {
    run.report.add("GF5901", "", "a fingerprint from a place you know", found === "" ? "none was named" : "none was named; the list is signed by " + found);
  } else if (!isFingerprint(run.named)) {
    run.report.add("GF5901", "", "a fingerprint: SHA256: and 43 letters, digits, + or /", run.named.slice(0, 80));
  } else if (signer !== null && found !== run.named) {
    const led = history.some((k) => k.fingerprint === run.named) && history.some((k) => k.fingerprint === found) &&
      !run.report.has("GF5102") && !run.report.has("GF5104");
    if (led) run.facts.replaced = { named: run.named, signer: found };
    else run.report.add("GF5008", listSignaturePath, "the key you named, " + run.named, found);
  }
}

// keysSigned adds a finding unless the file holds a signature of a list of keys by one key.
async function keysSigned(run, code, path, bytes, sigPath, key) {
  const file = await fetched(run, sigPath);
  if (!file) {
    run.report.add(code, sigPath, "a signature by " + fingerprint(key), "no such file");
    return;
  }
  const sig = understood(run, code, sigPath, "an SSH signature for keys@gatefold", () => parseSSHSIG(textOf(file), "keys@gatefold"));
  if (sig === null) return;
  if (!same(sig.key, key)) run.report.add(code, sigPath, "a signature by " + fingerprint(key), "one by " + fingerprint(sig.key));
  else if (!(await checkSSHSIG(run.crypto, sig, "keys@gatefold", bytes))) run.report.add(code, path, "the list of keys that was signed", "another one");
}

async function checkSigners(run, keys) {
  const path = "proof/allowed_signers", bytes = await fetched(run, path);
  if (bytes === null) run.report.add("GF5101", path, "the author's key for ssh-keygen", "no such file");
  if (!bytes) return;
  const signers = understood(run, "GF5101", path, "lines as gatefold writes them", () => parseAllowedSigners(textOf(bytes)));
  if (signers === null) return;
  const wrong = disagreement(keys, signers);
  if (wrong !== "") run.report.add("GF5103", path, "one key, named alike everywhere", wrong);
}

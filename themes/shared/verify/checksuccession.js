"use strict";
// Step 11 of the check: a log that this one continues, because its key was lost.

const successionPath = "proof/succeeds.txt";

// parseSuccession reads what an author says of an earlier log: {origin, size, root, date, bytes}.
function parseSuccession(bytes) {
  const lines = linesOf(textOf(bytes)), f = {};
  must(bytes.length <= 512 && lines.length === 5 && lines[0] === "gatefold-succeeds v1", "it is not of version 1");
  ["origin", "size", "root", "date"].forEach((name, i) => {
    must(lines[i + 1].startsWith(name + " "), "its line " + (i + 2) + " is not " + name);
    f[name] = lines[i + 1].slice(name.length + 1);
  });
  const root = fromBase64(f.root), size = number(f.size, "its size");
  must(root.length === 32 && size > 0 && day(f.date) && /^[a-z2-7]{16}\.gatefold\.alt\/log$/.test(f.origin), "its origin, size, root or date has another form");
  return { origin: f.origin, size, root, date: f.date, bytes };
}

// checkSuccession holds what the author says of an earlier log to this log, and to the log beside it.
async function checkSuccession(run, log) {
  if (log.entries === null) return;
  const told = log.entries.filter((e) => textStart(e) === "gatefold-leaf v1\nkind succeeds\n").map((e) => parseLeafQuietly(e)).filter((l) => l !== null);
  if (told.length === 0 && !run.sums.some((s) => s.path === successionPath)) return;
  const bytes = await fetched(run, successionPath);
  if (bytes === null) run.report.add("GF5521", successionPath, "what the log tells of an earlier one", "no such file");
  if (!bytes) return;
  const s = understood(run, "GF5521", successionPath, "what an author says of an earlier log", () => parseSuccession(bytes));
  if (s === null) return;
  const commit = await run.crypto.sha256(bytes);
  if (!told.some((l) => same(l.commit, commit))) {
    run.report.add("GF5521", successionPath, "what the log tells of an earlier one", "something else");
    return;
  }
  await checkEarlier(run, s);
}

const textStart = (entry) => String.fromCharCode(...entry.subarray(0, 31));

function parseLeafQuietly(entry) {
  try {
    return parseLeaf(entry);
  } catch (e) {
    if (!(e instanceof Refused)) throw e;
    return null;
  }
}

// checkEarlier looks at the keys and the head of the earlier log, which stand beside this one.
async function checkEarlier(run, s) {
  const base = "proof/earlier/" + s.origin.split(".")[0] + "/", keys = await earlierKeys(run, base);
  if (keys === null) return;
  const bytes = await fetched(run, base + "checkpoint");
  if (bytes === null) run.report.add("GF5521", base + "checkpoint", "the head of the earlier log", "no such file");
  const head = bytes ? understood(run, "GF5521", base + "checkpoint", "the head of the earlier log", () => parseCheckpoint(textOf(bytes))) : null;
  if (head === null) return;
  const answers = await Promise.all(keys.map((k) => checkLine(run.crypto, head.note, k.log)));
  const signed = answers.some((a) => a !== "none" && a !== "wrong");
  if (keys[0].origin !== s.origin || head.origin !== s.origin || !signed || head.size !== s.size || !same(head.root, s.root)) {
    run.report.add("GF5521", base + "checkpoint", "the earlier log that is spoken of", "another one, or one that its own key has not signed so");
    return;
  }
  run.facts.earlier = { fingerprint: keys[keys.length - 1].fingerprint, size: s.size, date: s.date };
}

// earlierKeys are the keys of the earlier log, the oldest first, or null when they do not hold.
async function earlierKeys(run, base) {
  let n = 0;
  const at = (i, of) => base + keysFile(i, of).slice("proof/".length);
  while (n < historyLimit && run.sums.some((s) => s.path === at(n, historyLimit + 1))) n++;
  const keys = [];
  for (let i = 0; i <= n; i++) {
    const path = at(i, n + 1), bytes = await fetched(run, path);
    if (bytes === null) run.report.add("GF5521", path, "the keys of the earlier log", "no such file");
    const k = bytes ? understood(run, "GF5521", path, "the keys of the earlier log", () => parseKeys(textOf(bytes))) : null;
    if (k === null) return null;
    const fault = chainFault(k, keys) || (k.previous === "-" && k.origin !== originOf(k.key) ? "its origin is not that of its key" : "");
    if (fault !== "") {
      run.report.add("GF5521", path, "the keys of the earlier log", fault);
      return null;
    }
    const before = run.report.count("GF5521");
    await keysSigned(run, "GF5521", path, bytes, path + ".sig", k.key);
    if (keys.length > 0) await keysSigned(run, "GF5521", path, bytes, path + ".previous.sig", keys[keys.length - 1].key);
    if (run.report.count("GF5521") > before) return null;
    keys.push(k);
  }
  return keys;
}

"use strict";
// What other people say of records, and what they take back: the two texts that they sign.

const attestLimit = 16 << 10, attestLines = 40, attestLine = 1000, personName = 100, revokedLimit = 1 << 20, reasonLimit = 400;
const relations = ["coach", "employer", "client", "peer"];
const hiddenSigns = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/;

// plainLine is one line that shows what it is: no control characters, no marks that turn the direction of
// writing, and no blank at either end.
const plainLine = (text, limit) => text !== "" && utf8(text).length <= limit && !text.startsWith(" ") && !text.endsWith(" ") && !hiddenSigns.test(text);

// basisSentences are the fixed sentences of each basis: who, how they know, what that leaves out.
const basisSentences = {
  read: (who) => "Read by " + who + ", who neither discussed it nor observed the work",
  discussed: (who) => "Read and discussed by " + who + ", who did not observe the work",
  observed: (who) => "Observed in part by " + who + ", who saw some of the work done and was not in charge of it",
  supervised: (who) => "Supervised by " + who + ", who was in charge of the work and need not have seen each step",
  reproduced: (who) => "Reproduced by " + who + ", who came to the same result and did not see the work done",
};

// parseAttestation reads a note: {origin, index, leaf, record, by, relation, basis, from, until, date, text}.
function parseAttestation(bytes) {
  must(bytes.length <= attestLimit, "it has " + bytes.length + " bytes");
  const whole = textOf(bytes), at = whole.indexOf("\n\n");
  must(at >= 0 && whole.endsWith("\n") && whole.length > at + 2, "it is not a head, an empty line and words");
  const lines = whole.slice(0, at).split("\n");
  must(lines.shift() === "gatefold-attest v1", "it is not an attestation of version 1");
  const names = ["subject", "leaf", "record", "by", "relation", "basis", "from", "until", "date"], a = {};
  must(lines.length === names.length, "its head has " + lines.length + " lines after the first");
  names.forEach((name, i) => {
    must(lines[i].startsWith(name + " "), "its line " + (i + 2) + " is not " + name);
    a[name] = lines[i].slice(name.length + 1);
  });
  must(/^[a-z2-7]{16}\.gatefold\.alt\/log$/.test(a.subject), "its subject is not the origin of a log");
  const leaf = a.leaf.split(" ");
  must(leaf.length === 2, "its leaf is not an index and a hash");
  const hash = fromBase64(leaf[1]);
  must(hash.length === 32, "the hash of its leaf is not 32 bytes");
  must(plainLine(a.record, 1024) && plainLine(a.by, personName), "its record or its name is no plain line");
  must(relations.includes(a.relation) && Object.hasOwn(basisSentences, a.basis), "its relation or its basis is unknown");
  must(day(a.from) && day(a.until) && day(a.date), "one of its days is none");
  must(a.from <= a.until && a.until <= a.date, "its days do not follow one another");
  const text = whole.slice(at + 2, -1), words = text.split("\n");
  must(words.length <= attestLines && words[0] !== "" && words[words.length - 1] !== "", "its words have too many lines, or an empty one at an end");
  must(words.every((w) => w === "" || plainLine(w, attestLine)), "its words have a line that is no plain one");
  return { origin: a.subject, index: number(leaf[0], "the index of its leaf"), leaf: hash, record: a.record, by: a.by, relation: a.relation, basis: a.basis,
    from: a.from, until: a.until, date: a.date, text };
}

// acceptCommit is what the entry commits to that accepts a note.
const acceptCommit = (noteBytes, signature) => sha256Plain(utf8("gatefold-attested v1\n" + hex(sha256Plain(noteBytes)) + "\n" + hex(sha256Plain(signature)) + "\n"));

// parseRevocations reads a list of what was taken back: a Map from the SHA-256 of a note, in hexadecimal,
// to {date, reason}.
function parseRevocations(bytes) {
  must(bytes.length <= revokedLimit, "it has " + bytes.length + " bytes");
  const lines = linesOf(textOf(bytes)), out = new Map();
  must(lines.shift() === "gatefold-revoked v1" && lines.length > 0, "it is not a list of revocations of version 1");
  let last = "";
  for (const line of lines) {
    const m = /^([0-9a-f]{64}) (\d{4}-\d{2}-\d{2}) (.+)$/.exec(line);
    must(m !== null && day(m[2]) && plainLine(m[3], reasonLimit), "a line is not a note's hash, a day and a reason: " + line.slice(0, 100));
    must(!out.has(m[1]) && m[2] >= last, "a line names a note a second time, or a day before the one above");
    out.set(m[1], { date: m[2], reason: m[3] });
    last = m[2];
  }
  return out;
}

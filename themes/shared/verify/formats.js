"use strict";
// The formats of the evidence: strict readers, each of which throws a Refused that says what is wrong.
// Sources: RFC 4648, 6962, 9901, 4180; OpenSSH PROTOCOL.sshsig; C2SP signed-note, tlog-checkpoint,
// tlog-cosignature, tlog-tiles, tlog-proof, tlog-policy; gatefold's own leaf, commitment and keys.txt.

class Refused extends Error {}

function must(condition, why) {
  if (!condition) throw new Refused(why);
}

const utf8 = (text) => new TextEncoder().encode(text);

// textOf decodes UTF-8 and refuses what is none.
function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (e) {
    throw new Refused("it is not UTF-8 text");
  }
}

function hex(bytes) {
  let out = "";
  for (const b of bytes) out += (b < 16 ? "0" : "") + b.toString(16);
  return out;
}

function base64(bytes) {
  let out = "";
  for (let at = 0; at < bytes.length; at += 0x6000) out += String.fromCharCode.apply(null, bytes.subarray(at, at + 0x6000));
  return btoa(out);
}

const base64url = (bytes) => base64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// fromBase64 reads exactly what base64 writes: padding, no white space, no stray bits.
function fromBase64(text) {
  must(/^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0, "it is not base64");
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  must(base64(bytes) === text, "its base64 has stray bits");
  return bytes;
}

function fromBase64url(text) {
  must(/^[A-Za-z0-9_-]*$/.test(text), "it is not base64url");
  const plain = text.replace(/-/g, "+").replace(/_/g, "/");
  return fromBase64(plain + "=".repeat((4 - plain.length % 4) % 4));
}

// lines splits text whose every line ends in LF.
function linesOf(text) {
  must(text.endsWith("\n"), "its last line does not end");
  must(!text.includes("\r"), "it has CR characters");
  return text.slice(0, -1).split("\n");
}

function number(text, what) {
  must(/^(0|[1-9][0-9]{0,14})$/.test(text), what + " is not a plain number: " + text.slice(0, 40));
  return Number(text);
}

function day(text) {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const at = new Date(text + "T00:00:00Z");
  return m !== null && !isNaN(at) && at.toISOString().slice(0, 10) === text;
}

// ---- SHA256SUMS

const maxListed = 20000;

function safePath(path) {
  return /^[!-~]{1,1024}$/.test(path) && !/[\\:*?"<>|]/.test(path) && path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

// parseSums reads the list: `hash  path`, in order of bytes, each path once whatever its case.
function parseSums(text) {
  if (text === "") return [];
  const out = [], seen = new Set();
  for (const line of linesOf(text)) {
    const m = /^([0-9a-f]{64})  (.+)$/.exec(line);
    must(m !== null, "a line is not `hash  path`: " + line.slice(0, 80));
    must(safePath(m[2]), "a path leads elsewhere or has other signs than a published one: " + m[2].slice(0, 80));
    must(out.length === 0 || out[out.length - 1].path < m[2], "the paths are not in order at " + m[2].slice(0, 80));
    must(!seen.has(m[2].toLowerCase()), "two paths differ in case alone: " + m[2].slice(0, 80));
    seen.add(m[2].toLowerCase());
    out.push({ hash: m[1], path: m[2] });
    must(out.length <= maxListed, "it names more than " + maxListed + " files");
  }
  return out;
}

// ---- SSHSIG

const armourBegin = "-----BEGIN SSH SIGNATURE-----", armourEnd = "-----END SSH SIGNATURE-----";

const sshString = (bytes) => join([Uint8Array.of(bytes.length >>> 24, bytes.length >>> 16, bytes.length >>> 8, bytes.length), bytes]);

// sshReader takes length-prefixed strings off a blob.
function sshReader(bytes) {
  let at = 0;
  return {
    take(n) {
      must(at + n <= bytes.length, "it ends too early");
      at += n;
      return bytes.subarray(at - n, at);
    },
    string() {
      const b = this.take(4);
      return this.take(((b[0] << 24) | (b[1] << 16) | (b[2] << 8) | b[3]) >>> 0);
    },
    done() { return at === bytes.length; },
  };
}

const latin = (bytes) => String.fromCharCode.apply(null, bytes.subarray(0, 200));

// sshKey gives the 32 bytes of an ssh-ed25519 public key in wire form.
function sshKey(wire) {
  const r = sshReader(wire);
  must(latin(r.string()) === "ssh-ed25519", "its key is not of the kind ssh-ed25519");
  const key = r.string();
  must(key.length === 32 && r.done(), "its key has the wrong length");
  return key;
}

const sshWire = (key) => join([sshString(utf8("ssh-ed25519")), sshString(key)]);

// fingerprint is what ssh-keygen -l prints for the key.
const fingerprint = (key) => "SHA256:" + base64(sha256Plain(sshWire(key))).replace(/=+$/, "");

// parseSSHSIG gives {key, signature}: of this namespace, ssh-ed25519 with sha512, armoured as
// ssh-keygen does it, nothing before or after.
function parseSSHSIG(text, namespace) {
  const lines = linesOf(text);
  must(lines.length >= 3 && lines[0] === armourBegin && lines[lines.length - 1] === armourEnd, "it is not armoured as ssh-keygen does it");
  const body = lines.slice(1, -1);
  must(body.every((l, i) => (i < body.length - 1 ? l.length === 70 : l.length > 0 && l.length <= 70)), "its lines are not 70 characters wide");
  const r = sshReader(fromBase64(body.join("")));
  must(latin(r.take(6)) === "SSHSIG" && hex(r.take(4)) === "00000001", "it is not an SSHSIG of version 1");
  const key = sshKey(r.string());
  const ns = latin(r.string());
  must(ns === namespace, "it was made for " + (ns || "nothing") + ", not for " + namespace);
  must(r.string().length === 0, "its reserved field is not empty");
  must(latin(r.string()) === "sha512", "its hash is not sha512");
  const s = sshReader(r.string());
  must(latin(s.string()) === "ssh-ed25519", "its signature is not of the kind ssh-ed25519");
  const signature = s.string();
  must(signature.length === 64 && s.done() && r.done(), "its signature has the wrong length");
  return { key, signature };
}

// checkSSHSIG tells whether a parsed signature is of this message.
async function checkSSHSIG(crypto, sig, namespace, message) {
  const signed = join([utf8("SSHSIG"), sshString(utf8(namespace)), sshString(new Uint8Array(0)),
    sshString(utf8("sha512")), sshString(await crypto.sha512(message))]);
  return crypto.ed25519(sig.key, signed, sig.signature);
}

// challengeText is what is signed for a spoken phrase: trimmed, single spaces, NFC, one LF.
function challengeText(phrase) {
  const words = phrase.normalize("NFC").split(/\p{White_Space}+/u).filter((w) => w !== "");
  const text = words.join(" ");
  must(!/[\p{Cc}\p{Cf}]/u.test(text.replace(/[\u200c\u200d]/g, "")), "the phrase holds an invisible character: type it by hand");
  must(words.length >= 3, "the phrase has fewer than three words");
  must(utf8(text).length <= 500, "the phrase is longer than 500 bytes");
  return text + "\n";
}

// ---- signed notes

const noteLimit = 1 << 20, noteSignatures = 100;

function keyName(name) {
  return name !== "" && !/[\s+]/u.test(name);
}

// parseVerifierKey reads `name+hash+base64(type, key)`; type 1 is a log's Ed25519, 4 a cosigner's.
function parseVerifierKey(text) {
  const m = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text);
  must(m !== null && keyName(m[1]), "it is not a verifier key: " + text.slice(0, 80));
  const body = fromBase64(m[3]);
  must(body.length === 33 && (body[0] === 1 || body[0] === 4), "the key of " + m[1] + " is of an unknown kind");
  must(keyHash(m[1], body) === m[2], "the short hash of the key of " + m[1] + " is wrong");
  return { name: m[1], hash: m[2], type: body[0], key: body.subarray(1), text };
}

const keyHash = (name, body) => hex(sha256Plain(join([utf8(name + "\n"), body])).subarray(0, 4));

// parseNote gives {text, signatures: [{name, hash, bytes}]}.
function parseNote(note) {
  must(note.length <= noteLimit, "it is too large");
  must(!/[\x00-\x09\x0b-\x1f]/.test(note), "it has control characters");
  const at = note.lastIndexOf("\n\n");
  must(at >= 0 && note.endsWith("\n"), "it is not a signed note");
  const signatures = note.slice(at + 2, -1).split("\n").map((line) => {
    const m = /^— (\S+) (\S+)$/u.exec(line);
    must(m !== null && keyName(m[1]), "a signature line is malformed: " + line.slice(0, 80));
    const bytes = fromBase64(m[2]);
    must(bytes.length >= 5, "a signature line is too short: " + line.slice(0, 80));
    return { name: m[1], hash: hex(bytes.subarray(0, 4)), bytes: bytes.subarray(4) };
  });
  must(signatures.length <= noteSignatures, "it has too many signatures");
  return { text: note.slice(0, at + 1), signatures };
}

// parseCheckpoint gives {origin, size, root, note}.
function parseCheckpoint(text) {
  const note = parseNote(text);
  const lines = linesOf(note.text);
  must(lines.length >= 3 && lines[0] !== "", "it has fewer than three lines");
  const root = fromBase64(lines[2]);
  must(root.length === 32, "its root is not 32 bytes");
  must(lines.slice(3).every((l) => l !== ""), "it has an empty line");
  return { origin: lines[0], size: number(lines[1], "its size"), root, note, text };
}

// checkLine tells of one signer: "none" (did not sign), "wrong", or {time} (0 for a log's own).
async function checkLine(crypto, note, signer) {
  const lines = note.signatures.filter((s) => s.name === signer.name && s.hash === signer.hash);
  if (lines.length === 0) return "none";
  let time = 0;
  for (const line of lines) {
    let message = note.text, bytes = line.bytes;
    if (signer.type === 4) {
      if (bytes.length !== 72) return "wrong";
      const seconds = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
      if (seconds === 0n || seconds > 253402300799n) return "wrong"; // after the year 9999
      const t = Number(seconds);
      time = time === 0 ? t : Math.min(time, t);
      message = "cosignature/v1\ntime " + seconds + "\n" + note.text;
      bytes = bytes.subarray(8);
    }
    if (bytes.length !== 64 || !(await crypto.ed25519(signer.key, utf8(message), bytes))) return "wrong";
  }
  return { time };
}

// ---- the tree of RFC 6962

function leafHash(entry) {
  return sha256Plain(join([Uint8Array.of(0), entry]));
}

function nodeHash(left, right) {
  const pair = new Uint8Array(65);
  pair[0] = 1;
  pair.set(left, 1);
  pair.set(right, 33);
  return sha256Plain(pair);
}

// growingTree takes leaf hashes one by one and knows its root at any time.
function growingTree() {
  const peaks = []; // whole subtrees, the largest first
  return {
    size: 0,
    add(hash) {
      let node = { hash, size: 1 };
      while (peaks.length > 0 && peaks[peaks.length - 1].size === node.size) {
        node = { hash: nodeHash(peaks.pop().hash, node.hash), size: 2 * node.size };
      }
      peaks.push(node);
      this.size++;
    },
    root() {
      if (peaks.length === 0) return sha256Plain(new Uint8Array(0));
      return peaks.reduceRight((right, peak) => (right === null ? peak.hash : nodeHash(peak.hash, right)), null);
    },
  };
}

// inclusionRoot follows a proof (RFC 9162 section 2.1.3.2) from a leaf's hash to the root it claims.
function inclusionRoot(index, size, hash, proof) {
  must(index < size, "its index " + index + " is not below its size " + size);
  let fn = index, sn = size - 1, r = hash;
  for (const p of proof) {
    must(sn > 0, "its proof is too long");
    if (fn % 2 === 1 || fn === sn) {
      r = nodeHash(p, r);
      while (fn % 2 === 0 && fn !== 0) { fn = Math.floor(fn / 2); sn = Math.floor(sn / 2); }
    } else {
      r = nodeHash(r, p);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  must(sn === 0, "its proof is too short");
  return r;
}

// tilePath is the C2SP path of tile or bundle n; width 256 is a full one.
function tilePath(level, n, width) {
  let name = String(n % 1000).padStart(3, "0");
  for (let rest = Math.floor(n / 1000); rest > 0; rest = Math.floor(rest / 1000)) name = "x" + String(rest % 1000).padStart(3, "0") + "/" + name;
  return "proof/tile/" + level + "/" + name + (width < 256 ? ".p/" + width : "");
}

// parseTilePath is the reverse: {level, n, width}, or null for a path that is none.
function parseTilePath(path) {
  const m = /^proof\/tile\/(entries|[0-9]{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9][0-9]{0,2}))?$/.exec(path);
  if (m === null) return null;
  const n = Number(m[2].replace(/[x/]/g, "")), width = m[3] === undefined ? 256 : Number(m[3]);
  const level = m[1] === "entries" ? m[1] : Number(m[1]);
  return tilePath(level, n, width) === path ? { level, n, width } : null;
}

// parseBundle gives the entries of a bundle: each a length of two bytes, then as many bytes.
function parseBundle(bytes, width) {
  const out = [];
  for (let at = 0; at < bytes.length;) {
    must(at + 2 <= bytes.length, "it ends within a length");
    const length = (bytes[at] << 8) | bytes[at + 1];
    must(at + 2 + length <= bytes.length, "it ends within an entry");
    out.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  must(out.length === width, "it has " + out.length + " entries, not " + width);
  return out;
}

// parseProof reads a C2SP tlog-proof: {index, hashes, checkpoint}.
function parseProof(text) {
  const at = text.indexOf("\n\n");
  must(at >= 0, "it has no checkpoint");
  const lines = text.slice(0, at).split("\n");
  must(lines.shift() === "c2sp.org/tlog-proof@v1", "it does not begin as a tlog-proof of version 1");
  if (lines.length > 0 && lines[0].startsWith("extra ")) fromBase64(lines.shift().slice(6));
  const index = /^index (\d+)$/.exec(lines.shift() || "");
  must(index !== null, "it names no index");
  must(lines.length <= 63, "it has more than 63 hashes");
  const hashes = lines.map((line) => {
    const hash = fromBase64(line);
    must(hash.length === 32, "one of its hashes is not 32 bytes");
    return hash;
  });
  return { index: number(index[1], "its index"), hashes, checkpoint: parseCheckpoint(text.slice(at + 2)) };
}

// ---- policy

const policyLimit = 64 << 10;

// parsePolicy gives {logs, witnesses: Map name -> key, groups: Map name -> {k, members}, quorum}.
function parsePolicy(text) {
  must(text.length <= policyLimit, "it is too large");
  must(!/[\x00-\x08\x0b-\x1f\x7f]/.test(text), "it has control characters");
  const out = { logs: [], witnesses: new Map(), groups: new Map(), quorum: null };
  const used = new Set(), keys = new Set();
  const named = (name) => out.witnesses.has(name) || out.groups.has(name);
  const define = (name) => must(name !== undefined && name !== "none" && !named(name), "it names " + name + " twice, or as nothing");
  const readers = {
    log(f) {
      must(f.length === 1 || f.length === 2, "a log line has a key and at most an address");
      const key = parseVerifierKey(f[0]);
      must(key.type === 1 && !keys.has("log " + hex(key.key)), "the key of the log " + key.name + " stands twice or is none of a log");
      keys.add("log " + hex(key.key));
      out.logs.push(key);
    },
    witness(f) {
      must(f.length === 2 || f.length === 3, "a witness line has a name, a key and at most an address");
      define(f[0]);
      const key = parseVerifierKey(f[1]);
      must(key.type === 4 && !keys.has(hex(key.key)), "the key of the witness " + f[0] + " stands twice or is none of a witness");
      keys.add(hex(key.key));
      out.witnesses.set(f[0], key);
    },
    group(f) {
      define(f[0]);
      const members = f.slice(2);
      must(members.length > 0, "the group " + f[0] + " has no members");
      for (const m of members) {
        must(named(m) && !used.has(m), "the group " + f[0] + " names " + m + ", which is unknown so far or a member elsewhere");
        used.add(m);
      }
      const k = f[1] === "all" ? members.length : f[1] === "any" ? 1 : number(f[1], "the threshold of " + f[0]);
      must(k >= 1 && k <= members.length, "the group " + f[0] + " asks for " + k + " of " + members.length);
      out.groups.set(f[0], { k, members });
    },
    quorum(f) {
      must(out.quorum === null && f.length === 1, "it has more than one quorum");
      must(f[0] === "none" || named(f[0]), "its quorum " + f[0] + " is not defined before");
      out.quorum = f[0];
    },
  };
  for (const line of text.split("\n")) {
    const fields = line.split(/[ \t]+/).filter((f) => f !== "");
    if (fields.length === 0 || fields[0].startsWith("#")) continue;
    must(Object.prototype.hasOwnProperty.call(readers, fields[0]), "a line begins with an unknown word: " + fields[0].slice(0, 40));
    readers[fields[0]](fields.slice(1));
  }
  must(out.quorum !== null, "it has no quorum");
  return out;
}

// quorumTime is the moment at which enough witnesses had signed, in seconds since 1970, or null.
// times maps the names of those that did sign to their moment.
function quorumTime(policy, times, name) {
  if (name === "none") return null; // a quorum of nobody confirms no date
  if (policy.witnesses.has(name)) return times.has(name) ? times.get(name) : null;
  const group = policy.groups.get(name);
  const got = group.members.map((m) => quorumTime(policy, times, m)).filter((t) => t !== null).sort((a, b) => a - b);
  return got.length >= group.k ? got[group.k - 1] : null;
}

// ---- leaves, disclosures, commitments

const leafKinds = ["record", "artifact", "site", "attest", "redact", "retract", "key", "succeeds"];
const leafLimit = 4096;

// parseLeaf reads an entry: {kind, id, rev, prev (an index, or null), says (a day, or "-"), commit}.
function parseLeaf(bytes) {
  must(bytes.length <= leafLimit, "it is larger than 4 KiB");
  const lines = linesOf(textOf(bytes));
  must(lines.length === 7 && lines[0] === "gatefold-leaf v1", "it is not a leaf of version 1");
  const names = ["kind", "id", "rev", "prev", "says", "commit"];
  const f = {};
  names.forEach((name, i) => {
    must(lines[i + 1].startsWith(name + " "), "its line " + (i + 2) + " is not " + name);
    f[name] = lines[i + 1].slice(name.length + 1);
  });
  must(leafKinds.includes(f.kind), "its kind is unknown: " + f.kind.slice(0, 40));
  must(/^[0-9a-f]{16}$/.test(f.id), "its id is not 16 hexadecimal digits");
  must(f.says === "-" || day(f.says), "its date is no day");
  const commit = fromBase64(f.commit);
  must(commit.length === 32, "its commitment is not 32 bytes");
  const rev = number(f.rev, "its revision");
  must(rev >= 1, "its revision is 0");
  return { kind: f.kind, id: f.id, rev, prev: f.prev === "-" ? null : number(f.prev, "its predecessor"), says: f.says, commit, bytes };
}

// compactJSON is the one form in which gatefold writes JSON: the keys of objects in the order of their
// bytes, and no number but whole ones.
function compactJSON(v) {
  must(typeof v !== "number" || (Number.isSafeInteger(v) && v >= 0), "a number is not a whole one");
  if (v === null || typeof v !== "object") return JSON.stringify(v);
  if (Array.isArray(v)) return "[" + v.map(compactJSON).join(",") + "]";
  const byBytes = (a, b) => (hex(utf8(a)) < hex(utf8(b)) ? -1 : 1);
  return "{" + Object.keys(v).sort(byBytes).map((k) => JSON.stringify(k) + ":" + compactJSON(v[k])).join(",") + "}";
}

// parseDisclosures gives [{digest, salt, name, value}], name null for a withheld field (43 characters
// are a bare digest, more are a disclosure of RFC 9901).
function parseDisclosures(text) {
  const names = new Set(), digests = new Set();
  return linesOf(text).map((line) => {
    if (line.length === 43) {
      must(fromBase64url(line).length === 32, "a digest is not 32 bytes");
      must(!digests.has(line), "a line stands twice");
      digests.add(line);
      return { digest: line, salt: null, name: null, value: null };
    }
    let parts, form;
    try {
      parts = JSON.parse(textOf(fromBase64url(line)));
      form = compactJSON(parts); // lists in lists without end are more than it can do
    } catch (e) {
      throw new Refused("a line is neither a disclosure nor a digest: " + line.slice(0, 60));
    }
    must(Array.isArray(parts) && parts.length === 3 && typeof parts[0] === "string" && typeof parts[1] === "string" && parts[1] !== "",
      "a disclosure is not [salt, name, value]");
    must(base64url(utf8(form)) === line, "the JSON of a disclosure is not in its one form: " + line.slice(0, 60));
    must(fromBase64url(parts[0]).length === 16, "a salt is not 16 bytes");
    must(!names.has(parts[1]), "two disclosures have the name " + parts[1].slice(0, 60));
    const digest = base64url(sha256Plain(utf8(line)));
    must(!digests.has(digest), "a line stands twice");
    names.add(parts[1]);
    digests.add(digest);
    return { digest, salt: parts[0], name: parts[1], value: parts[2] };
  });
}

// recordCommit is the commitment to a record's fields.
function recordCommit(id, rev, digests) {
  return sha256Plain(utf8("gatefold-commit v1\n" + id + "\n" + rev + "\n" + digests.slice().sort().map((d) => d + "\n").join("")));
}

// fileCommit is the commitment to an artifact: hash is the SHA-256 of its bytes, in hexadecimal.
function fileCommit(salt, hash, size) {
  return sha256Plain(utf8("gatefold-file v1\n" + salt + "\n" + hash + "\n" + size + "\n"));
}

// ---- what the site shows

// parseCSV reads RFC 4180 with LF or CRLF: rows of fields.
function parseCSV(text) {
  const rows = [], plain = /[^,\r\n]*(?:\r(?!\n)[^,\r\n]*)*/y;
  for (let row = [], at = 0, cells = 0; at < text.length;) {
    let cell = "";
    for (let quoted = text[at] === '"'; quoted;) {
      const end = text.indexOf('"', ++at);
      must(end >= 0, "a quoted field does not end");
      cell += text.slice(at, end);
      at = end + 1;
      quoted = text[at] === '"';
      if (quoted) cell += '"';
    }
    plain.lastIndex = at;
    const rest = plain.exec(text)[0];
    at += rest.length;
    row.push(cell + rest);
    must(++cells <= tableCells, "it has too many fields");
    if (text[at] === ",") {
      if (++at < text.length) continue;
      row.push("");
    } else at += text[at] === "\r" ? 2 : 1;
    rows.push(row);
    row = [];
  }
  return rows;
}

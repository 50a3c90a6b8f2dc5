"use strict";
// keys.txt and allowed_signers: which keys the author has, said by the key that people compare.

// base32 in lower case without padding (RFC 4648), of the first 10 bytes of the hash of a key.
function handle(key) {
  const alphabet = "abcdefghijklmnopqrstuvwxyz234567";
  let bits = 0n;
  for (const b of sha256Plain(sshWire(key)).subarray(0, 10)) bits = (bits << 8n) | BigInt(b);
  let out = "";
  for (let i = 75n; i >= 0n; i -= 5n) out += alphabet[Number((bits >> i) & 31n)];
  return out;
}

const originOf = (key) => handle(key) + ".gatefold.alt/log";
const principalOf = (key) => handle(key) + "@gatefold";

const namespaces = ["site@gatefold", "keys@gatefold", "attest@gatefold", "consent@gatefold", "challenge@gatefold"];

// parseAuthorizedKey reads `ssh-ed25519 AAAA...`: 32 bytes.
function parseAuthorizedKey(text) {
  const m = /^ssh-ed25519 (\S+)$/.exec(text);
  must(m !== null, "it has no key of the kind ssh-ed25519: " + text.slice(0, 60));
  return sshKey(fromBase64(m[1]));
}

const keysLimit = 16 << 10, cosignKeys = 50, historyLimit = 100;

// parseKeys reads keys.txt: {key, origin, log, cosign: [...], did, from, until, previous}. Each line is
// a word and its value, in this order; cosign stands once or more often.
function parseKeys(text) {
  must(text.length <= keysLimit, "it has " + text.length + " characters");
  const rest = linesOf(text);
  must(rest.shift() === "gatefold-keys v1", "it is not a list of keys of version 1");
  const next = (name) => {
    const line = rest.shift() || "";
    must(line.startsWith(name + " "), "a line `" + name + " ...` is missing; there stands: " + line.slice(0, 60));
    return line.slice(name.length + 1);
  };
  const verifier = (value, name, type) => {
    const key = parseVerifierKey(value);
    must(key.name === name && key.type === type, "its verifier key is not of " + name + ": " + value.slice(0, 80));
    return key;
  };
  const k = { key: parseAuthorizedKey(next("key")), origin: next("origin"), cosign: [], text };
  must(/^[a-z2-7]{16}\.gatefold\.alt\/log$/.test(k.origin), "its origin has another form: " + k.origin.slice(0, 60));
  k.log = verifier(next("log"), k.origin, 1);
  do k.cosign.push(verifier(next("cosign"), handle(k.key) + ".gatefold.alt/cosign", 4));
  while (rest.length > 0 && rest[0].startsWith("cosign ") && k.cosign.length < cosignKeys);
  k.did = next("did");
  must(isDIDKey(k.did), "its did is not the did:key of an Ed25519 key");
  k.from = next("from");
  k.until = next("until");
  k.previous = next("previous");
  must(rest.length === 0, "something stands after its last line");
  must(day(k.from) && (k.until === "-" || day(k.until) && k.until >= k.from), "its days are none, or the last comes first");
  must(k.previous === "-" || isFingerprint(k.previous), "what it replaces is no fingerprint");
  k.fingerprint = fingerprint(k.key);
  return k;
}

// isDIDKey tells whether a text is the did:key of an Ed25519 key (multibase z, multicodec 0xed 0x01).
function isDIDKey(text) {
  if (!/^did:key:z[1-9A-HJ-NP-Za-km-z]{40,60}$/.test(text)) return false;
  const digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  let n = 0n;
  for (const c of text.slice(9)) n = n * 58n + BigInt(digits.indexOf(c));
  return n >> 256n === 0xed01n && text[9] !== "1";
}

// isFingerprint tells whether a text is what ssh-keygen -l prints for a key.
function isFingerprint(text) {
  if (!/^SHA256:[A-Za-z0-9+/]{43}$/.test(text)) return false;
  const bytes = atob(text.slice(7) + "=");
  return btoa(bytes) === text.slice(7) + "=";
}

// parseAllowedSigners gives [{principal, key}]; every line names the five namespaces.
function parseAllowedSigners(text) {
  const seen = new Set(), options = 'namespaces="' + namespaces.join(",") + '"';
  return linesOf(text).map((line) => {
    const m = /^(\S+) (namespaces="[^"]*") (ssh-ed25519 \S+)$/.exec(line);
    must(m !== null && m[2] === options, "a line is not `NAME " + options + " ssh-ed25519 ...`: " + line.slice(0, 60));
    must(!seen.has(m[3]), "a key stands there twice");
    seen.add(m[3]);
    return { principal: m[1], key: parseAuthorizedKey(m[3]) };
  });
}

// keysFile is the name of the i-th of n lists of keys, the oldest first.
const keysFile = (i, n) => "proof/keys" + (i === n - 1 ? "" : "." + (i + 1)) + ".txt";

// chainFault is what keeps a list of keys from taking the place of the ones before it, or "".
function chainFault(k, before) {
  const last = before[before.length - 1];
  if (last === undefined) return k.previous === "-" ? "" : "it replaces the key " + k.previous + ", whose own list is missing";
  if (k.previous !== last.fingerprint) return "it replaces " + k.previous + ", but the key before it is " + last.fingerprint;
  if (before.some((b) => b.fingerprint === k.fingerprint)) return "the key " + k.fingerprint + " comes a second time";
  if (k.origin !== last.origin) return "it is for the log " + k.origin + ", the key before it for " + last.origin;
  return k.from < last.from ? "it holds from " + k.from + ", the key before it only from " + last.from : "";
}

// disagreement is what does not fit together between a list of keys and allowed_signers, or "".
function disagreement(keys, signers) {
  const wrong = signers.find((s) => s.principal !== principalOf(s.key));
  if (wrong !== undefined) return "allowed_signers calls the key of " + principalOf(wrong.key) + " " + wrong.principal;
  return signers.some((s) => same(s.key, keys.key)) ? "" : "allowed_signers does not name the key of keys.txt";
}

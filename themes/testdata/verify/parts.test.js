// Pieces of the page's script: signatures and hashes, zip files, the interview challenge, and words.
const test = require("node:test"), assert = require("node:assert/strict"), crypto = require("crypto");
const fs = require("fs"), path = require("path");
const { load } = require("./load.js");
const f = require("./fixture.js"), tampers = require("./tampers.js");

const { GatefoldVerify, inner } = load(["sha256Plain", "sha512Plain", "ed25519Plain", "codes", "parseLeaf", "httpSource"]);
const bytes = (b) => new Uint8Array(b);

test("own hashes are those of node, at every edge of a block", () => {
  for (let n = 0; n < 300; n++) {
    const m = crypto.createHash("shake256", { outputLength: n || 1 }).update("m" + n).digest().subarray(0, n);
    assert.deepEqual(Buffer.from(inner.sha256Plain(bytes(m))), crypto.createHash("sha256").update(m).digest(), n + " bytes");
    assert.deepEqual(Buffer.from(inner.sha512Plain(bytes(m))), crypto.createHash("sha512").update(m).digest(), n + " bytes");
  }
});

// Verdicts of node's OpenSSL, which are those of Go's crypto/ed25519 on all of them.
test("Ed25519: every C2SP CCTV vector, by WebCrypto and by the own code", { skip: process.env.GATEFOLD_DATA || process.env.GATEFOLD_FULL === "1" ? false : "GATEFOLD_DATA is not set" }, async () => {
  const vectors = JSON.parse(fs.readFileSync(path.join(process.env.GATEFOLD_DATA, "vectors", "ed25519vectors.json")));
  const native = await GatefoldVerify.makeCrypto(globalThis.crypto.subtle), own = await GatefoldVerify.makeCrypto(null);
  assert.deepEqual([native.native, own.native, vectors.length], [true, false, 914]);
  let accepted = 0;
  for (const v of vectors) {
    const [key, m, sig] = [Buffer.from(v.key, "hex"), Buffer.from(v.msg), Buffer.from(v.sig, "hex")].map(bytes);
    const public_ = await globalThis.crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]).catch(() => null);
    const want = public_ !== null && await globalThis.crypto.subtle.verify("Ed25519", public_, sig, m);
    assert.equal(await own.ed25519(key, m, sig), want, "own, vector " + v.number);
    assert.equal(await native.ed25519(key, m, sig), want, "native, vector " + v.number);
    accepted += want;
  }
  assert.equal(accepted, 208);
});

test("a host that answers every address with its front page has no proof there", async (t) => {
  const source = inner.httpSource("https://ada.example/");
  for (const [page, path, there] of [["<!doctype html><title>Ada</title>", "proof/SHA256SUMS", false], ["\ufeff\n<HTML lang=en>", "proof/keys.txt", false], ["<!doctype html>", "index.html", true], ["a.example/log\n0\n", "proof/checkpoint", true]]) {
    t.mock.method(globalThis, "fetch", async () => new Response(page));
    assert.equal(await source.read(path) !== null, there, path);
  }
});

test("a day that no calendar has is a malformed entry, not a broken script", () => {
  const leaf = (day) => bytes(Buffer.from("gatefold-leaf v1\nkind record\nid 7f3a9c0e51d2b846\nrev 1\nprev -\nsays " + day + "\ncommit " + "A".repeat(43) + "=\n"));
  assert.equal(inner.parseLeaf(leaf("2026-03-04")).says, "2026-03-04");
  for (const day of ["2026-03-43", "2026-02-30", "2026-13-01"]) assert.throws(() => inner.parseLeaf(leaf(day)), (e) => e.constructor.name === "Refused", day);
});

test("without WebCrypto the answers are the same", async () => {
  const own = await GatefoldVerify.makeCrypto(null);
  for (const change of [() => {}, tampers.find((t) => t.name === "list-edited").change, tampers.find((t) => t.name === "checkpoint-signature").change]) {
    const m = f.makeSite({});
    change(m);
    const source = GatefoldVerify.fileSource(new Map([...m.site].map(([p, b]) => [p, async () => bytes(b)])));
    const options = { key: m.who.fingerprint, policy: m.policy };
    assert.deepEqual(await GatefoldVerify.check(source, { ...options, crypto: own }), await GatefoldVerify.check(source, options));
  }
});

const put = (zip, at, ...values) => { const b = bytes(Buffer.from(zip)); b.set(values, at); return b; };
const renamed = (zip, from, to) => bytes(Buffer.from(zip.toString("latin1").replaceAll(from, to), "latin1"));

test("zip: what could lead out, or is not what it says, is refused", async () => {
  const site = new Map([["a/first.txt", Buffer.from("one\n".repeat(100))], ["a/other.txt", Buffer.from("two\n")]]);
  const zip = f.zip(site), dir = zip.readUInt32LE(zip.length - 6), open = (b) => GatefoldVerify.zipSource(bytes(b));
  assert.deepEqual(Buffer.from(await open(zip).read("a/first.txt")), site.get("a/first.txt"));
  assert.equal(await open(zip).read("a/none.txt"), null);
  for (const [name, bent] of Object.entries({
    "climbs out": renamed(zip, "a/first.txt", "../irst.txt"), "absolute": renamed(zip, "a/first.txt", "//first.txt"),
    "backslash": renamed(zip, "a/first.txt", "a\\first.txt"), "drive": renamed(zip, "a/first.txt", "C:first.txt"),
    "same twice": renamed(zip, "a/first.txt", "a/other.txt"), "case alone": renamed(zip, "a/first.txt", "a/OTHER.txt"),
    "a link": put(put(zip, dir + 5, 3), dir + 41, 0xa1), "encrypted": put(zip, dir + 8, 1), "unknown method": put(zip, dir + 10, 99),
    "cut off": zip.subarray(0, zip.length - 1), "no directory": zip.subarray(0, dir), "something after": Buffer.concat([zip, Buffer.from("x")]),
    "empty": Buffer.alloc(0), "names more files": put(put(zip, zip.length - 14, 3), zip.length - 12, 3),
    "2 GB unpacked": put(zip, dir + 27, 0x7f),
  })) assert.throws(() => open(bent), Error, name);
  for (const [name, bent] of Object.entries({
    "smaller than named": put(zip, dir + 24, 0x91, 1), "larger than named": put(zip, dir + 24, 0x8f, 1), "other checksum": put(zip, dir + 16, 1, 2, 3, 4),
    "other name inside": put(zip, 30, "b".charCodeAt(0)), "points elsewhere": put(zip, dir + 42, 7),
  })) await assert.rejects(open(bent).read("a/first.txt"), Error, name);
});

test("challenge: the interviewer's phrase, live, by the named key", async () => {
  const who = f.author("ada"), phrase = "blue  herons on Tuesday ", text = "blue herons on Tuesday";
  const sig = f.sshsig(who.key, "challenge@gatefold", Buffer.from(text + "\n")).toString();
  const block = "gatefold-challenge v1\nkey " + who.fingerprint + "\nphrase " + text + "\n" + sig;
  const ask = (b, p, k) => GatefoldVerify.challenge(b, p, k);
  for (const b of [block, "Hello,\r\n\r\n" + block.replace(/\n/g, "\r\n") + "\r\nBye", sig]) assert.equal((await ask(b, phrase, who.fingerprint)).holds, true, b);
  for (const [b, p, k, says] of [
    [block, phrase, "", /Whose key that is was not checked/], [block, phrase, f.author("eve").fingerprint, /by another key/],
    [block, "red herons on Tuesday", who.fingerprint, /the block is for the phrase “blue/], [sig, "red herons on Tuesday", who.fingerprint, /another phrase/],
    [block, "two words", who.fingerprint, /fewer than three words/], [block, "with an\u200binvisible blank here", who.fingerprint, /invisible/],
    [block.replace("key SHA256:", "key SHA256:x"), phrase, who.fingerprint, /first lines/], ["nothing", phrase, who.fingerprint, /no signature/],
    [f.sshsig(who.key, "site@gatefold", Buffer.from(text + "\n")).toString(), phrase, who.fingerprint, /made for site@gatefold/],
  ]) {
    const a = await ask(b, p, k);
    assert.equal(a.holds, false);
    assert.match(a.says, says);
  }
});

// The codes are those of package proof; no sentence has a bare word of praise.
test("codes and words", async () => {
  const go = fs.readFileSync(path.join(__dirname, "..", "..", "..", "generator", "proof", "codes.go"), "utf8").match(/GF5\d{3}/g).filter((c) => c !== "GF5").sort();
  assert.deepEqual(Object.keys(inner.codes).sort(), [...new Set(go)]);
  for (const change of [() => {}, ...tampers.map((t) => t.change)]) {
    const m = f.makeSite({});
    change(m);
    const source = GatefoldVerify.fileSource(new Map([...m.site].map(([p, b]) => [p, async () => bytes(b)])));
    for (const options of [{}, { key: m.who.fingerprint }, { key: m.who.fingerprint, policy: m.policy }]) {
      const r = await GatefoldVerify.check(source, options), said = [GatefoldVerify.headline(r), ...GatefoldVerify.sentences(r), ...r.findings.map((x) => x.means)];
      assert.ok(said.length > 1);
      for (const s of said) assert.doesNotMatch(s, /verified|authentic|undefined|NaN|null/i);
    }
  }
});

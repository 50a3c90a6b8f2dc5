"use strict";
// Hashes and Ed25519. A browser's WebCrypto does the work where it is there; it is not on a page
// opened over plain http, and older browsers have no Ed25519. What follows takes its place with the
// same answers: SHA-256 and SHA-512 of FIPS 180-4, Ed25519 of RFC 8032 section 5.1.7 without the
// cofactor, as strict as Go's crypto/ed25519 (S below the order, R compared byte for byte).

// The constants of SHA-2 are roots of the first primes: computed from that definition, not copied.
const sha2 = (function () {
  const primes = [];
  for (let n = 2; primes.length < 80; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
  // The first 64 bits behind the point of the root of degree k of n.
  function fraction(n, k) {
    const target = BigInt(n) << BigInt(64 * k);
    let low = 0n, high = 1n << 80n;
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      if (middle ** BigInt(k) <= target) low = middle; else high = middle;
    }
    return BigInt.asUintN(64, low);
  }
  const rounds512 = primes.map((p) => fraction(p, 3));
  const start512 = primes.slice(0, 8).map((p) => fraction(p, 2));
  const upper = (v) => Number(v >> 32n) | 0;
  return {
    rounds512, start512,
    rounds256: Int32Array.from(rounds512.slice(0, 64), upper),
    start256: Int32Array.from(start512, upper),
  };
})();

// padded appends the bit 1, zeros, and the length in bits, to a multiple of block bytes.
function padded(message, block) {
  const tail = block === 64 ? 9 : 17;
  const out = new Uint8Array(Math.ceil((message.length + tail) / block) * block);
  out.set(message);
  out[message.length] = 0x80;
  const view = new DataView(out.buffer);
  view.setUint32(out.length - 8, Math.floor(message.length / 0x20000000));
  view.setUint32(out.length - 4, (message.length << 3) >>> 0);
  return out;
}

// compress256 takes one block of 64 bytes at offset into state; w is room for 64 words.
function compress256(state, bytes, offset, w) {
  const k = sha2.rounds256;
  for (let i = 0; i < 16; i++, offset += 4) {
    w[i] = (bytes[offset] << 24) | (bytes[offset + 1] << 16) | (bytes[offset + 2] << 8) | bytes[offset + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15], y = w[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + k[i] + w[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

function sha256Plain(message) {
  const state = Int32Array.from(sha2.start256), w = new Int32Array(64);
  const whole = message.length - (message.length % 64);
  for (let at = 0; at < whole; at += 64) compress256(state, message, at, w);
  const rest = padded(message.subarray(whole), 64);
  new DataView(rest.buffer).setUint32(rest.length - 8, Math.floor(message.length / 0x20000000));
  new DataView(rest.buffer).setUint32(rest.length - 4, (message.length << 3) >>> 0);
  for (let at = 0; at < rest.length; at += 64) compress256(state, rest, at, w);
  const out = new Uint8Array(32), view = new DataView(out.buffer);
  state.forEach((v, i) => view.setInt32(4 * i, v));
  return out;
}

function sha512Plain(message) {
  const mask = (v) => BigInt.asUintN(64, v);
  const turn = (v, n) => (v >> n) | mask(v << (64n - n));
  const bytes = padded(message, 128), view = new DataView(bytes.buffer);
  let state = sha2.start512;
  for (let at = 0; at < bytes.length; at += 128) {
    const w = [];
    for (let i = 0; i < 16; i++) w.push(view.getBigUint64(at + 8 * i));
    for (let i = 16; i < 80; i++) {
      const x = w[i - 15], y = w[i - 2];
      w.push(mask(w[i - 16] + (turn(x, 1n) ^ turn(x, 8n) ^ (x >> 7n)) + w[i - 7] + (turn(y, 19n) ^ turn(y, 61n) ^ (y >> 6n))));
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 80; i++) {
      const t1 = h + (turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) + ((e & f) ^ (mask(~e) & g)) + sha2.rounds512[i] + w[i];
      const t2 = (turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
      h = g; g = f; f = e; e = mask(d + t1); d = c; c = b; b = a; a = mask(t1 + t2);
    }
    state = [a, b, c, d, e, f, g, h].map((v, i) => mask(v + state[i]));
  }
  const out = new Uint8Array(64), to = new DataView(out.buffer);
  state.forEach((v, i) => to.setBigUint64(8 * i, v));
  return out;
}

// The curve of Ed25519: -x² + y² = 1 + d x² y² over the integers modulo p; points are [X, Y, Z, T]
// with x = X/Z, y = Y/Z, xy = T/Z (RFC 8032 section 5.1.4).
const curve = (function () {
  const p = (1n << 255n) - 19n;
  const order = (1n << 252n) + 27742317777372353535851937790883648493n;
  const mod = (v) => { const r = v % p; return r < 0n ? r + p : r; };
  function power(base, exponent) {
    let result = 1n;
    for (let b = mod(base); exponent > 0n; exponent >>= 1n, b = (b * b) % p) if (exponent & 1n) result = (result * b) % p;
    return result;
  }
  const inverse = (v) => power(v, p - 2n);
  const d = mod(-121665n * inverse(121666n));
  const rootOfMinusOne = power(2n, (p - 1n) / 4n);
  const zero = [0n, 1n, 1n, 0n];

  function add(P, Q) {
    const a = mod((P[1] - P[0]) * (Q[1] - Q[0])), b = mod((P[1] + P[0]) * (Q[1] + Q[0]));
    const c = mod(mod(2n * d * P[3]) * Q[3]), e = mod(2n * P[2] * Q[2]);
    const f = b - a, g = e - c, h = e + c, i = b + a;
    return [mod(f * g), mod(h * i), mod(g * h), mod(f * i)];
  }
  function double(P) {
    const a = mod(P[0] * P[0]), b = mod(P[1] * P[1]), c = mod(2n * P[2] * P[2]);
    const h = a + b, e = h - mod((P[0] + P[1]) * (P[0] + P[1])), g = a - b, f = c + g;
    return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
  }
  const negative = (P) => [mod(-P[0]), P[1], P[2], mod(-P[3])];

  // decode gives the point of 32 bytes, or null. As in Go, a y of p or more is taken modulo p.
  function decode(bytes) {
    const whole = little(bytes), sign = whole >> 255n, y = mod(whole & ((1n << 255n) - 1n));
    const u = mod(y * y - 1n), v = mod(d * y * y + 1n);
    const v3 = mod(v * v * v);
    let x = mod(u * v3 * power(u * v3 * v3 * v, (p - 5n) / 8n));
    const check = mod(v * x * x);
    if (check === mod(-u)) x = mod(x * rootOfMinusOne);
    else if (check !== u) return null;
    if ((x & 1n) !== sign) x = mod(-x);
    return [x, y, 1n, mod(x * y)];
  }
  function encode(P) {
    const z = inverse(P[2]), x = mod(P[0] * z), y = mod(P[1] * z);
    const out = new Uint8Array(32);
    let rest = y | ((x & 1n) << 255n);
    for (let i = 0; i < 32; i++, rest >>= 8n) out[i] = Number(rest & 255n);
    return out;
  }
  // sum is m P + n Q, both at once, bit by bit.
  function sum(m, P, n, Q) {
    const both = add(P, Q);
    let R = zero;
    for (let bit = 255n; bit >= 0n; bit--) {
      R = double(R);
      const i = (m >> bit) & 1n, j = (n >> bit) & 1n;
      if (i && j) R = add(R, both); else if (i) R = add(R, P); else if (j) R = add(R, Q);
    }
    return R;
  }
  function little(bytes) {
    let v = 0n;
    for (let i = bytes.length - 1; i >= 0; i--) v = (v << 8n) | BigInt(bytes[i]);
    return v;
  }
  // The y of the eight points whose order divides 8.
  const eighth = 0x5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;
  const small = [0n, 1n, p - 1n, eighth, p - eighth];
  // ordinary tells whether 32 bytes are what an honest signer writes: y below p, no point of small order.
  function ordinary(bytes) {
    const y = little(bytes) & ((1n << 255n) - 1n);
    return y < p && !small.includes(y);
  }
  const by = mod(4n * inverse(5n));
  const encoded = new Uint8Array(32);
  for (let i = 0, rest = by; i < 32; i++, rest >>= 8n) encoded[i] = Number(rest & 255n);
  return { order, decode, encode, sum, negative, little, ordinary, base: decode(encoded) };
})();

function ed25519Plain(key, message, signature) {
  if (key.length !== 32 || signature.length !== 64) return false;
  const s = curve.little(signature.subarray(32));
  const A = curve.decode(key);
  if (s >= curve.order || A === null) return false;
  const k = curve.little(sha512Plain(join([signature.subarray(0, 32), key, message]))) % curve.order;
  const R = curve.encode(curve.sum(s, curve.base, k, curve.negative(A)));
  return same(R, signature.subarray(0, 32));
}

// makeCrypto gives {sha256, sha512, ed25519, native}, each returning a promise. subtle is
// crypto.subtle, or null for the code above alone. Browsers differ about signatures that no honest
// program makes (points of small order, y of p or more, S of the order or more): those go to the
// code above, so that every browser and `gatefold verify` give one answer.
async function makeCrypto(subtle) {
  const plain = {
    native: false,
    sha256: async (m) => sha256Plain(m),
    sha512: async (m) => sha512Plain(m),
    ed25519: async (key, m, signature) => ed25519Plain(key, m, signature),
  };
  if (!subtle) return plain;
  const digest = (name) => async (m) => new Uint8Array(await subtle.digest(name, m));
  const large = digest("SHA-256"); // for a small file the way there and back takes longer than the hash
  const out = { native: true, sha256: async (m) => (m.length < 8192 ? sha256Plain(m) : large(m)), sha512: digest("SHA-512"), ed25519: plain.ed25519 };
  const known = (bytes) => subtle.importKey("raw", bytes, "Ed25519", false, ["verify"]);
  try {
    await known(curve.encode(curve.base)); // fails only where Ed25519 is unknown
  } catch (unknown) {
    return out;
  }
  out.ed25519 = async function (key, m, signature) {
    if (key.length !== 32 || signature.length !== 64) return false;
    const common = curve.ordinary(key) && curve.ordinary(signature.subarray(0, 32)) && curve.little(signature.subarray(32)) < curve.order;
    if (!common) return ed25519Plain(key, m, signature);
    try {
      return await subtle.verify("Ed25519", await known(key), signature, m);
    } catch (refused) {
      return false; // some browsers refuse a key that is no point of the curve when it is imported
    }
  };
  return out;
}

function join(parts) {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) { out.set(p, at); at += p.length; }
  return out;
}

function same(a, b) {
  return a.length === b.length && a.every((v, i) => v === b[i]);
}

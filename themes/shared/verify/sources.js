"use strict";
// Where a site's files come from: its own host, a folder that a reader chose, or a zip.

// httpSource reads below an address; what lies there cannot be listed.
function httpSource(base) {
  return {
    list: async () => null,
    async read(path) {
      const response = await fetch(new URL(path.split("/").map(encodeURIComponent).join("/"), base), { cache: "no-store", credentials: "omit" }).catch(() => {
        throw new Error("the host does not answer, or lets no other site read its files: ask for the zip and choose that");
      });
      if (response.status === 404 || response.status === 403 || response.status === 410) return null;
      if (!response.ok) throw new Error("the host answered " + response.status);
      const bytes = new Uint8Array(await response.arrayBuffer());
      return standsIn(path, bytes) ? null : bytes;
    },
  };
}

// standsIn tells the page that some hosts give for every address where they have nothing from a file of
// proof/, none of which begins like one.
function standsIn(path, bytes) {
  if (!path.startsWith("proof/") || path.endsWith(".html")) return false;
  return /^\ufeff?\s*(<!doctype html|<html)/i.test(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, 64)));
}

const filesLimit = 40000;

// fileSource takes a map of paths to functions that read them. The site's root is the folder with
// proof/SHA256SUMS, or else proof/checkpoint, nearest to the top.
function fileSource(readers) {
  must(readers.size <= filesLimit, "it has more than " + filesLimit + " files");
  let prefix = "";
  for (const mark of ["proof/SHA256SUMS", "proof/checkpoint"]) {
    const roots = [...readers.keys()].filter((p) => p === mark || p.endsWith("/" + mark)).map((p) => p.slice(0, p.length - mark.length));
    if (roots.length === 0) continue;
    prefix = roots.sort((a, b) => a.length - b.length)[0];
    break;
  }
  const paths = [...readers.keys()].filter((p) => p.startsWith(prefix)).map((p) => p.slice(prefix.length));
  const beside = [...readers.keys()].filter((p) => !p.startsWith(prefix));
  return { list: async () => paths, read: async (path) => (readers.has(prefix + path) ? readers.get(prefix + path)() : null), beside };
}

const readFile = (file) => async () => new Uint8Array(await file.arrayBuffer());

// folderReaders takes the files of an <input webkitdirectory>.
function folderReaders(files) {
  return new Map([...files].map((f) => [f.webkitRelativePath || f.name, readFile(f)]));
}

// droppedReaders walks what was dropped on the page: folders and files.
async function droppedReaders(items) {
  const readers = new Map();
  async function walk(entry) {
    must(readers.size <= filesLimit, "it has more than " + filesLimit + " files");
    if (entry.isFile) {
      const file = await new Promise((ok, no) => entry.file(ok, no));
      readers.set(entry.fullPath.replace(/^\//, ""), readFile(file));
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((ok, no) => reader.readEntries(ok, no));
      if (some.length === 0) return;
      for (const e of some) await walk(e);
    }
  }
  for (const entry of items) await walk(entry);
  return readers;
}

// ---- zip

const zipLimit = 1 << 30; // bytes, packed and unpacked

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

function crc32(bytes) {
  let c = 0xffffffff;
  for (const b of bytes) c = crcTable[(c ^ b) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

// zipPath is the name of an entry, refused when it could lead out of the folder.
function zipPath(bytes) {
  const name = textOf(bytes);
  must(name !== "" && !/[\x00-\x1f\x7f\\:]/.test(name) && !name.startsWith("/"), "a name in it leads elsewhere: " + name.slice(0, 80));
  must(name.replace(/\/$/, "").split("/").every((part) => part !== "" && part !== "." && part !== ".."), "a name in it leads elsewhere: " + name.slice(0, 80));
  return name;
}

// zipReaders reads the directory of a zip (PKWARE APPNOTE 6.3): stored or deflated files, no links,
// no encryption, no second volume, no zip64.
function zipReaders(zip) {
  must(zip.length <= zipLimit, "it is larger than 1 GB");
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
  let end = zip.length - 22;
  while (end >= 0 && end > zip.length - 22 - 65536 && view.getUint32(end, true) !== 0x06054b50) end--;
  must(end >= 0 && view.getUint32(end, true) === 0x06054b50, "it has no directory: it may be cut off");
  const count = view.getUint16(end + 10, true), start = view.getUint32(end + 16, true);
  must(view.getUint16(end + 4, true) === 0 && view.getUint16(end + 8, true) === count && end + 22 + view.getUint16(end + 20, true) === zip.length, "it is of several parts, or has something after its end");
  must(count < 0xffff && start < 0xffffffff, "it has more files than a check takes on");
  const readers = new Map(), folded = new Set();
  let at = start, total = 0;
  for (let i = 0; i < count; i++) {
    must(at + 46 <= end && view.getUint32(at, true) === 0x02014b50, "its directory is damaged");
    const [name, extra, comment] = [28, 30, 32].map((o) => view.getUint16(at + o, true));
    must(at + 46 + name + extra + comment <= end, "its directory is damaged");
    const path = zipPath(zip.subarray(at + 46, at + 46 + name));
    const e = { path, flags: view.getUint16(at + 8, true), method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true), local: view.getUint32(at + 42, true) };
    must(view.getUint16(at + 4, true) >> 8 !== 3 || (view.getUint32(at + 38, true) >>> 28) !== 10, "it holds a link: " + path.slice(0, 80));
    must((e.flags & 1) === 0 && (e.method === 0 || e.method === 8), "it holds a file packed in a way that is not read here: " + path.slice(0, 80));
    must(e.size <= 1100 * e.packed + 1024, "it names a size that cannot be packed so small: " + path.slice(0, 80));
    must(!folded.has(path.toLowerCase()), "two names in it differ in case alone, or not at all: " + path.slice(0, 80));
    folded.add(path.toLowerCase());
    total += e.size;
    must(total <= zipLimit, "unpacked it is larger than 1 GB");
    if (!path.endsWith("/")) readers.set(path, () => zipEntry(zip, view, e, start));
    at += 46 + name + extra + comment;
  }
  must(at === end, "its directory has another length");
  return readers;
}

// zipEntry unpacks one file and holds it to its size and checksum.
async function zipEntry(zip, view, e, directory) {
  must(e.local + 30 <= directory && view.getUint32(e.local, true) === 0x04034b50, "the zip is damaged at this file");
  const name = view.getUint16(e.local + 26, true), from = e.local + 30 + name + view.getUint16(e.local + 28, true);
  must(from + e.packed <= directory, "the zip is damaged at this file");
  must(textOf(zip.subarray(e.local + 30, e.local + 30 + name)) === e.path, "the zip gives this file two names");
  const packed = zip.subarray(from, from + e.packed);
  const bytes = e.method === 0 ? packed : await inflate(packed, e.size);
  must(bytes.length === e.size && crc32(bytes) === e.crc, "the zip is damaged at this file");
  return bytes;
}

// inflate unpacks to exactly size bytes, and stops as soon as there are more.
async function inflate(packed, size) {
  const out = new Uint8Array(size), reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  let at = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      must(at + value.length <= size, "the zip names a smaller size than this file has");
      out.set(value, at);
      at += value.length;
    }
  } catch (e) {
    reader.cancel().catch(() => {});
    throw e instanceof Refused ? e : new Refused("the zip is damaged at this file");
  }
  return out.subarray(0, at);
}

// zipSource is that of a zip's bytes; what makes it unusable is thrown as a Refused.
const zipSource = (zip) => fileSource(zipReaders(zip));

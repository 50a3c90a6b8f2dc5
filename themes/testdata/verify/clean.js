// Options for fixture.js of sites that hold, by name. Every checker is held to all of them.
const f = require("./fixture.js");

const text = (s) => Buffer.from(s);

module.exports = {
  small: {}, "no rows": { rows: 0 }, "one entry": { only: 1, cosignHead: true }, "no entry": { only: 0, cosignHead: true }, cosigned: { cosignHead: true },
  "255 entries": { size: 255 }, "256 entries": { size: 256 }, "257 entries": { size: 257 }, "511 entries": { size: 511 }, "512 entries": { size: 512 }, "513 entries": { size: 513 },
  "65536 entries": { size: 65536 }, "257 entries, cosigned": { size: 257, cosignHead: true },
  "20 rows": { rows: 20 }, "300 rows": { rows: 300 }, "300 rows, cosigned": { rows: 300, cosignHead: true },
  rotated: { word: "new", previous: f.author("ada") }, "rotated and cosigned": { word: "new", previous: f.author("ada"), cosignHead: true },
  "rotated, 300 entries": { word: "new", previous: f.author("ada"), size: 300 }, "another author": { word: "bea" },
  "large files": { bytes: 3 << 20 }, "an empty file": { pages: { "empty.txt": text("") } },
  "files of a host": { pages: { _headers: text("/*\n"), ".gitattributes": text("* -text\n"), ".well-known/did.json": text("{}"), "robots.txt": text("User-agent: *\n") } },
  "deep folders": { pages: { "a/b/c/d/e/f/g/h/i/j/index.html": text("deep\n") } },
  "odd names": { pages: { "files/a+b,c=d@e%20f~g'h(1)[2]{3}!.txt": text("x"), "files/#1&2;3.txt": text("y"), "files/%2e%2e/x": text("z") } },
  "names like those of ours": { pages: { "data/proof/SHA256SUMS": text("x"), "copy/proof/checkpoint": text("y"), "proof/records/notes.txt": text("z"), "proof/attest/1.note": text("n") } },
  "a table with CRLF": { pages: { "files/excel.csv": text("a,b\r\n1,2\r\n") } }, "lone CR": { pages: { "files/mac.txt": text("a\rb\r"), "files/mixed.txt": text("a\r\n\r") } },
  "other tables": { pages: { "data/demo/costs.csv": text("Category,Planned\nHardware,\"1,200\"\n"), "data/other/raid.csv": text("ID,Title\nR-01,Another project’s\n") } },
  "an empty table": { pages: { "data/demo/lessons.csv": text("") } }, "a page of all bytes": { pages: { "files/all.bin": Buffer.from(Array.from({ length: 256 }, (_, i) => i)) } },
  "a zip of itself": { after: { "portfolio.zip": text("PK") } }, "files of a system": { after: { ".git/HEAD": text("x"), CNAME: text("ada.example\n"), ".DS_Store": text("x"), "data/Thumbs.db": text("x") } },
  "another person's word": { vouches: [{}] }, "words of several": { vouches: [{}, { by: f.signer("lena"), note: { by: "Lena Fischer", relation: "client", basis: "supervised" } }, { note: { record: "-", basis: "read" } },
    { word: "plan.pdf", note: { record: "projects/demo/files/plan.pdf", basis: "reproduced" } }, { word: "R-01", note: { record: "demo/raid/R-01", basis: "observed", relation: "peer" } }] },
  "one key, two names": { vouches: [{}, { note: { by: "S. Jones" } }, { note: { basis: "read" } }] },
  "a word taken back": { vouches: [{}, { note: { basis: "read" } }], takenBack: true }, "a word on an earlier version": { vouches: [{ index: 0, note: { record: "demo/raid/R-01" } }] },
  "without a policy": { without: ["proof/policy.txt"] }, "without older heads": { without: ["proof/checkpoints/3"] },
};

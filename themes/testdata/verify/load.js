// The page's script as a page loads it: its files one after another in one function.
const fs = require("fs"), path = require("path"), vm = require("vm");
const dir = path.join(__dirname, "..", "..", "shared", "verify");

// order is that of verifyScripts in themes/verify.go, which a Go test compares with this.
const order = ["crypto.js", "formats.js", "keys.js", "attest.js", "findings.js", "check.js", "checkkeys.js", "checklog.js", "checkrecords.js", "checkattest.js", "checksuccession.js", "checkconsents.js", "compare.js", "prose.js", "sources.js", "challenge.js", "words.js", "page.js"];

function load(expose) {
  const body = order.map((name) => fs.readFileSync(path.join(dir, name), "utf8")).join("\n");
  const inner = expose ? "\nglobalThis.inner = {" + expose.join(",") + "};" : "";
  vm.runInThisContext("(function () {\n" + body + inner + "\n})();\n", { filename: "verify.js" });
  return { GatefoldVerify: globalThis.GatefoldVerify, inner: globalThis.inner };
}

module.exports = { load, order };

"use strict";
// The page: asks for the key first, reads a site, and says what was found. In a script without a page
// (a test) only the API below is made.

globalThis.GatefoldVerify = { check, challenge, headline, sentences, httpSource, fileSource, zipSource, makeCrypto };

const shownRows = 2000; // records that are listed

if (typeof document !== "undefined" && document.getElementById("check") !== null) startPage();

function startPage() {
  const by = (id) => document.getElementById(id);
  const onDisk = location.protocol === "file:", address = by("address");
  const state = { busy: false, crypto: null };
  by("here").hidden = onDisk && address === null;
  by("disk").hidden = !onDisk || address !== null;
  if (address !== null && /^#https?:\/\/[^\s]+$/.test(location.hash)) address.value = location.hash.slice(1);
  by("here").addEventListener("click", () => {
    const base = address === null ? new URL("..", location.href).href : address.value.trim().replace(/[^/]*\.html$/, "").replace(/\/?$/, "/");
    if (address !== null && !/^https?:\/\/[^/]+\//.test(base)) return tell("Write the address of the site’s first page, from https:// on.", address);
    go(async () => httpSource(base));
  });
  by("folder").addEventListener("change", (e) => { if (e.target.files.length > 0) go(async () => fileSource(folderReaders(e.target.files)), e.target); });
  by("zip").addEventListener("change", (e) => { if (e.target.files.length > 0) go(() => zipOf(e.target.files[0]), e.target); });
  by("challenge-form").addEventListener("submit", async (e) => {
    e.preventDefault();
    const answer = await challenge(by("block").value, by("phrase").value, by("key").value, state.crypto);
    by("answer").textContent = answer.says;
    by("answer").className = "answer " + (answer.holds ? "held" : "changed");
  });
  by("check").addEventListener("submit", (e) => e.preventDefault());
  by("check").hidden = by("challenge-form").hidden = false;
  drops(by("drop"));

  function drops(zone) {
    const over = (on) => (e) => { e.preventDefault(); zone.classList.toggle("over", on); };
    for (const [name, on] of [["dragenter", true], ["dragover", true], ["dragleave", false]]) zone.addEventListener(name, over(on));
    zone.addEventListener("drop", (e) => {
      over(false)(e);
      const items = [...e.dataTransfer.items].map((i) => (i.webkitGetAsEntry ? i.webkitGetAsEntry() : null)).filter((i) => i !== null);
      const file = e.dataTransfer.files[0];
      if (items.length === 1 && items[0].isFile && file !== undefined) go(() => zipOf(file));
      else if (items.length > 0) go(async () => fileSource(await droppedReaders(items)));
    });
    window.addEventListener("dragover", (e) => e.preventDefault());
    window.addEventListener("drop", (e) => e.preventDefault());
  }

  async function zipOf(file) {
    must(file.size <= zipLimit, "it is larger than 1 GB");
    return zipSource(new Uint8Array(await file.arrayBuffer()));
  }

  function tell(text, field) {
    by("status").textContent = text;
    if (field) field.focus();
  }

  // go reads a site and checks it; one at a time.
  async function go(open, input) {
    if (state.busy) return;
    const key = by("key").value.trim();
    if (key !== "" && !isFingerprint(key)) {
      by("key").setAttribute("aria-invalid", "true");
      tell("This is not a fingerprint: it begins with SHA256: and has 43 letters, digits, + or / after that. Copy it whole, or leave the box empty.", by("key"));
      if (input) input.value = "";
      return;
    }
    by("key").removeAttribute("aria-invalid");
    state.busy = true;
    by("result").hidden = true;
    by("bar").hidden = false;
    for (const id of ["here", "folder", "zip"]) by(id).disabled = true;
    try {
      show(await looked(open, key));
    } catch (e) {
      tell("The check broke off: " + e.message);
    } finally {
      state.busy = false;
      by("bar").hidden = true;
      for (const id of ["here", "folder", "zip"]) by(id).disabled = false;
      if (input) input.value = "";
    }
  }

  async function looked(open, key) {
    tell("Reading …");
    state.crypto = state.crypto || await makeCrypto(document.documentElement.dataset.crypto === "own" ? null : subtleHere());
    let source;
    try {
      source = await open();
    } catch (e) {
      if (!(e instanceof Refused)) throw e;
      const report = newReport();
      report.add("GF5905", "", "a folder or zip of the site", e.message);
      return { outcome: "unchecked", findings: report.findings, facts: { signed: false, named: key, records: [], authorsWitnesses: [], authorsPolicy: "", seen: null, published: 0 } };
    }
    let last = 0;
    const steps = { files: "Files", log: "Parts of the log", records: "Records" };
    return check(source, { key, policy: by("policy").value, crypto: state.crypto, onProgress(step, done, all) {
      const now = Date.now();
      if (now - last < 150 && done < all) return;
      last = now;
      by("bar").max = all;
      by("bar").value = done;
      by("count").textContent = steps[step] + ": " + done + " of " + all;
    } });
  }

  const element = (name, text, className) => {
    const e = document.createElement(name);
    if (text !== undefined) e.textContent = text;
    if (className) e.className = className;
    return e;
  };

  function show(result) {
    const box = by("outcome");
    by("result").hidden = false;
    by("result").className = "sec result " + result.outcome;
    by("headline").textContent = headline(result);
    box.replaceChildren(...sentences(result).map((s) => element("p", s)));
    const faults = result.findings.filter((f) => f.kind !== note), notes = result.findings.filter((f) => f.kind === note);
    if (faults.length > 0) box.append(element("h3", "Findings"), list(faults));
    if (notes.length > 0) box.append(folded("Notes: " + notes.length, list(notes)));
    if (result.facts.records.length > 0) box.append(folded("Records and their dates", recordTable(result.facts)));
    if (result.facts.authorsPolicy !== "") box.append(folded("The witnesses’ keys, named by the author", element("pre", result.facts.authorsPolicy)));
    by("count").textContent = "";
    tell(headline(result) + ". The result stands below.");
    by("headline").focus();
  }

  function folded(title, content) {
    const d = element("details");
    d.append(element("summary", title), content);
    return d;
  }

  function list(findings) {
    const ul = element("ul", undefined, "findings");
    for (const f of findings) {
      const li = element("li"), dl = element("dl");
      li.append(element("b", f.code + (f.file === "" ? "" : " ")), element("span", f.file, "mono"), element("p", f.means));
      for (const [what, text] of [["Expected", f.expected], ["Found", f.got]]) dl.append(element("dt", what), element("dd", text, "mono"));
      li.append(dl);
      ul.append(li);
    }
    return ul;
  }

  function recordTable(facts) {
    const wrap = element("div", undefined, "scroll"), table = element("table"), head = element("tr"), body = element("tbody");
    wrap.tabIndex = 0;
    wrap.setAttribute("role", "region");
    wrap.setAttribute("aria-label", "Records and their dates");
    for (const h of ["Entry", "Record", "Says", "Existed by"]) { const th = element("th", h); th.scope = "col"; head.append(th); }
    for (const r of facts.records.slice(0, shownRows)) {
      const row = element("tr");
      row.append(element("td", String(r.index)), element("td", r.label || r.id), element("td", r.says === "-" ? "no date" : r.says),
        element("td", r.seen === null ? (facts.seen === null ? "not checked" : "no one else has confirmed a date") : dayOf(r.seen) + ", seen by " + r.by.join(", ")));
      body.append(row);
    }
    const thead = element("thead");
    thead.append(head);
    table.append(thead, body);
    wrap.append(table);
    if (facts.records.length > shownRows) wrap.append(element("p", (facts.records.length - shownRows) + " more are not listed here."));
    return wrap;
  }
}

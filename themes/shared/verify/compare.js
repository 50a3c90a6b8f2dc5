"use strict";
// What was sealed of a record against what the site shows of it. generator/shown does the same in Go,
// with the same results; its words say why.

const portfolioPath = "data/portfolio.json", noFile = "no such file";
const tableLimit = 64 << 20, tableCells = 4000000, manyDifferences = 20;

// compareRecord gives [{path, expected, got}], or null when nothing says where the record stands. fields
// is a Map of the disclosed values, withheld how many are not; read(path) gives bytes, null for a file
// that is not there, and is asked once for what records share: shared is a Map for that.
async function compareRecord(fields, withheld, read, shared) {
  const place = fields.get("record"), out = [];
  if (typeof place !== "string") return null;
  const [, slug, kind, id] = /^([^/]*)(?:\/([^/]*)(?:\/([^]*))?)?$/.exec(place);
  const once = (path, make) => {
    if (!shared.has(path)) shared.set(path, Promise.resolve(read(path)).then(make));
    return shared.get(path);
  };
  const r = {
    place, fields, withheld, out, rescans: 0, longForm: kind === "decisions",
    differ: (path, expected, got) => out.push({ path, expected, got }),
    table: (path) => once(path, tableOf),
    portfolio: () => once(portfolioPath, portfolioOf),
    sharedPage: (path) => once(path, pageOf),
    page: async (path) => pageOf(await read(path)),
  };
  if (![slug, kind, id].every((part) => part === undefined || safeName(part))) r.differ(portfolioPath, "a place in the site", clip(place));
  else if (place === "owner") await compareOwner(r);
  else if (id === undefined && slug === "answers" && kind !== undefined) await compareAnswer(r);
  else if (id === undefined && kind === "project") await compareProject(r, slug);
  else if (id === undefined && Object.hasOwn(tableKeys, kind)) await compareTable(r, slug, kind);
  else if (id !== undefined && Object.hasOwn(documentTexts, kind)) await compareDocument(r, slug, kind, id);
  else if (id !== undefined) await compareRow(r, slug, kind, id);
  else r.differ(portfolioPath, "a place in the site", clip(place));
  return out.slice(0, manyDifferences);
}

const safeName = (s) => /^[A-Za-z0-9._ \u0080-\u{10ffff}-]{1,200}$/u.test(s) && /[^.]/.test(s);
const clip = (s) => (s.length <= 200 ? s : [...s.slice(0, 401)].slice(0, 200).join(""));
const textIn = (v) => (typeof v === "string" ? v : "something that is not a text");
const sorted = (names) => [...names].sort((a, b) => (a < b ? -1 : 1));

// ---- tables

const tableKeys = { burndown: "date", "earned-value": "period_end", costs: "category", work: "id" };

// tableOf gives {header: [{header, key, again, later}], rows, by}: by(key) maps cells to their rows.
function tableOf(bytes) {
  if (bytes === null) return { fault: noFile };
  let cells;
  try {
    must(bytes.length <= tableLimit, "it is too large, or not UTF-8 text");
    cells = parseCSV(textOf(bytes));
  } catch (e) {
    if (!(e instanceof Refused)) throw e;
    return { fault: "a table that cannot be read" };
  }
  const names = cells[0] || [], keys = names.map((h) => h.replace(/[ A-Z]/g, (c) => (c === " " ? "_" : c.toLowerCase())));
  const header = names.map((h, i) => ({ header: h, key: keys[i], again: keys.indexOf(keys[i]) < i, later: names.lastIndexOf(h) > i }));
  const rows = cells.slice(1), indexes = new Map();
  const by = (key) => {
    if (indexes.has(key)) return indexes.get(key);
    const index = new Map(), at = keys.indexOf(key);
    for (const row of at < 0 ? [] : rows) {
      for (const name of at < row.length ? new Set([normal(row[at]), normal(disarmed(row[at]))]) : []) {
        if (index.has(name)) index.get(name).push(row);
        else index.set(name, [row]);
      }
    }
    indexes.set(key, index);
    return index;
  };
  return { header, rows, by };
}

const fieldOf = (c, has) => (has(c.key) && !c.again ? c.key : has("x:" + c.header) && !c.later ? "x:" + c.header : "");

async function compareRow(r, slug, kind, id) {
  const path = "data/" + slug + "/" + kind + ".csv", t = await r.table(path);
  if (t.fault) return r.differ(path, "the row " + id, t.fault);
  let best = null;
  for (const row of t.by("id").get(normal(id)) || []) {
    const wrong = wrongCells(r, t, row, path, id, r.fields, r.withheld > 0);
    if (best === null || wrong.length < best.length) best = wrong;
  }
  if (best === null) r.differ(path, "the row " + id, "no such row");
  else r.out.push(...best);
}

// wrongCells compares one row with a Map of fields; partly says that some are withheld.
function wrongCells(r, t, row, path, id, fields, partly) {
  const out = [], seen = new Set();
  const differ = (name, expected, got) => out.push({ path, expected: clip(name + " of " + id + ": " + expected), got: clip(got || "an empty cell") });
  t.header.forEach((c, i) => {
    const cell = i < row.length ? row[i] : "", name = fieldOf(c, (n) => fields.has(n));
    if (name === "") {
      if (!partly && !blank(cell)) differ(c.header, "nothing", cell);
      return;
    }
    seen.add(name);
    const sealed = fields.get(name);
    if (typeof sealed !== "string" || !showsAs(sealed, cell, name)) differ(name, typeof sealed === "string" ? sealed : "", cell);
  });
  for (const cell of row.slice(t.header.length)) if (!partly && !blank(cell)) differ("a cell without a header", "nothing", cell);
  for (const name of sorted(fields.keys())) {
    const beside = name === "record" || isProse(name) || name.startsWith(r.longForm ? "x:" : "x:Column ");
    if (!seen.has(name) && !beside) differ(name, textIn(fields.get(name)), "no such column");
  }
  return out;
}

async function compareTable(r, slug, kind) {
  const path = "data/" + slug + "/" + kind + ".csv", t = await r.table(path);
  if (t.fault) return r.differ(path, "the table " + r.place, t.fault);
  const used = new Set(), key = tableKeys[kind], names = sorted(r.fields.keys()).filter((n) => n !== "record");
  const many = (n) => n + (n === 1 ? " row" : " rows");
  for (const name of names) {
    const value = r.fields.get(name);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      r.differ(path, clip(name) + ": a row", textIn(value));
      continue;
    }
    const fields = new Map(Object.entries(value));
    let near = null, found = false;
    for (const row of t.by(key).get(normal(textIn(fields.get(key)))) || []) {
      if (used.has(row)) continue;
      const wrong = wrongCells(r, t, row, path, name, fields, false);
      found = wrong.length === 0;
      if (found) { used.add(row); break; }
      near = near || wrong[0];
    }
    if (!found && near === null) r.differ(path, "the row " + clip(name), "no such row");
    else if (!found) r.out.push(near);
  }
  if (r.withheld === 0 && t.rows.length !== names.length) r.differ(path, many(names.length), many(t.rows.length));
}

// ---- values

const showsAs = (sealed, cell, key) => saysIt(sealed, cell, key) || saysIt(sealed, disarmed(cell), key);

function saysIt(sealed, cell, key) {
  const a = normal(sealed), b = normal(cell);
  if (a === b) return true;
  if (/^-?[0-9]+(\.[0-9]+)?$/.test(a)) return isAmount(a, b, key);
  if (a === "yes" || a === "no") return flagOf(b) === a;
  return sameList(a, b);
}

const disarmed = (cell) => cell.replace(/^'(?=[=+\-@\t\r])/, "");
function trimmed(s) {
  const isBlank = (c) => c === "\u0085" || c.trim() === "";
  let from = 0, to = s.length;
  while (from < to && isBlank(s[from])) from++;
  while (to > from && isBlank(s[to - 1])) to--;
  return s.slice(from, to);
}
const normal = (s) => trimmed(s.replace(/\r\n/g, "\n")).normalize("NFC");
const blank = (cell) => itemsOf(normal(disarmed(cell))).length === 0;

function itemsOf(s) {
  return s.split(/[;\n]/).map(trimmed).filter((i) => !["", "-", "--", "–", "—", "n/a", "#n/a", "n.a.", "tbd", "tbc", "t.b.d.", "?"].includes(i.toLowerCase()));
}

function sameList(sealed, cell) {
  const a = itemsOf(sealed), b = itemsOf(cell), between = /[, \u00a0]/;
  const same = (x) => a.length === x.length && a.every((item, i) => item === x[i]);
  return a.length > 0 && (same(b) || !a.some((i) => between.test(i)) && same(b.flatMap((i) => i.split(between).filter((w) => w !== ""))));
}

function flagOf(s) {
  s = s.toLowerCase();
  if (["yes", "y", "true", "t", "1", "x", "✓", "✔", "☑", "on"].includes(s)) return "yes";
  return ["no", "n", "false", "f", "0", "☐", "off"].includes(s) ? "no" : "";
}

function isAmount(sealed, cell, key) {
  const want = Number(sealed), near = (v) => Math.abs(v - want) <= 1e-9 * Math.max(1, Math.abs(want));
  return sealed.length <= 80 && cell.length <= 80 && readings(cell).some((v) => near(v) || key === "percent_complete" && near(v * 100));
}

// readings are the numbers that a text may mean: $1,200.50 · 1.200,50 € · (1 200) · 12 % · USD 1.2k · −5.
function readings(s) {
  const plain = s.replace(/_/g, "");
  if (/^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+$|^0(x[0-9a-fA-F]{1,13}|o[0-7]{1,17}|b[01]{1,52})$/.test(plain)) return [Number(plain)].filter(isFinite);
  s = trimmed(s.replace(/^[<>=≤≥~≈]+/, ""));
  const brackets = /^\([^]*\)$/.test(s);
  const m = /^([-−–+. \t\u00a0\u202f\p{Sc}A-Z]*?)([.,]?[0-9](?:[0-9.,'’_ \t\u00a0\u202f]*[0-9])?)([^0-9]*)$/u.exec(brackets ? trimmed(s.slice(1, -1)) : s);
  if (m === null) return [];
  const signs = m[1].replace(/[^-−–]/g, "").length, scale = scaleOf(m[3]);
  if (signs > 1 || signs === 1 && brackets || scale === 0) return [];
  const digits = m[2].replace(/['’_ \t\u00a0\u202f]/g, ""), out = [];
  for (const [point, group] of [[".", ","], [",", "."]]) {
    const [whole, fraction = "", more] = digits.split(point), groups = whole.split(group);
    if (more !== undefined || fraction.includes(group) || groups.length > 1 && !/^[1-9]/.test(whole)) continue;
    if (groups.every((g, i) => i === 0 || g.length === 3 || g.length === 2 && i < groups.length - 1)) {
      out.push(Number("0" + groups.join("") + "." + fraction + "0") * (signs === 1 || brackets ? -scale : scale));
    }
  }
  return out;
}

// scaleOf is what stands behind digits as a factor, 0 when it is neither a scale nor a unit.
function scaleOf(s) {
  let word = trimmed(s).toLowerCase().replace(/\.+$/, "");
  const unit = /^[\p{L}\p{Sc}%]*$/u;
  if (/^[km] ./.test(word)) {
    if (!unit.test(word.slice(2))) return 0;
    word = word[0];
  }
  const scale = { k: 1e3, thousand: 1e3, m: 1e6, mn: 1e6, mio: 1e6, million: 1e6, bn: 1e9, billion: 1e9 };
  return Object.hasOwn(scale, word) ? scale[word] : unit.test(word) ? 1 : 0;
}

// ---- documents and data

const documentTexts = {
  charter: ["title", "sponsor", "objectives", "success_criteria", "scope_in", "scope_out", "deliverables", "assumptions", "constraints", "tolerances", "approvals.role"],
  status: ["asks", "path_to_green"],
  gates: ["name", "phase_closing", "phase_next", "board", "rationale", "criteria.criterion", "criteria.evidence", "criteria.note", "conditions.text", "conditions.owner"],
  incidents: ["title", "severity", "change", "users_affected", "summary", "root_cause", "why_it_escaped", "timeline.event", "actions.title", "actions.owner", "actions.status"],
  meetings: ["forum", "attendees", "decisions", "actions", "questions"],
  decisions: ["title", "context", "options", "decision", "rationale", "decided_by", "impact", "hindsight"],
};
const projectTexts = ["basis_note", "my_part", "organisation", "sponsor", "case.size", "case.situation", "case.hard_part", "case.result", "case.learned"];
const answerTexts = ["situation", "task", "action", "result", "lesson"];
const gateDecisions = ["go", "conditional go", "hold", "recycle", "kill"];

// portfolioOf gives {owner, projects: Map of slug to {values, records, gates}}.
function portfolioOf(bytes) {
  if (bytes === null) return { fault: noFile };
  const object = (v) => typeof v === "object" && v !== null && !Array.isArray(v);
  const named = (list, key) => new Map((Array.isArray(list) ? list : []).filter((v) => object(v) && typeof v[key] === "string").map((v) => [v[key], v]));
  let whole = null;
  try {
    if (bytes.length <= tableLimit) whole = JSON.parse(textOf(bytes));
  } catch (e) {
    whole = null;
  }
  if (!object(whole)) return { fault: "not JSON as gatefold writes it" };
  const projects = new Map();
  for (const [slug, values] of named(whole.projects, "slug")) projects.set(slug, { values, records: named(values.records, "id"), gates: named(values.gates, "id") });
  return { owner: object(whole.owner) ? whole.owner : undefined, projects };
}

// compareValue compares a field with a value of portfolio.json, which leaves empty ones out.
function compareValue(r, name, data, key) {
  const sealed = r.fields.get(name);
  if (typeof sealed !== "string") return;
  const got = data !== undefined && Object.hasOwn(data, key) && typeof data[key] === "string" ? data[key] : "";
  if (normal(got) !== normal(sealed)) r.differ(portfolioPath, clip(name + " of " + r.place + ": " + sealed), clip(got || "nothing"));
}

async function compareOwner(r) {
  const data = await r.portfolio();
  if (data.fault) return r.differ(portfolioPath, "the owner of the site", data.fault);
  for (const name of ["name", "headline", "target_role"]) compareValue(r, name, data.owner, name);
}

async function compareProject(r, slug) {
  const data = await r.portfolio(), project = data.fault ? undefined : data.projects.get(slug), path = "projects/" + slug + "/index.html";
  if (project === undefined) r.differ(portfolioPath, "the project " + slug, data.fault || "no such project");
  else for (const name of ["title", "domain", "basis", "role", "status", "start", "finish", "planned_finish"]) compareValue(r, name, project.values, name);
  const p = await r.page(path);
  if (p === null) return r.differ(path, "the page of " + r.place, noFile);
  for (const name of projectTexts) compareText(r, path, p, name, r.fields.get(name));
  const all = await r.sharedPage("projects/index.html");
  if (all !== null) compareText(r, "projects/index.html", all, "summary", r.fields.get("summary"));
}

async function compareDocument(r, slug, kind, id) {
  if (kind === "decisions") {
    const t = await r.table("data/" + slug + "/decisions.csv");
    if (!t.fault && t.by("id").has(normal(id))) {
      await compareRow(r, slug, kind, id);
      return [...r.fields.keys()].some(isProse) ? compareWithPage(r, slug, kind, id, []) : undefined;
    }
  }
  const data = await r.portfolio();
  if (data.fault) r.differ(portfolioPath, "the data of the site", data.fault);
  else {
    const project = data.projects.get(slug), entry = project && project.records.get(id);
    if (entry === undefined) r.differ(portfolioPath, "the record " + r.place, "no such record");
    else {
      for (const name of ["title", "name", "forum"]) compareValue(r, name, entry, "title");
      for (const name of ["date", "date_authorised"]) compareValue(r, name, entry, "date");
      if (kind === "gates" && gateDecisions.includes(r.fields.get("decision"))) compareValue(r, "decision", project.gates.get(id), "decision");
    }
  }
  await compareWithPage(r, slug, kind, id, documentTexts[kind]);
}

async function compareWithPage(r, slug, kind, id, texts) {
  const base = "projects/" + slug + "/" + kind + "/";
  let name = id.replace(/[A-Z]/g, (c) => c.toLowerCase());
  if (name.startsWith(kind + "-")) name = name.slice(kind.length + 1);
  let path = base + name + "/index.html", p = kind === "decisions" || kind === "charter" ? null : await r.page(path);
  if (p === null) p = await r.sharedPage(path = base + "index.html");
  if (p === null) return r.differ(path, "the page of " + r.place, noFile);
  compareProse(r, path, p);
  for (const name of texts) {
    const [group, inner] = name.split("."), list = r.fields.get(group);
    if (inner === undefined) compareText(r, path, p, name, list);
    else for (const item of Array.isArray(list) ? list : []) if (item !== null && Object.hasOwn(Object(item), inner)) compareText(r, path, p, name, item[inner]);
  }
  if (kind !== "decisions") for (const name of sorted(r.fields.keys())) if (name.startsWith("x:")) compareText(r, path, p, name, r.fields.get(name));
}

async function compareAnswer(r) {
  const path = "interview/index.html", p = await r.sharedPage(path), question = r.fields.get("question");
  if (p === null || typeof question !== "string" || question === "" || !p.html.includes(' id="' + question + '"')) return;
  for (const name of answerTexts) compareText(r, path, p, name, r.fields.get(name));
  const at = { at: 0 }, body = r.fields.get("body");
  for (const piece of typeof body === "string" ? piecesOf(leadOf(body), new Set()) : []) comparePiece(r, path, p, at, "body", piece);
}

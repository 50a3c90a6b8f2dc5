"use strict";
// The words of pages, and the pieces of Markdown that a page keeps together. generator/shown does the
// same in Go; its words say why.

const pageLimit = 16 << 20, proseLimit = 1 << 20, proseLines = 50000, manyRescans = 2000;

function pageOf(bytes) {
  if (bytes === null) return null;
  const html = new TextDecoder().decode(bytes.subarray(0, pageLimit));
  return { html, words: squeeze(pageText(html)), odd: oddHeading(html) };
}

// oddHeading tells whether a page has a heading that may read otherwise than it was sealed.
function oddHeading(html) {
  for (let at = html.indexOf("<h"); at >= 0; at = html.indexOf("<h", at)) {
    at += 2;
    if (!/[1-6]/.test(html.charAt(at))) continue;
    const end = html.indexOf("</h", at);
    if (/<sup|<img|&lt;/.test(html.slice(at, end < 0 ? html.length : end))) return true;
    if (end < 0) return false;
    at = end;
  }
  return false;
}

// squeeze does with a pattern for ASCII what it can: that of all letters takes ten times as long.
function squeeze(s) {
  const letters = (run) => run.normalize("NFD").replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
  return s.replace(/[\u0080-\uffff]+/g, letters).toLowerCase().replace(/[^a-z0-9\u0080-\uffff]+/g, "").replace(/ς/g, "σ");
}

// pageText is the text of a page: no tags, comments, scripts and styles.
function pageText(html) {
  let out = "", from = 0;
  for (;;) {
    let at = html.indexOf("<", from);
    out += html.slice(from, at < 0 ? html.length : at);
    if (at < 0) break;
    at++;
    if (html.startsWith("!--", at)) {
      const end = html.indexOf("-->", at + 3);
      from = end < 0 ? html.length : end + 3;
    } else if (/[A-Za-z/!]/.test(html.charAt(at))) {
      from = tagEnd(html, at);
      const m = /^(script|style)(?![A-Za-z])./is.exec(html.slice(at, at + 7));
      if (m !== null) from = elementEnd(html, from, m[1].toLowerCase());
    } else {
      from = at;
    }
  }
  return out.replace(/&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]*));/g, (_, decimal, hex, name) => {
    if (name !== undefined) return name === "amp" ? "&" : name === "lt" ? "<" : name === "gt" ? ">" : " ";
    const n = decimal !== undefined ? Number(decimal) : parseInt(hex, 16);
    return n === 0 || n > 0x10ffff || n >= 0xd800 && n < 0xe000 ? " " : String.fromCodePoint(n);
  });
}

// tagEnd is where a tag has ended. A quoted value may hold the sign that ends it.
function tagEnd(html, at) {
  for (; at < html.length; at++) {
    if (html[at] === ">") return at + 1;
    if (html[at] === "=" && (html[at + 1] === '"' || html[at + 1] === "'")) {
      const end = html.indexOf(html[at + 1], at + 2);
      if (end < 0) return html.length;
      at = end;
    }
  }
  return html.length;
}

function elementEnd(html, at, name) {
  for (;;) {
    at = html.indexOf("</", at);
    if (at < 0) return html.length;
    at += 2;
    if (html.slice(at, at + name.length).toLowerCase() === name) return tagEnd(html, at);
  }
}

// ---- comparing

const isProse = (name) => name === "body" || name.startsWith("## ");

function compareProse(r, path, p) {
  const names = sorted(r.fields.keys()).filter((n) => isProse(n) && typeof r.fields.get(n) === "string");
  const whole = names.map((n) => r.fields.get(n) + "\n\n").join("");
  if (utf8(whole).length > proseLimit || whole.split("\n").length > proseLines + 1) return;
  const notes = notesOf(whole);
  for (const name of names) {
    if (name !== "body" && !p.odd) comparePiece(r, path, p, { at: 0 }, name, name.slice(3).replace(/#[0-9]+$/, ""));
    const at = { at: 0 };
    for (const piece of piecesOf(r.fields.get(name), notes)) comparePiece(r, path, p, at, name, piece);
  }
}

// comparePiece looks for a piece of a text on a page, at first behind the one before it.
function comparePiece(r, path, p, at, name, piece) {
  const squeezed = squeeze(piece);
  if (squeezed === "" || r.rescans === manyRescans || r.out.length >= manyDifferences) return;
  let found = indexIn(p.words, squeezed, at.at);
  if (found < 0) {
    r.rescans++;
    found = indexIn(p.words, squeezed, 0);
    if (found < 0) return r.differ(path, clip(name + " of " + r.place + ": " + trimmed(piece)), "a page that does not say so");
  }
  at.at = found + squeezed.length;
}

// indexIn is indexOf, which can take long with a long text.
function indexIn(words, text, from) {
  const head = text.slice(0, 200);
  let at = words.indexOf(head, from);
  while (at >= 0 && !words.startsWith(text, at)) at = words.indexOf(head, at + 1);
  return at;
}

// compareText looks for the items of a text of at least three words, each of which may stand at another place.
function compareText(r, path, p, name, text) {
  const at = { at: 0 };
  for (const item of typeof text === "string" ? itemsOf(normal(text)) : []) {
    if (item.split(/[\s\u0085]+/).length >= 3) comparePiece(r, path, p, at, name, item);
  }
}

// leadOf are the first three sentences of the first paragraph of a text.
function leadOf(body) {
  for (let para of normal(body).split("\n\n")) {
    para = trimmed(para.replace(/[\s\u0085]+/g, " "));
    if (para === "" || /^[#>|*`-]/.test(para)) continue;
    for (const m of [...para.matchAll(/[.!?](?= |$)/g)].slice(2, 3)) return para.slice(0, m.index + 1);
    return para;
  }
  return "";
}

// ---- Markdown

const labelLimit = 1001;

// notesOf are the labels of the footnotes that a text refers to.
function notesOf(markdown) {
  if (/[`~]/.test(markdown)) return new Set();
  return new Set([...markdown.matchAll(/\[\^([^\[\]\n]+)\](:?)/g)].filter((m) => m[2] === "").map((m) => m[1]));
}

function piecesOf(markdown, notes) {
  const c = { notes, out: [], ended: false };
  for (const block of withoutComments(markdown.replace(/\r\n?/g, "\n")).split(/\n[ \t>]*\n/)) cutBlock(c, block);
  return c.out.join("").split(/[\0\n]/).filter((piece) => piece !== "");
}

function withoutComments(s) {
  let out = "", from = 0;
  for (let at = s.indexOf("<!--"); at >= 0; at = s.indexOf("<!--", from)) {
    const end = s.indexOf("-->", at + 4);
    if (end < 0) break;
    out += s.slice(from, at) + "\0";
    from = end + 3;
  }
  return out + s.slice(from);
}

const takeOff = (pattern, s, at) => {
  pattern.lastIndex = at;
  const m = pattern.exec(s);
  return m === null ? "" : m[0];
};
const delimiterRow = /[ \t>]*[|:-][-|: \t]*(\n|$)/y, container = /[ \t>]|[-*+:]([ \t]|\n|$)|[0-9]{1,9}[.)]([ \t]|\n|$)/y;
const inlineMark = /\[\^[^\[\]\n]+\]:?|\[![A-Za-z]{1,20}\]|\[[ xX]\]|<[A-Za-z/!?][^<>]*>|&#?[A-Za-z0-9]{1,40};/y;
const plainRun = /[^][^\n\\|[\]!<&]*/y;

// cutBlock takes the lines of a paragraph, or of what looks like one.
function cutBlock(c, s) {
  let at = 0, columns = 0, cell = 0, start = true;
  const skip = (to) => { c.out.push("\0"); at = to; };
  while (at < s.length && !c.ended) {
    if (start) {
      const line = takeOff(delimiterRow, s, at);
      if (line.includes("-")) {
        columns = line.replace(/^[| \t\n>]+|[| \t\n>]+$/g, "").split("|").length;
        at += line.length;
        continue;
      }
      at = lineStart(c, s, at);
      start = false;
      cell = 0;
      continue;
    }
    const mark = takeOff(inlineMark, s, at);
    if (s[at] === "\n") {
      c.out.push("\n");
      at++;
      start = true;
    } else if (s[at] === "\\" && at + 1 < s.length) {
      c.out.push(s.slice(at, at + 2));
      start = s[at + 1] === "\n";
      at += 2;
    } else if (s[at] === "|") {
      cell++;
      skip(columns > 0 && cell >= columns ? lineEnd(s, at) : at + 1);
    } else if (mark !== "") skip(bracketEnd(s, at + mark.length));
    else if (s.startsWith("![", at)) skip(pictureEnd(s, at));
    else if (s.startsWith("](", at)) skip(destinationEnd(s, at + 2));
    else if (s.startsWith("][", at)) skip(bracketEnd(s, labelEnd(s, at + 1)));
    else {
      const run = takeOff(plainRun, s, at);
      c.out.push(run);
      at += run.length;
    }
  }
  c.out.push("\n");
}

// lineStart is where the words of a line begin; the end of the paragraph when they say what links lead to.
function lineStart(c, s, at) {
  for (let found = takeOff(container, s, at); found !== ""; found = takeOff(container, s, at)) {
    at += found.length;
    if (found.endsWith("\n")) return at - 1;
  }
  if (s.startsWith("```", at) || s.startsWith("~~~", at)) return lineEnd(s, at);
  if (s[at] === "|") return at + 1;
  if (s[at] === "[" && s[labelEnd(s, at)] === ":") {
    const note = takeOff(/\[\^[^\[\] \t\n]+\]:/y, s, at);
    if (note === "") return s.length;
    c.ended = !c.notes.has(note.slice(2, -2));
  }
  return at;
}

function lineEnd(s, at) {
  const end = s.indexOf("\n", at);
  return end < 0 ? s.length : end;
}

// labelEnd is where a label in brackets has ended; the end of the text when it does not.
function labelEnd(s, at) {
  for (let i = at + 1; i < s.length && i < at + labelLimit; i++) {
    if (s[i] === "\\") i++;
    else if (s[i] === "]") return i + 1;
  }
  return s.length;
}

// bracketEnd keeps a closing bracket that may close the words of a link.
const bracketEnd = (s, at) => (s[at - 1] === "]" && (s[at] === "(" || s[at] === "[") ? at - 1 : at);

function pictureEnd(s, at) {
  for (let i = at + 1, depth = 0; i < s.length; i++) {
    if (s[i] === "\\") i++;
    else if (s[i] === "[") depth++;
    else if (s[i] === "]" && --depth === 0) return bracketEnd(s, i + 1);
  }
  return s.length;
}

// destinationEnd is where an address and its title have ended; the end of the text when they do not.
function destinationEnd(s, at) {
  const blanks = (i) => i + takeOff(/[ \t\n]*/y, s, i).length;
  at = blanks(at);
  if (s[at] === "<") {
    const inside = takeOff(/<[^>\n\\]*>/y, s, at);
    if (inside === "") return s.length;
    at += inside.length;
  } else {
    for (let depth = 0; at < s.length && s[at] > " " && (s[at] !== ")" || --depth >= 0); at++) {
      if (s[at] === "\\") at++;
      else if (s[at] === "(") depth++;
    }
  }
  let end = blanks(at);
  if (end > at) end += takeOff(/"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|\((?:[^)\\]|\\[^])*\)/y, s, end).length;
  end = blanks(end);
  return s[end] === ")" ? end + 1 : s.length;
}

"use strict";
// The list of a cohort's learners, searched and filtered in the page. Without this script the facets are
// links to pages of their own. It reads data/learners.js, a script because a page from the disk may read
// no data, when it is first needed. What is asked for stands in the address after #, so that it can be
// sent and comes back with the back button.
(function () {
  const box = document.querySelector(".browse"), section = box && box.closest("section");
  if (!box || !section) return;
  const by = (id) => document.getElementById(id);
  const input = by("find"), clear = by("clear"), status = by("found");
  const still = [...section.querySelectorAll("table, table + .xs, .pager")]; // shown while nothing is asked for
  const perStep = 25;
  const chosen = new Map(); // facet -> set of values
  let learners = null, loading = null, shown = perStep, table = null, more = null;

  const element = (name, text, className) => {
    const e = document.createElement(name);
    if (text) e.textContent = text;
    if (className) e.className = className;
    return e;
  };

  // load brings the data once; whoever asks meanwhile waits for the same.
  function load() {
    if (!loading) {
      loading = new Promise((done, failed) => {
        const script = element("script");
        script.src = box.dataset.learners;
        script.onload = () => done();
        script.onerror = () => failed(new Error("not there"));
        document.head.append(script);
      }).then(() => {
        learners = window.gatefoldCohort;
        for (const l of learners) l.all = [l.n, l.r, l.h, l.p, l.a, l.w, l.x].filter(Boolean).join(" ").toLowerCase();
      });
    }
    return loading;
  }

  const words = () => input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const asked = () => words().length > 0 || chosen.size > 0;

  function matches(l, wanted) {
    for (const w of wanted) if (!l.all.includes(w)) return false;
    for (const [facet, values] of chosen) {
      if (!(l.v[facet] || []).some((v) => values.has(v))) return false;
    }
    return true;
  }

  function cell(className, text, small, label) {
    const td = element("td", text, className);
    if (label && text) td.dataset.l = label;
    if (small) td.append(element("small", small));
    return td;
  }

  function row(l) {
    const tr = element("tr"), th = element("th", "", "who"), a = element("a", l.n);
    a.href = box.dataset.root + "learners/" + l.s + "/index.html";
    th.scope = "row";
    th.append(a);
    if (l.r) th.append(element("small", l.r));
    tr.append(th, cell("", l.h, l.p), cell("h", l.a, l.w, "Available"), cell("h", l.f, l.g, "Last update"), cell("seen", l.o));
    return tr;
  }

  // show draws what is found in place of the list, or the list again.
  function show() {
    clear.hidden = !asked();
    if (table) table.remove();
    if (more) more.remove();
    table = more = null;
    for (const e of still) e.hidden = asked();
    if (!asked()) {
      status.textContent = "";
      return;
    }
    const wanted = words(), hits = learners.filter((l) => matches(l, wanted));
    table = still.find((e) => e.tagName === "TABLE").cloneNode(true);
    table.hidden = hits.length === 0;
    table.tBodies[0].replaceChildren(...hits.slice(0, shown).map(row));
    section.querySelector(".body").append(table);
    if (hits.length > shown) {
      more = element("button", "Show more", "more-found");
      more.type = "button";
      more.addEventListener("click", () => {
        const from = shown;
        shown += perStep;
        show();
        table.tBodies[0].rows[from].querySelector("a").focus();
      });
      table.after(more);
    }
    status.textContent = say(hits.length);
  }

  function say(n) {
    if (n === 0) return "Nobody here matches all of it. Take something away.";
    const all = learners.length.toLocaleString("en");
    return n.toLocaleString("en") + (n === 1 ? " learner of " : " learners of ") + all + (n > shown ? ", the first " + shown + " below" : "") + ", by last update.";
  }

  async function update(remember) {
    for (const b of box.querySelectorAll("button[data-value]")) {
      const values = chosen.get(b.closest(".facet").dataset.facet);
      b.setAttribute("aria-pressed", String(values !== undefined && values.has(b.dataset.value)));
    }
    if (remember) history.replaceState(null, "", hash() || location.pathname + location.search);
    if (asked()) {
      try {
        await load();
      } catch {
        status.textContent = "The list of learners could not be read; the pages below have everybody.";
        return;
      }
    }
    show();
  }

  function hash() {
    const p = new URLSearchParams();
    if (input.value.trim() !== "") p.set("q", input.value.trim());
    for (const [facet, values] of chosen) for (const v of values) p.append(facet, v);
    return p.size > 0 ? "#" + p : "";
  }

  // restore takes over what the address asks for; an address that names a place on the page asks nothing.
  function restore() {
    const p = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
    input.value = (p.get("q") || "").slice(0, 100);
    chosen.clear();
    for (const facet of box.querySelectorAll(".facet")) {
      const values = p.getAll(facet.dataset.facet);
      if (values.length > 0) chosen.set(facet.dataset.facet, new Set(values));
      const fold = facet.closest("details");
      if (values.length > 0 && fold) fold.open = true;
    }
    shown = perStep;
    update(false);
  }

  function toggle(facet, value) {
    const values = chosen.get(facet) || new Set();
    if (!values.delete(value)) values.add(value);
    if (values.size > 0) chosen.set(facet, values);
    else chosen.delete(facet);
    shown = perStep;
    update(true);
  }

  // On a phone all facets are folded away, so that people come before filters.
  const fold = box.querySelector("details"), open = box.querySelector(":scope > .facet");
  if (fold && open && matchMedia("(max-width: 45.99rem)").matches) {
    fold.querySelector("summary").textContent = "Filter by " + open.querySelector("b").textContent.toLowerCase() + ", " + fold.querySelector("summary").textContent.replace(/^Also by /, "");
    fold.querySelector("summary").after(open);
  }
  for (const a of box.querySelectorAll("a[data-value]")) {
    const b = element("button");
    b.type = "button";
    b.dataset.value = a.dataset.value;
    b.append(...a.childNodes);
    b.addEventListener("click", () => toggle(b.closest(".facet").dataset.facet, b.dataset.value));
    a.replaceWith(b);
  }
  input.closest(".find").hidden = false;
  input.addEventListener("focus", () => load().catch(() => {}));
  input.addEventListener("input", () => {
    shown = perStep;
    update(true);
  });
  clear.addEventListener("click", () => {
    input.value = "";
    chosen.clear();
    update(true);
    input.focus();
  });
  window.addEventListener("hashchange", restore);
  restore();
})();

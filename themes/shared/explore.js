// Explore: beside a drawn figure, a live one of the same numbers. A classic script without eval,
// modules or markup of its own: it works from file:// and under script-src 'self'; style-src 'self'.
//
// It decorates <figure data-explore="ID" data-echarts="URL" data-options="URL">. The first address
// is the ECharts build in vendor/, the second a script that sets
//   window.gatefoldCharts = { ID: { kind, title, unit, option } }
// (Go: chart.Script). Both are loaded when a reader asks for them. Colours in an option are
// "var(--name)" or "tint(--over,--under,percent)" and are resolved here.
(function () {
  "use strict";

  var scripts = {}; // by address: a promise of what the script set
  var open = []; // live views, to close before printing and to draw anew when colours change

  function load(src) {
    var url = new URL(src, document.baseURI).href;
    if (!scripts[url]) {
      scripts[url] = new Promise(function (resolve, reject) {
        var s = document.createElement("script");
        s.src = url;
        s.onload = function () { resolve(window.gatefoldCharts); }; // runs right after the script itself
        s.onerror = function () { delete scripts[url]; s.remove(); reject(new Error(src)); };
        document.head.appendChild(s);
      });
    }
    return scripts[url];
  }

  function element(name, className, text) {
    var e = document.createElement(name);
    if (className) e.className = className;
    if (text) e.textContent = text;
    return e;
  }

  // Colours and fonts of the theme, as they are now.
  function resolver(figure) {
    var probe = element("span", "vh");
    figure.appendChild(probe);
    function colour(value) {
      probe.style.color = value;
      return getComputedStyle(probe).color;
    }
    function rgb(name) { return (colour("var(" + name + ")").match(/[\d.]+/g) || []).slice(0, 3).map(Number); }
    function text(key, value) {
      var tint = /^tint\((--[\w-]+),(--[\w-]+),(\d+)\)$/.exec(value);
      if (tint) {
        var over = rgb(tint[1]), under = rgb(tint[2]), share = tint[3] / 100;
        return "rgb(" + over.map(function (v, i) { return Math.round(v * share + under[i] * (1 - share)); }).join(",") + ")";
      }
      if (!/^var\(--[\w-]+\)$/.test(value)) return value;
      if (key !== "fontFamily") return colour(value);
      probe.style.fontFamily = value;
      return getComputedStyle(probe).fontFamily;
    }
    function walk(key, value) {
      if (typeof value === "string") return text(key, value);
      if (Array.isArray(value)) return value.map(function (v) { return walk(key, v); });
      if (value && typeof value === "object") {
        return Object.keys(value).reduce(function (o, k) { o[k] = walk(k, value[k]); return o; }, {});
      }
      return value;
    }
    return { walk: walk, colour: colour, done: function () { probe.remove(); } };
  }

  // Words for a point: the same in the tooltip and for those who listen.
  function day(ms) {
    return new Date(ms).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  }
  function number(v, unit) {
    return typeof v !== "number" ? String(v) : v.toLocaleString("en-US", { maximumFractionDigits: 2 }) + (unit ? "\u00a0" + unit : "");
  }
  function lines(entry, p) {
    var v = p.value, option = entry.option;
    if (!Array.isArray(v)) return [[p.seriesName, v === "-" ? "not recorded" : number(v, entry.unit)]];
    if (entry.kind === "sla") return [[p.name + ", " + p.seriesName, number(v[0], entry.unit)]];
    if (typeof v[2] === "string") return [[p.seriesName === "events" ? day(v[0]) : p.name, v[2].replace(/^\d+\s\w+: /, "")]];
    switch (entry.kind) {
      case "heat": return [["Probability " + (v[1] + 1) + ", impact " + (v[0] + 1), "product " + v[3]], ["", p.name.trim().replace(/\n/g, ", ") || "no risks"]];
      case "rag": return [[option.yAxis[0].data[v[1]], ["", "green", "amber", "red", "complete"][v[2]]], ["", option.xAxis[0].data[v[0]]]];
      case "schedule":
      case "calendar": return [[p.name, day(v[0])]];
    }
    return [[p.seriesName, number(v[1], entry.unit)]];
  }
  function heading(entry, p) {
    var v = p.value;
    if (entry.kind === "costs") return p.name;
    return Array.isArray(v) && /^(burndown|burnup|value|indices)$/.test(entry.kind) ? day(v[0]) : "";
  }
  function describe(entry, points) {
    var list = element("dl", "explore-tip"), seen = {};
    var first = points.filter(function (p) { return p.seriesName !== "events"; })[0];
    var head = first ? heading(entry, first) : "";
    if (head) list.appendChild(element("dt", "explore-head", head));
    points.forEach(function (p) {
      lines(entry, p).forEach(function (l) {
        if (seen[l.join()]) return;
        seen[l.join()] = true;
        list.appendChild(element("dt", "", l[0]));
        list.appendChild(element("dd", "", l[1]));
      });
    });
    return list;
  }

  function prepare(entry, figure) {
    var r = resolver(figure), option = r.walk("", entry.option);
    var t = option.tooltip || (option.tooltip = {});
    t.confine = true;
    t.transitionDuration = 0;
    t.backgroundColor = r.colour("var(--paper)");
    t.borderColor = r.colour("var(--line-2)");
    t.textStyle = { color: r.colour("var(--ink)") };
    t.formatter = function (p) { return describe(entry, Array.isArray(p) ? p : [p]); };
    (option.dataZoom || []).forEach(function (z) {
      if (z.type !== "slider") return;
      z.height = 20; z.bottom = 8; z.brushSelect = false; z.showDetail = false;
      z.borderColor = r.colour("var(--line)");
      z.fillerColor = "transparent";
      z.handleStyle = z.moveHandleStyle = { color: r.colour("var(--ink-3)"), borderColor: r.colour("var(--ink-3)") };
      z.dataBackground = z.selectedDataBackground = { lineStyle: { color: r.colour("var(--line-2)") }, areaStyle: { color: r.colour("var(--wash)") } };
    });
    r.done();
    return option;
  }

  function heightOf(entry) {
    var y = entry.option.yAxis && entry.option.yAxis[0];
    var rows = y && y.data ? y.data.length : 0;
    return rows && entry.kind !== "heat" ? Math.max(200, rows * 26 + 110) : 380;
  }

  function View(figure, entry) {
    this.figure = figure;
    this.entry = entry;
    this.series = 0;
    this.index = -1;
    this.host = element("div", "explore-host");
    this.host.tabIndex = 0;
    this.host.style.height = heightOf(entry) + "px";
    var drawing = figure.querySelector("svg.plot");
    drawing.parentNode.insertBefore(this.host, drawing);
    drawing.style.display = "none";
    this.drawing = drawing;
    this.draw();
    var self = this;
    this.host.addEventListener("keydown", function (e) { self.key(e); });
    if (window.ResizeObserver) {
      this.observer = new ResizeObserver(function () { if (self.chart) self.chart.resize(); });
      this.observer.observe(this.host);
    }
    open.push(this);
  }
  View.prototype.draw = function () {
    if (this.chart) this.chart.dispose();
    this.chart = window.echarts.init(this.host, null, { renderer: "canvas", locale: "EN" });
    this.chart.setOption(prepare(this.entry, this.figure));
  };
  // Arrow keys walk through the points; what they meet is said in the live region.
  View.prototype.key = function (e) {
    var list = this.entry.option.series, step = { ArrowRight: 1, ArrowLeft: -1 }[e.key], turn = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (e.key === "Escape") this.toggle();
    if (!step && !turn || !list.length) return;
    e.preventDefault();
    if (turn) this.series = (this.series + turn + list.length) % list.length;
    var data = list[this.series].data;
    this.index = Math.min(Math.max(this.index + (step || 0), 0), data.length - 1);
    while (step && data[this.index].value === "-" && data[this.index + step] && this.entry.kind !== "costs") this.index += step;
    this.chart.dispatchAction({ type: "showTip", seriesIndex: this.series, dataIndex: this.index });
    var d = data[this.index], p = { seriesName: list[this.series].name, name: d.name || "", value: d.value };
    if (this.entry.kind === "costs") p.name = this.entry.option.yAxis[0].data[this.index];
    this.status.textContent = Array.prototype.map.call(describe(this.entry, [p]).children, function (c) { return c.textContent; }).filter(Boolean).join(", ");
  };
  View.prototype.close = function () {
    if (this.observer) this.observer.disconnect();
    this.chart.dispose();
    this.chart = null;
    this.host.remove();
    this.drawing.style.display = "";
    open.splice(open.indexOf(this), 1);
  };

  function decorate(figure) {
    var drawing = figure.querySelector("svg.plot");
    if (!drawing || !figure.dataset.echarts || !figure.dataset.options || figure.querySelector(".explore")) return;
    var bar = element("p", "explore"), button = element("button", "", "Explore"), status = element("span", "vh");
    var view = null;
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    status.setAttribute("role", "status");
    status.setAttribute("aria-live", "polite");
    bar.appendChild(button);
    bar.appendChild(status);
    drawing.parentNode.insertBefore(bar, drawing.nextSibling);

    function shown(is, words) {
      button.textContent = is ? "Back to the drawing" : "Explore";
      button.setAttribute("aria-expanded", String(is));
      status.textContent = words;
    }
    function toggle() {
      if (view) {
        view.close();
        view = null;
        shown(false, "The drawing is back.");
        button.focus();
        return;
      }
      button.disabled = true;
      status.textContent = "Loading.";
      Promise.all([load(figure.dataset.echarts), load(figure.dataset.options)]).then(function (loaded) {
        var entry = loaded[1] && loaded[1][figure.dataset.explore];
        if (!entry || !window.echarts) throw new Error("no options");
        view = new View(figure, entry);
        view.toggle = toggle;
        view.status = status;
        shown(true, "Live chart shown. Arrow keys walk through its points, Escape goes back to the drawing.");
        button.disabled = false;
        view.host.focus({ preventScroll: true });
      }).catch(function () {
        button.disabled = false;
        shown(false, "The live chart could not be loaded. The drawing and its table hold the same numbers.");
      });
    }
    button.addEventListener("click", toggle);
  }

  function redraw() { open.forEach(function (v) { v.draw(); }); }

  function start() {
    Array.prototype.forEach.call(document.querySelectorAll("figure[data-explore]"), decorate);
    ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"].forEach(function (q) {
      var m = window.matchMedia(q);
      if (m.addEventListener) m.addEventListener("change", redraw);
    });
    window.addEventListener("beforeprint", function () { open.slice().forEach(function (v) { v.toggle(); }); });
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

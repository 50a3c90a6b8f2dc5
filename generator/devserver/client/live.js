// The page's side of `gatefold serve`. It is only in the preview, never in a built site.
// A classic script without requests of its own but one event stream; all text goes in as text.
(() => {
  'use strict';
  const me = document.currentScript;
  let page = me.dataset.page, style = me.dataset.style;
  let stream = null, problems = [], rest = {more: 0, kept: false};
  const place = 'gatefold:place', hidden = 'gatefold:hidden';

  // --- what is remembered across a reload, for this tab only
  const recall = key => { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } };
  const keep = (key, value) => { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* no storage: the page begins at its top */ } };

  function reload() {
    const open = [...document.querySelectorAll('details')].map(d => d.open);
    keep(place, {path: location.pathname, x: scrollX, y: scrollY, open});
    quiet();
    location.reload();
  }

  function restore() {
    const was = recall(place);
    try { sessionStorage.removeItem(place); } catch { return; }
    if (!was || was.path !== location.pathname) return;
    const all = document.querySelectorAll('details');
    if (all.length === was.open.length) all.forEach((d, i) => { d.open = was.open[i]; });
    const go = () => scrollTo({left: was.x, top: was.y, behavior: 'instant'});
    go();
    addEventListener('load', go, {once: true}); // pictures may have made the page longer
  }

  // --- the event stream. A browser has six connections for one host, so a hidden page gives its own back,
  // and of those in sight four listen at a time (by Web Locks). The others are told by these that something
  // was built, and ask once what that means for them.
  const slots = 4, news = typeof BroadcastChannel === 'function' ? new BroadcastChannel('gatefold') : null;
  let leave = null; // gives the slot back

  function connect(once) {
    const q = new URLSearchParams({url: location.pathname, page, style});
    if (once) q.set('once', '1');
    stream?.close();
    stream = new EventSource('/__gatefold/events?' + q);
    stream.addEventListener('reload', reload);
    stream.addEventListener('css', e => swap(JSON.parse(e.data)));
    stream.addEventListener('problems', e => {
      rest = JSON.parse(e.data);
      problems = rest.problems;
      show();
    });
    stream.addEventListener('built', () => news?.postMessage('built'));
    stream.addEventListener('done', () => { stream.close(); stream = null; });
  }

  function listen() {
    if (leave || document.hidden) return;
    if (!navigator.locks) { leave = () => {}; connect(); return; } // not on a plain address of the network
    const gone = new AbortController();
    let release;
    const held = new Promise(done => { release = done; });
    leave = () => { gone.abort(); release(); };
    const hold = () => { if (gone.signal.aborted) return; connect(); return held; };
    const claim = slot => {
      const name = 'gatefold-' + slot;
      if (gone.signal.aborted) return;
      if (slot === slots) { // all taken: ask once, and wait for any one of them
        connect(true);
        navigator.locks.request('gatefold-' + Math.floor(Math.random() * slots), {signal: gone.signal}, hold).catch(() => {});
        return;
      }
      navigator.locks.request(name, {ifAvailable: true}, lock => lock ? hold() : claim(slot + 1)).catch(() => {});
    };
    claim(0);
  }

  function quiet() {
    leave?.();
    leave = null;
    stream?.close();
    stream = null;
  }
  news?.addEventListener('message', () => { if (leave && !stream) connect(true); });
  document.addEventListener('visibilitychange', () => document.hidden ? quiet() : listen());
  addEventListener('pagehide', quiet);
  addEventListener('pageshow', listen);

  function swap({path, version}) {
    style = version;
    for (const old of document.querySelectorAll('link[rel="stylesheet"]')) {
      const url = new URL(old.href);
      if (url.origin !== location.origin || url.pathname !== path || old.dataset.leaving) continue;
      const link = old.cloneNode();
      url.search = '?' + version;
      link.href = url.href;
      old.dataset.leaving = 'yes';
      link.addEventListener('load', () => old.remove());
      link.addEventListener('error', () => { link.remove(); delete old.dataset.leaving; });
      old.after(link);
    }
  }

  // --- the panel
  const el = (name, className, ...children) => {
    const e = document.createElement(name);
    if (className) e.className = className;
    e.append(...children.filter(c => c !== '' && c != null));
    return e;
  };
  const count = (n, word) => n + ' ' + word + (n === 1 ? '' : 's');
  const host = document.createElement('gatefold-problems');
  let panel, pill, list, title, note;

  function make() {
    const root = host.attachShadow({mode: 'open'});
    const css = el('link');
    css.rel = 'stylesheet';
    css.href = '/__gatefold/live.css';
    title = el('h2', '');
    title.id = 'title';
    note = el('p', 'note');
    list = el('ol', '');
    const close = el('button', 'close', 'Hide');
    close.type = 'button';
    close.title = 'Hide (Escape)';
    close.addEventListener('click', () => hide(true));
    panel = el('aside', 'panel', el('header', '', title, close), note, list);
    panel.setAttribute('aria-labelledby', 'title');
    panel.tabIndex = -1;
    panel.hidden = true;
    pill = el('button', 'pill');
    pill.type = 'button';
    pill.hidden = true;
    pill.addEventListener('click', () => { keep(hidden, []); show(); panel.focus(); });
    const status = el('div', 'status', panel, pill);
    status.setAttribute('role', 'status');
    root.append(css, status);
    document.body.append(host);
    addEventListener('keydown', e => { if (e.key === 'Escape' && !panel.hidden && !e.defaultPrevented) hide(root.activeElement != null); });
  }

  // name stays the same when lines above are added, so that a hidden problem stays hidden.
  const name = p => [p.severity, p.place.split(', ')[0], p.message].join('\n');

  // summary is "1 error, 2 warnings".
  function summary() {
    const words = ['error', 'warning', 'hint'].map(s => [problems.filter(p => p.severity === s).length, s]);
    return words.filter(([n]) => n > 0).map(([n, s]) => count(n, s)).join(', ') + (rest.more ? ' and ' + rest.more + ' more' : '');
  }

  // show opens the panel for what was not hidden before. Hints alone open it only by the button, which
  // leaves an empty list.
  function show() {
    if (document.body.dataset.problems === 'shown') return; // a page that lists them itself
    if (!panel) make();
    const seen = recall(hidden);
    const open = problems.some(p => seen?.length === 0 || p.severity !== 'hint' && !seen?.includes(name(p)));
    title.textContent = summary();
    note.textContent = rest.kept ? 'The page below is the last one that could be built. This goes away by itself when the lines are mended.' : 'Everything else is built. This goes away by itself when the lines are mended.';
    list.replaceChildren(...problems.map(item));
    if (rest.more) list.append(el('li', 'more', 'And ' + rest.more + ' more; the terminal lists them.'));
    panel.hidden = problems.length === 0 || !open;
    pill.hidden = problems.length === 0 || open;
    pill.textContent = summary();
    panel.dataset.worst = problems[0]?.severity ?? '';
    pill.className = 'pill ' + (problems[0]?.severity ?? '');
    if (problems.length === 0) keep(hidden, null);
  }

  function hide(focus) {
    keep(hidden, problems.map(name));
    show();
    if (focus) pill.focus();
  }

  function item(p) {
    const li = el('li', '',
      el('p', 'place', el('b', p.severity, p.severity), ' ' + p.place),
      el('p', 'message', p.message));
    if (p.frame?.table) li.append(table(p.frame.table));
    if (p.frame?.lines) li.append(lines(p.frame.lines));
    if (p.hint) li.append(el('p', 'hint', p.hint));
    return li;
  }

  function lines(all) {
    const pre = el('pre', '');
    pre.tabIndex = 0;
    for (const l of all) {
      const text = el('span', 'text', l.before, l.marked ? el('mark', '', l.marked) : '', l.after);
      if (l.here && l.before && !l.marked) text.insertBefore(el('mark', 'point', '\u00a0'), text.childNodes[1] ?? null);
      pre.append(el('span', l.here ? 'line here' : 'line', el('span', 'number', String(l.number)), text), '\n');
    }
    return pre;
  }

  function table({columns, row, head}) {
    const cells = (tag, number, text, marked) => el('tr', '', el(number ? 'th' : 'td', 'number', number), ...columns.map(c => {
      const cell = el(tag, c.marked && marked ? 'marked' : '', text(c));
      if (c.marked && marked) cell.append(el('span', 'words', ' (this cell)'));
      return cell;
    }));
    const t = el('table', '', cells('th', '', c => c.letters, false), cells('th', head ? String(row) : '', c => c.header, head));
    if (!head) t.append(cells('td', String(row), c => c.cell, true));
    t.rows[0].className = 'letters';
    const box = el('div', 'wide', t);
    box.tabIndex = 0;
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', 'Row ' + row);
    return box;
  }

  restore();
  listen();
})();

// What all scripts of a page share: which page it is, what this tab remembers, and who is told what happens.
// A script registers with faden.on(...); it runs once for each page that is shown.
(() => {
  "use strict";
  const root = document.documentElement;
  const inits = [];
  const key = (name) => `faden.${root.dataset.prototype}.${name}`;

  globalThis.faden = {
    on(init) { inits.push(init); },
    start() { for (const init of inits) init(document.getElementById("main")); },
    page: () => root.dataset,
    read(name) {
      try { return JSON.parse(sessionStorage.getItem(key(name))); } catch { return null; }
    },
    write(name, value) {
      try { sessionStorage.setItem(key(name), JSON.stringify(value)); } catch { /* storage is off or full: nothing is kept */ }
    },
    forget(name) {
      try { sessionStorage.removeItem(key(name)); } catch { /* as above */ }
    },
    // Events for whoever listens on document: faden:view, hit, miss, change, error, sent. Never what was written.
    tell(kind, more = {}) {
      const { prototype, version, screen, row, state } = root.dataset;
      const detail = { prototype, version, screen, row: row || null, state: state || null, language: root.lang, ...more };
      document.dispatchEvent(new CustomEvent(`faden:${kind}`, { detail }));
    },
    go(href) { location.assign(new URL(href, location.href)); },
  };
})();

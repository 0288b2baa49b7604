// The click log of a test. It runs only after the tester has agreed (tester.js), stays in this tab,
// holds no text that was written, and leaves only as a file that the tester saves.
(() => {
  "use strict";
  const LIMIT = 5000; // events; more than any session, less than the storage holds
  const page = document.documentElement.dataset;
  const key = `faden.${page.prototype}.session`;

  function read() {
    try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; }
  }

  function write(session) {
    try { sessionStorage.setItem(key, JSON.stringify(session)); } catch { /* storage is full or off */ }
  }

  function add(kind, more = {}) {
    const session = read();
    if (session === null || session.events.length >= LIMIT) return;
    session.events.push({
      kind,
      at: Date.now() - session.begun,
      screen: page.screen,
      row: page.row || null,
      language: document.documentElement.lang,
      width: innerWidth,
      height: innerHeight,
      ...more,
    });
    write(session);
  }

  function begin() {
    const now = Date.now();
    write({
      format: "faden.session/1",
      prototype: page.prototype,
      version: page.version,
      day: new Date(now).toISOString().slice(0, 10),
      begun: now,
      events: [],
    });
    add("view");
  }

  // Where in the page, as shares of its size, so that windows of different size can be compared.
  function position(event) {
    const whole = document.documentElement;
    const share = (value, size) => Number((value / size).toFixed(4));
    return { x: share(event.pageX, whole.scrollWidth), y: share(event.pageY, whole.scrollHeight) };
  }

  function targetOf(element) {
    const hit = element.closest("[data-hit]");
    if (hit) return hit.dataset.hit;
    return element.closest("[data-field]")?.dataset.field ?? element.closest("input, select, textarea, label")?.id ?? null;
  }

  addEventListener("click", (event) => {
    if (event.target.closest("[data-tester]")) return;
    if (event.detail === 0 && event.target.matches("input")) return; // the click that a label passes on
    const operable = event.target.closest("a, button, input, select, textarea, label, option, summary");
    const target = operable ? targetOf(operable) : null;
    add(operable ? "hit" : "miss", { target, ...position(event) });
  }, true);
  addEventListener("change", (event) => {
    if (!event.target.closest("[data-tester]")) add("change", { target: targetOf(event.target) });
  }, true);
  document.addEventListener("faden:error", (event) => { add("error", event.detail && { target: event.detail.target, fault: event.detail.kind }); });

  globalThis.fadenLog = { begin, read, end: () => { try { sessionStorage.removeItem(key); } catch { /* off */ } } };
  add("view");
})();

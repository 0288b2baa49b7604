// The click log of a test: it listens to the events of the page. It runs only after the tester has agreed
// (tester.js), stays in this tab, holds no text that was written, and leaves only as a file that the tester saves.
(() => {
  "use strict";
  const { faden } = globalThis;
  const LIMIT = 5000; // events; more than any session, less than the storage holds

  const read = () => faden.read("session");

  function add(kind, detail) {
    const session = read();
    if (session === null || session.events.length >= LIMIT) return;
    const { screen, row, state, language, component, rule, x, y } = detail;
    const event = { kind, at: Date.now() - session.begun, screen, row, language, width: innerWidth, height: innerHeight };
    if (state) event.state = state;
    if (component !== undefined) event.target = component;
    if (rule !== undefined) event.fault = rule;
    if (x !== undefined) Object.assign(event, { x, y });
    session.events.push(event);
    faden.write("session", session);
  }

  function begin() {
    const now = Date.now();
    const { prototype, version } = faden.page();
    faden.write("session", {
      format: "faden.session/1",
      prototype,
      version,
      day: new Date(now).toISOString().slice(0, 10),
      begun: now,
      events: [],
    });
    faden.tell("view");
  }

  for (const kind of ["view", "hit", "miss", "change", "error"]) {
    document.addEventListener(`faden:${kind}`, (event) => { add(kind, event.detail); });
  }

  globalThis.fadenLog = { begin, read, end: () => { faden.forget("session"); } };
})();

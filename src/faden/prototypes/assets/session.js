// A usability test in the prototype itself: consent, tasks one after the other, a question after each,
// two at the end, one file that the tester saves. Everything stays in this tab (sessionStorage) until
// then; nothing is sent, and no word that the tester writes is kept. It listens to the page's events only.
(() => {
  "use strict";
  const { faden } = globalThis;
  const KEY = "test";
  const ONE_FILE = document.querySelector("template[data-page]") !== null; // asked now: they are taken out later
  const LIMIT = 5000; // events; the import refuses more
  const LETTERS = "23456789bcdfghjkmnpqrstvwxz";
  const SCALE = [1, 2, 3, 4, 5, 6, 7];
  let data = null; // tasks and words in the language of the page, see test.js
  let say = null;
  let alarm = null;
  let shownOnce = false;

  // --- What is kept: in this tab, surviving reload and other pages ---
  let state = faden.read(KEY);
  const keep = () => { faden.write(KEY, state); };

  // Forgets what was filled in and seen before; with "all", the test too.
  function forget(all) {
    const own = `faden.${faden.page().prototype}.`;
    try {
      for (const name of Object.keys(sessionStorage)) {
        if (name.startsWith(own) && (all || name !== own + KEY)) sessionStorage.removeItem(name);
      }
    } catch { /* storage is off: there is nothing to forget */ }
  }

  const now = () => {
    const last = state.session.events.at(-1)?.at ?? 0;
    return Math.max(last, Math.round(Date.now() - state.began)); // a clock put back does not turn the order
  };
  const share = (value) => Number(Math.min(1, Math.max(0, Number(value) || 0)).toFixed(4));

  // --- Building with elements and text only ---
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) {
      if (attribute === "onclick") element.addEventListener("click", value);
      else if (value === true) element.setAttribute(attribute, "");
      else if (value !== false && value !== null) element.setAttribute(attribute, value);
    }
    element.append(...children);
    return element;
  }

  const paragraph = (text) => make("p", { class: "kern-body" }, text);
  const button = (text, onclick, style = "primary") => make(
    "button", { type: "button", class: `kern-btn kern-btn--${style}`, onclick }, make("span", { class: "kern-label" }, text));
  const buttons = (...all) => make("div", { class: "ft-buttons" }, ...all);

  function tick(id, text) {
    return make("div", { class: "kern-form-check" },
      make("input", { class: "kern-form-check__checkbox", type: "checkbox", id }),
      make("label", { class: "kern-label", for: id }, text));
  }

  function choice(id, text, options, chosen) {
    const list = make("select", { class: "kern-form-input__select", id });
    for (const option of options) {
      list.append(make("option", { value: option.value, lang: option.lang ?? null, dir: option.dir ?? null, selected: option.value === chosen }, option.text));
    }
    return make("div", { class: "kern-form-input" }, make("label", { class: "kern-label", for: id }, text),
      make("div", { class: "kern-form-input__select-wrapper" }, list));
  }

  function scale(name, text, low, high) {
    const row = make("div", { class: "ft-scale" });
    for (const n of SCALE) {
      const id = `${name}-${n}`;
      const end = n === 1 ? `: ${low}` : n === SCALE.length ? `: ${high}` : "";
      row.append(make("span", { class: "ft-point" },
        make("input", { type: "radio", name, id, value: String(n), "aria-label": `${n}${end}` }),
        make("label", { for: id, "aria-hidden": "true" }, String(n))));
    }
    return make("fieldset", { class: "kern-fieldset ft-question" }, make("legend", { class: "kern-label" }, text), row,
      make("p", { class: "ft-ends kern-body kern-body--small", "aria-hidden": "true" }, make("span", {}, `1: ${low}`), make("span", {}, `7: ${high}`)));
  }

  const picked = (name) => Number(document.querySelector(`input[name="${name}"]:checked`)?.value ?? 0) || null;

  let open = null;

  function close() {
    open?.close();
    open?.remove();
    open = null;
  }

  // A dialog of the browser: keeps the focus, hides what is behind it from screen readers too.
  function show(title, content, { dismiss = null } = {}) {
    close();
    const heading = make("h2", { class: "kern-heading-medium", id: "ft-title", tabindex: "-1" }, title);
    open = make("dialog", { class: "ft-dialog", "aria-labelledby": "ft-title", "data-tester": true }, heading, ...content);
    open.addEventListener("cancel", (event) => {
      event.preventDefault();
      dismiss?.();
    });
    document.body.append(open);
    open.showModal();
    heading.focus();
  }

  // --- Where one is ---
  const task = () => data.tasks.find((each) => each.id === state.tasks[state.at]);
  const counted = () => say.task.replace("{n}", String(state.at + 1)).replace("{of}", String(state.tasks.length));

  // Leads to a page; in a prototype of one file the part behind # names it.
  function lead(language, file, search = "") {
    if (ONE_FILE) faden.go(`#${language}/${file}`);
    else faden.go(`../${language}/${file}${search}`);
  }

  function asked() {
    const wanted = new URLSearchParams(location.search).get("test");
    return wanted === null ? null : data.tasks.map((each) => each.id).filter((id) => wanted === "" || wanted.split(".").includes(id));
  }

  // --- Steps ---
  function welcome() {
    shownOnce = true;
    const chosen = asked() ?? [];
    const tasks = chosen.length > 0 ? chosen : data.tasks.map((each) => each.id);
    const languages = data.languages.map((each) => ({ value: each.code, text: each.name, lang: each.code, dir: each.dir }));
    const groups = [{ value: "", text: say["group-none"] }, ...data.groups.map((each) => ({ value: each.id, text: each.name, lang: each.lang }))];
    const points = make("ul", { class: "ft-list" });
    for (const name of ["consent-what", "consent-not", "consent-stays", "consent-stop"]) points.append(make("li", {}, say[name]));
    const language = choice("ft-language", say.language, languages, data.language);
    language.querySelector("select").addEventListener("change", (event) => {
      again = true;
      lead(event.target.value, data.start, `?test=${tasks.join(".")}`);
    });
    show(say.title, [
      paragraph(say.intro.replace("{n}", String(tasks.length))), points, language,
      ...(data.groups.length > 0 ? [choice("ft-group", say.group, groups, "")] : []),
      tick("ft-beside", say.beside), tick("ft-notes", say["consent-notes"]),
      buttons(button(say.agree, () => { begin(tasks); }), button(say.refuse, close, "secondary")),
    ], { dismiss: close });
  }

  function begin(tasks) {
    const random = crypto.getRandomValues(new Uint32Array(8));
    const beside = document.getElementById("ft-beside").checked;
    const group = document.getElementById("ft-group")?.value;
    state = {
      step: "ready",
      at: 0,
      tasks,
      began: Date.now(),
      current: null,
      session: {
        format: "faden.session/1",
        id: `s-${[...random].map((n) => LETTERS[n % LETTERS.length]).join("")}`,
        prototype: data.prototype,
        version: data.version,
        month: new Date().toISOString().slice(0, 7),
        kind: beside ? "moderated" : "remote",
        ...(group ? { group } : {}),
        language: data.language,
        width: Math.min(10000, Math.max(200, Math.round(innerWidth / 10) * 10)),
        consent: { record: true, notes: beside && document.getElementById("ft-notes").checked, language: data.language },
        attempts: [],
        events: [],
        notes: [],
      },
    };
    to("ready");
  }

  function to(step) {
    state.step = step;
    keep();
    draw();
  }

  function draw() {
    close();
    bar();
    if (state === null) return;
    ({ ready, running, after, final, save })[state.step]();
  }

  function ready() {
    show(counted(), [
      make("p", { class: "kern-body ft-prompt" }, task().prompt), paragraph(say["task-how"]),
      buttons(button(say["task-begin"], () => {
        state.current = { task: task().id, begun: null };
        state.step = "running";
        keep();
        forget(false); // what was filled in for another task does not help with this one
        close();
        lead(data.language, task().href);
        // Where the page is already shown and does not load anew, nobody tells that it is there.
        setTimeout(() => { if (state?.current?.begun === null) { bar(); faden.tell("view"); } }, 600);
      }), button(say.stop, stop, "tertiary")),
    ]);
  }

  function running() {
    const left = state.began + (state.current.begun ?? now()) + task().limit * 1000 - Date.now();
    clearTimeout(alarm);
    alarm = setTimeout(() => { if (state?.step === "running") finish("time-up"); }, Math.max(0, left));
  }

  function finish(outcome) {
    clearTimeout(alarm);
    const ended = now();
    state.session.attempts.push({ task: state.current.task, begun: state.current.begun ?? ended, ended, outcome });
    state.current = null;
    to("after");
  }

  function after() {
    const outcome = state.session.attempts.at(-1).outcome;
    const onward = () => {
      const points = picked("ft-seq");
      if (points) state.session.attempts.at(-1).seq = points;
      state.at += 1;
      to(state.at < state.tasks.length ? "ready" : data.umux ? "final" : "save");
    };
    const question = data.seq ? [scale("ft-seq", say.seq, say["seq-low"], say["seq-high"])] : [];
    show(say[`after-${outcome}`], [...question, buttons(button(say.next, onward))]);
  }

  function final() {
    const onward = () => {
      const capabilities = picked("ft-capabilities");
      const ease = picked("ft-ease");
      if (capabilities && ease) state.session.umux = { capabilities, ease };
      to("save");
    };
    show(say["final-title"], [
      scale("ft-capabilities", say["umux-capabilities"], say["agree-low"], say["agree-high"]),
      scale("ft-ease", say["umux-ease"], say["agree-low"], say["agree-high"]),
      buttons(button(say.next, onward)),
    ]);
  }

  function save() {
    const told = make("p", { class: "kern-body", role: "status" });
    show(say["save-title"], [
      paragraph(say["save-text"]), told,
      buttons(button(say.save, () => { download(); told.textContent = say.saved; }),
        button(say.delete, () => { end(); }, "secondary")),
    ]);
  }

  function stop() {
    const back = state.step;
    const leave = () => {
      clearTimeout(alarm);
      if (state.current !== null) {
        const ended = now();
        state.session.attempts.push({ task: state.current.task, begun: state.current.begun ?? ended, ended, outcome: "gave-up" });
        state.current = null;
      }
      to("save");
    };
    show(say["stop-title"], [
      paragraph(say["stop-text"]),
      buttons(button(say["stop-back"], () => { to(back); }), button(say["stop-keep"], leave, "secondary"), button(say.delete, () => { end(); }, "secondary")),
    ], { dismiss: () => { to(back); } });
  }

  function end() {
    clearTimeout(alarm);
    state = null;
    forget(true);
    draw();
    document.getElementById("main")?.focus();
  }

  function download() {
    const { session } = state;
    const blob = new Blob([`${JSON.stringify(session, null, 1)}\n`], { type: "application/json" });
    const link = make("a", { href: URL.createObjectURL(blob), download: `${session.prototype}-${session.version}-${session.id}.json` });
    link.click();
    setTimeout(() => { URL.revokeObjectURL(link.href); }, 10000);
  }

  function write() {
    const at = now();
    const field = make("textarea", { class: "kern-form-input__input", id: "ft-note", rows: "4", maxlength: "2000", dir: "auto" });
    show(say["note-title"], [
      paragraph(say["note-text"]),
      make("div", { class: "kern-form-input" }, make("label", { class: "kern-label", for: "ft-note" }, say.note), field),
      buttons(button(say["note-keep"], () => {
        const text = field.value.trim();
        if (text !== "" && state.session.notes.length < 200) state.session.notes.push({ at, task: state.tasks[state.at], text });
        keep();
        close();
      }), button(say["note-drop"], close, "secondary")),
    ], { dismiss: close });
  }

  // --- The bar below the page while a task is done ---
  function bar() {
    document.querySelector(".ft-bar")?.remove();
    document.body.classList.toggle("ft-testing", state?.step === "running");
    if (state?.step !== "running") return;
    const words = make("details", { class: "ft-task", open: innerWidth > 700 }, make("summary", {}, counted()), make("p", { class: "kern-body" }, task().prompt));
    const all = [button(say["task-done"], () => { finish("done"); }), button(say["task-give-up"], () => { finish("gave-up"); }, "secondary")];
    if (state.session.consent.notes) all.push(button(say.note, write, "tertiary"));
    all.push(button(say.stop, stop, "tertiary"));
    document.body.append(make("section", { class: "ft-bar", "aria-label": say.title, "data-tester": true }, words, buttons(...all)));
  }

  // --- What is recorded: while a task is done, and nothing else ---
  function record(kind, detail) {
    if (state?.step !== "running" || state.session.events.length >= LIMIT) return;
    if (open?.matches("[open]")) return; // the test's own dialogs are no part of the prototype
    if (state.current.begun === null) {
      if (kind !== "view") return;
      state.current.begun = now();
      running();
    }
    const event = { kind, at: now(), screen: detail.screen, language: detail.language };
    if (detail.row) event.row = detail.row;
    if (detail.state) event.state = detail.state;
    if (kind !== "view" && kind !== "miss" && /^[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)*$/.test(detail.component ?? "")) event.component = detail.component;
    if (kind === "hit" || kind === "miss") Object.assign(event, { x: share(detail.x), y: share(detail.y) });
    if (kind === "error" && /^[a-z][a-z0-9-]*$/.test(detail.rule ?? "")) event.rule = detail.rule;
    state.session.events.push(event);
    keep();
  }

  for (const kind of ["view", "hit", "miss", "change", "error", "sent"]) {
    document.addEventListener(`faden:${kind}`, (event) => { record(kind, event.detail ?? {}); });
  }

  function offer() {
    const foot = document.querySelector(".fp-foot .fp-width");
    if (foot === null || self !== top) return; // inside another page nothing can be saved
    const link = make("a", { class: "kern-link", href: "?test", "data-tester": true, onclick: (event) => {
      event.preventDefault();
      if (state === null) welcome();
    } }, say.title);
    foot.append(make("p", { class: "kern-body kern-body--small" }, link));
  }

  let again = true; // whether the welcome is shown on the next page: at first, and in another language
  faden.on(() => {
    data = globalThis.fadenTest?.[document.documentElement.lang] ?? null;
    if (data === null || data.tasks.length === 0) return;
    say = data.texts;
    offer();
    if (state !== null) draw();
    else if (again && (asked() !== null || shownOnce)) welcome();
    again = false;
  });
})();

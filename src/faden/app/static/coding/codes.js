// The codes: a tree to click, a field to type a name into, and codes that can be dragged onto the words.
import { choice } from "./choosing.js";
import { now, watch, word } from "./keeping.js";
import { walk } from "./walking.js";

const KIND = "application/x-faden-code";
const panel = document.querySelector("[data-panel]");
const tree = panel.querySelector("[data-tree]");
const field = panel.querySelector("[data-field]");
const list = panel.querySelector("[data-options]");
let use = null; // what happens with a code that was picked
let create = null; // what happens with a name that no code has
let current = null; // the code whose codings are gone through
let active = 0;

/** Letters as people compare them: without case, accents and vowel signs. */
export const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export const codeOf = (id) => now()?.codes.find((code) => code.id === id);
export const currentCode = () => current;

export function setCurrent(id) {
  current = id;
  document.dispatchEvent(new Event("faden-code"));
  for (const button of tree.querySelectorAll("[data-code]")) {
    if (button.dataset.code === id) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

function span(className, text) {
  const made = document.createElement("span");
  made.className = className;
  made.append(text);
  return made;
}

function row(code) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.code = code.id;
  button.className = `code k-${code.id}${code.codable ? "" : " folder"}`;
  button.draggable = code.codable;
  button.tabIndex = -1;
  button.title = code.definition ?? "";
  const count = span("n", code.codable || code.count ? String(code.count) : "\u00a0");
  if (code.codable || code.count) count.append(span("unseen", ` ${word("codings", { n: code.count ?? 0 })}`));
  button.append(span("dot", ""), span("name", code.name), " ", count);
  item.append(button);
  return item;
}

let shape = "";

/** Draw the tree; where only counts have changed, only counts are written. */
function draw(state) {
  const print = JSON.stringify(state.codes.map(({ count, ...rest }) => rest));
  if (print === shape) {
    for (const code of state.codes) {
      const n = tree.querySelector(`[data-code="${code.id}"] .n`).firstChild;
      if (code.codable && n.data !== String(code.count)) n.data = String(code.count);
    }
    return;
  }
  shape = print;
  const places = new Map();
  const root = document.createElement("ul");
  for (const code of state.codes) {
    const item = row(code);
    const parent = places.get(code.path.at(-2));
    let below = parent ? parent.querySelector(":scope > ul") : root;
    if (!below) parent.append(below = document.createElement("ul"));
    below.append(item);
    places.set(code.id, item);
  }
  tree.replaceChildren(root);
  const first = tree.querySelector("[data-code]");
  if (first) first.tabIndex = 0;
  setCurrent(current);
}

/** Codes that fit what is typed: names that begin so, then words that begin so, then the rest. */
function fitting(typed) {
  const wanted = folded(typed.trim());
  const rank = (code) => {
    const name = folded(code.name);
    if (!wanted) return 0;
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    if (name.split(/[\s„“"'(/-]+/).some((part) => part.startsWith(wanted))) return 2;
    if (name.includes(wanted)) return 3;
    return folded(code.trail ?? "").includes(wanted) || code.id.includes(wanted) ? 4 : 9;
  };
  return now().codes.filter((code) => code.codable).map((code) => [rank(code), code])
    .filter(([at]) => at < 9).sort(([a], [b]) => a - b).map(([, code]) => code);
}

function option(id, text, more, className) {
  const made = document.createElement("li");
  made.role = "option";
  made.id = id;
  made.className = className;
  made.append(span("dot", ""), span("name", text), more ? span("trail", more) : "");
  return made;
}

function suggest() {
  const typed = field.value.trim();
  const codes = now() ? fitting(typed) : [];
  const options = codes.map((code, at) => {
    const made = option(`o-${at}`, code.name, code.trail, `k-${code.id}`);
    made.dataset.pick = code.id;
    return made;
  });
  if (typed && !codes.some((code) => folded(code.name) === folded(typed))) {
    const made = option("o-new", word("new-code", { name: typed }), "", "new");
    made.dataset.create = typed;
    options.push(made);
  }
  list.replaceChildren(...options);
  active = 0;
  lead();
}

function lead() {
  [...list.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === active)));
  const one = list.children[active];
  if (one && !list.hidden) {
    field.setAttribute("aria-activedescendant", one.id);
    one.scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
}

function open(yes) {
  list.hidden = !yes || !list.children.length;
  field.setAttribute("aria-expanded", String(!list.hidden));
  lead();
}

function pick(one) {
  if (!one) return;
  const { pick: code, create: name } = one.dataset;
  field.value = "";
  open(false);
  if (code) use(code);
  else create(name);
}

/** Go to the field, with what was typed already. */
export function type(letter = "") {
  reach();
  field.focus();
  if (letter) field.value = letter;
  suggest();
  open(Boolean(field.value));
}

function keys(event) {
  if (event.isComposing) return; // Enter that ends a composition codes nothing
  const n = list.children.length;
  if (event.key === "Enter") {
    event.preventDefault();
    if (!list.hidden && !event.repeat) pick(list.children[active]);
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && n) {
    event.preventDefault();
    if (list.hidden) { suggest(); open(true); return; }
    active = (active + (event.key === "ArrowDown" ? 1 : n - 1)) % n;
    lead();
  } else if (event.key === "Escape" && (!list.hidden || field.value)) {
    event.stopPropagation();
    field.value = "";
    open(false);
    back();
  }
}

let back = () => {}; // to the words
let reach = () => {}; // makes the field visible

/** A code is dragged onto the words, or the words onto a code. */
function drags(turns) {
  const mine = (event) => event.dataTransfer.types.includes(KIND);
  tree.addEventListener("dragstart", (event) => {
    const code = event.target.closest?.("[data-code]");
    if (!code) return;
    event.dataTransfer.setData(KIND, code.dataset.code);
    event.dataTransfer.effectAllowed = "copy";
  });
  turns.addEventListener("dragover", (event) => {
    if (!mine(event) || !choice()) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  });
  turns.addEventListener("drop", (event) => {
    if (!mine(event)) return;
    event.preventDefault();
    use(event.dataTransfer.getData(KIND));
  });
  const target = (event) => !mine(event) && choice() && event.target.closest?.("[data-code]:not(.folder)");
  tree.addEventListener("dragover", (event) => { if (target(event)) event.preventDefault(); });
  tree.addEventListener("drop", (event) => {
    const code = target(event);
    if (!code) return;
    event.preventDefault();
    use(code.dataset.code);
  });
}

export function begin(turns, { picked, created, left, reached, shown }) {
  [use, create, back, reach] = [picked, created, left, reached];
  watch((state, before, saving) => { if (!saving) draw(state); });
  tree.addEventListener("click", (event) => {
    const code = event.target.closest("[data-code]");
    if (!code) return;
    if (choice() && !code.classList.contains("folder")) use(code.dataset.code);
    else shown(code.dataset.code);
  });
  tree.addEventListener("keydown", (event) => walk(event, [...tree.querySelectorAll("[data-code]")]));
  field.addEventListener("input", () => { suggest(); open(Boolean(field.value.trim())); });
  field.addEventListener("blur", () => open(false));
  field.addEventListener("keydown", keys);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => pick(event.target.closest("[role=option]")));
  drags(turns);
}

// Marks, stripes and the codes at each turn: drawn from the state, only where something has changed.
import { drawStripes } from "../lanes.js";
import { now, watch, word } from "./keeping.js";
import { toUnits } from "./offsets.js";

const drawn = new Map(); // part → what is drawn in it
const shownAt = new Map(); // turn → the codes shown at it

/** The codings that lie over each part, those that begin first first. */
function laid(parts, codings) {
  const over = new Map();
  for (const coding of codings) {
    for (const { element, from, to } of parts.spans(coding)) {
      if (from >= to) continue;
      if (!over.has(element)) over.set(element, []);
      over.get(element).push({ id: coding.id, code: coding.code, from, to });
    }
  }
  for (const list of over.values()) list.sort((a, b) => a.from - b.from || b.to - a.to || (a.id < b.id ? -1 : 1));
  return over;
}

/** The words of a part, cut where codings begin and end. Text nodes only. */
function mark(element, over) {
  const text = element.textContent;
  const length = [...text].length;
  const cuts = [...new Set([0, length, ...over.flatMap(({ from, to }) => [from, Math.min(to, length)])])].sort((a, b) => a - b);
  const runs = cuts.slice(0, -1).map((from, at) => {
    const to = cuts[at + 1];
    const words = document.createTextNode(text.slice(toUnits(text, from), toUnits(text, to)));
    const here = over.filter((one) => one.from <= from && to <= one.to);
    if (!here.length) return words;
    const made = document.createElement("mark");
    made.className = `k-${here.at(-1).code}`;
    made.dataset.depth = Math.min(here.length, 3);
    made.dataset.codings = here.map((one) => one.id).join(" ");
    made.append(words);
    return made;
  });
  element.replaceChildren(...runs);
}

function stripe(texts) {
  const codes = new Map((now()?.codings ?? []).map((one) => [one.id, one.code]));
  drawStripes(texts, (coding) => `k-${codes.get(coding)}`);
}

const resized = new ResizeObserver((entries) => stripe(entries.map((entry) => entry.target)));

function chip(coding, name) {
  const made = document.createElement("li");
  made.id = coding.id;
  made.className = `chip k-${coding.code}`;
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.coding = coding.id;
  button.setAttribute("aria-haspopup", "dialog");
  button.append(name);
  if (coding.memo) {
    const note = document.createElement("span");
    note.className = "has-memo";
    note.setAttribute("role", "img");
    note.setAttribute("aria-label", word("has-memo"));
    note.title = coding.memo;
    button.append(" ", note);
  }
  const words = document.createElement("span");
  words.className = "unseen";
  const quoted = document.createElement("bdi");
  quoted.append([...coding.exact].slice(0, 60).join(""));
  words.append(": ", quoted);
  button.append(words);
  made.append(button);
  return made;
}

function chips(turns, state) {
  const names = new Map(state.codes.map((code) => [code.id, code.name]));
  const begun = new Map();
  for (const one of state.codings) begun.set(one.start[0], [...(begun.get(one.start[0]) ?? []), one]);
  for (const list of turns.querySelectorAll(".chips")) {
    const turn = list.closest(".turn").id;
    const here = begun.get(turn) ?? [];
    const print = JSON.stringify(here.map((one) => [one.id, one.code, names.get(one.code), one.exact, one.memo]));
    if (shownAt.get(turn) === print) continue;
    shownAt.set(turn, print);
    const held = list.contains(document.activeElement) ? document.activeElement.dataset.coding : null;
    list.replaceChildren(...here.map((one) => chip(one, names.get(one.code) ?? one.code)));
    list.hidden = !here.length;
    // What had the focus was drawn anew; the focus must not fall back to the start of the page.
    if (held) (list.querySelector(`[data-coding="${held}"]`) ?? document.getElementById(turn)).focus({ preventScroll: true });
  }
}

/** Show which words, stripe and code in the margin are one coding; null shows none. */
export function emphasise(coding) {
  for (const lit of document.querySelectorAll(".on")) lit.classList.remove("on");
  if (!coding) return;
  document.getElementById(coding)?.classList.add("on");
  for (const part of document.querySelectorAll(`[data-codings~="${CSS.escape(coding)}"]`)) part.classList.add("on");
}

/** Show other words; what lies over them is drawn anew. */
function reword(element, text) {
  if (!element || element.textContent === text) return;
  element.textContent = text;
  drawn.delete(element);
}

/** Draw from now on whatever the state says. */
export function begin(parts, turns, redrawn) {
  watch((state, before, saving) => {
    if (saving) return;
    for (const each of state.words ?? []) reword(parts.find(each.turn, each.part, each.language), each.text);
    const over = laid(parts, state.codings);
    const changed = [];
    for (const element of parts.all) {
      const here = over.get(element) ?? [];
      const print = JSON.stringify(here);
      if ((drawn.get(element) ?? "[]") === print && (before || !element.querySelector("mark"))) continue;
      drawn.set(element, print);
      mark(element, here);
      const text = element.closest(".text");
      changed.push(text);
      if (here.length) resized.observe(text);
    }
    chips(turns, state);
    // With the next picture: measuring now would make the browser lay out the page before all is drawn.
    if (before && changed.length) requestAnimationFrame(() => stripe(changed));
    redrawn();
  });
}

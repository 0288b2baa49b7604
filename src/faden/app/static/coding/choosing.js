// The words that are chosen: by mouse, touch or key. They stay chosen while the focus is elsewhere.
import { pieces } from "./offsets.js";

const told = new Set();
let parts = null;
let chosen = null;

/** The chosen words as {start, end, part, language}; null where none are. */
export const choice = () => chosen;

/** Be told whenever other words are chosen. */
export const onChoice = (listener) => told.add(listener);

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function set(place) {
  if (same(place, chosen)) return;
  chosen = place;
  paint();
  for (const listener of told) listener(place);
}

/** Show what is chosen, also where the browser's own selection is gone. */
export function paint() {
  if (!globalThis.CSS?.highlights) return;
  if (chosen) CSS.highlights.set("faden-chosen", new Highlight(...parts.ranges(chosen)));
  else CSS.highlights.delete("faden-chosen");
}

/** Give up the browser's own selection; what is chosen stays shown. */
export function release() {
  const selection = getSelection();
  if (around(selection.anchorNode)) selection.removeAllRanges();
}

export function choose(place) {
  release();
  set(place);
}

export const unchoose = () => choose(null);

const element = (node) => (node instanceof Element ? node : node?.parentElement);
const around = (node) => element(node)?.closest(".turns");

/** Whatever a person selects in the words is chosen; a click into the words chooses nothing. */
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount) return;
  if (selection.isCollapsed) {
    if (selection.anchorNode instanceof Text && element(selection.anchorNode).closest(".words")) set(null);
    return;
  }
  if (!around(selection.anchorNode) && !around(selection.focusNode)) return;
  const place = parts.chosen(selection);
  if (place) set(place);
}

export function begin(all) {
  parts = all;
  document.addEventListener("selectionchange", selected);
}

const of = (element, granularity) => pieces(element.textContent, element.dataset.language, granularity);

const whole = (element, from, to) => ({
  start: [element.dataset.turn, from],
  end: [element.dataset.turn, to],
  part: element.dataset.part,
  language: element.dataset.language,
});

/** The part of a turn that keys act in: the one in which words are chosen, else its first. */
export function active(turn) {
  if (chosen?.end[0] === turn.id) return parts.find(turn.id, chosen.part, chosen.language);
  return turn.querySelector(".words");
}

/** Choose the next (by 1) or previous (by -1) word or sentence; gives the part where it stands. */
export function step(turn, by, granularity) {
  const element = active(turn);
  if (!element) return null;
  const here = of(element, granularity);
  const begun = chosen?.start[0] === turn.id && chosen.part === element.dataset.part ? chosen : null;
  const open = !chosen || (chosen.end[0] !== turn.id && chosen.start[0] !== turn.id);
  let found;
  if (open) found = by > 0 ? here[0] : here.at(-1);
  else if (by > 0) found = here.find((piece) => piece.from >= chosen.end[1]);
  else found = begun && here.findLast((piece) => piece.to <= chosen.start[1]);
  let at = element;
  while (!found && (at = parts.beside(at, by))) found = of(at, granularity).at(by > 0 ? 0 : -1);
  if (found) choose(whole(at, found.from, found.to));
  return found ? at : null;
}

/** Move the end of what is chosen by a word or sentence; gives the part where it now ends. */
export function extend(turn, by, granularity) {
  if (!chosen) return step(turn, 1, granularity);
  let at = parts.find(chosen.end[0], chosen.part, chosen.language);
  const inside = of(at, granularity);
  const end = chosen.end[1];
  let found = by > 0 ? inside.find((piece) => piece.to > end) : inside.findLast((piece) => piece.to < end);
  while (!found && (at = parts.beside(at, by))) found = of(at, granularity).at(by > 0 ? 0 : -1);
  if (!found || !after(at, found.to)) return null;
  choose({ ...chosen, end: [at.dataset.turn, found.to] });
  return at;
}

/** Whether a place lies after the first chosen word. */
function after(element, point) {
  const first = parts.find(chosen.start[0], chosen.part, chosen.language);
  const [a, b] = [parts.order.get(first), parts.order.get(element)];
  return b > a || (b === a && point > chosen.start[1]);
}

/** Go to the next part of a turn: original, interpretation, translation. */
export function otherPart(turn) {
  const all = [...turn.querySelectorAll(".words")];
  const next = all[(all.indexOf(active(turn)) + 1) % all.length];
  const first = next && of(next, "sentence")[0];
  if (first) choose(whole(next, first.from, first.to));
}

/** Words whose start or end lies one word further out or in; null where there is none. Inside the turn only. */
export function nudged(coding, edge, by) {
  const element = parts.find(coding[edge][0], coding.part, coding.language);
  if (!element) return null;
  const [words, at] = [of(element, "word"), coding[edge][1]];
  const points = edge === "start" ? words.map((piece) => piece.from) : words.map((piece) => piece.to);
  const next = by > 0 ? points.find((point) => point > at) : points.findLast((point) => point < at);
  if (next === undefined) return null;
  const moved = { ...coding, [edge]: [coding[edge][0], next] };
  const one = moved.start[0] === moved.end[0];
  return one && moved.start[1] >= moved.end[1] ? null : { start: moved.start, end: moved.end };
}

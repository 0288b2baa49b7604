// Suggestions: codes for the marked words, places for a code, and what a person says to them.
// Nothing is coded here: who accepts a suggestion codes the words with the same step as always.
import { choice, choose, onChoice } from "./choosing.js";
import { codeOf, currentCode, type } from "./codes.js";
import { onKey } from "./keys.js";
import { now, watch, word } from "./keeping.js";
import { say } from "./saying.js";

const page = document.querySelector("[data-coding-page]");
const section = document.querySelector("[data-suggestions]");
const one = (name) => section.querySelector(`[data-suggest-${name}]`);
const wanted = section.querySelector("[data-suggest]");
const secret = document.querySelector('meta[name="faden-save"]').content;
const PAUSE = 350; // milliseconds of rest before marked words are asked for; who codes quickly is not slowed down by it
const AGAIN = 1500; // milliseconds until it is asked again while the model still reads
let parts = null;
let give = null; // codes the marked words
let latest = 0;
let timer = 0;
let instead = null; // a suggestion in whose place another code is chosen
let shown = { place: null, codes: [], calibrated: false };

const same = (a, b) => JSON.stringify([a?.start, a?.end, a?.part, a?.language]) === JSON.stringify([b?.start, b?.end, b?.part, b?.language]);
const nameOf = (code) => codeOf(code)?.name ?? code;

function made(tag, className, ...inside) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...inside);
  return element;
}

function button(text, act, label) {
  const element = made("button", "small", text);
  element.type = "button";
  if (label) element.setAttribute("aria-label", label);
  element.addEventListener("click", act);
  return element;
}

function quoted(place) {
  const words = made("q", "", place.words);
  words.lang = place.language;
  words.dir = place.direction;
  return words;
}

const here = (place) => place.transcript === page.dataset.transcript;
const point = ([turn, offset]) => `${turn}:${offset}`;

/** The address of words: chosen when the page opens. */
const address = (place) => `${place.transcript}?words=${[point(place.start), point(place.end), place.part, place.language].map(encodeURIComponent).join(",")}#${place.start[0]}`;

/** Choose words and bring them into view. */
function show(place) {
  const turn = document.getElementById(place.start[0]);
  if (!turn) return;
  turn.hidden = false;
  choose({ start: place.start, end: place.end, part: place.part, language: place.language });
  turn.focus({ preventScroll: true });
  const box = parts.ranges(choice())[0]?.getBoundingClientRect();
  if (box) scrollBy({ top: box.top - innerHeight / 3, behavior: "instant" });
}

function link(place, ...inside) {
  const element = made("a", "", ...inside);
  element.href = address(place);
  if (here(place)) element.addEventListener("click", (event) => { event.preventDefault(); show(place); });
  return element;
}

/** Why a code is suggested: words of the codebook, and the examples that carry the score. */
function reason(found) {
  const why = made("details", "", made("summary", "", word("suggest-why")));
  if (found.words.length) why.append(made("p", "", word("suggest-words", { words: found.words.join(", ") })));
  if (found.near.length) {
    const list = made("ol", "near", ...found.near.map((near) => made("li", "",
      link(near, `${near.transcript}, ${near.start[0]}`), " · ", quoted(near), " ",
      shown.calibrated ? made("span", "meta", word("suggest-effect", { n: near.effect })) : "")));
    why.append(made("p", "", word("suggest-near")), list);
  }
  if (!found.words.length && !found.near.length) why.append(made("p", "", word("suggest-no-reason")));
  return why;
}

const often = (n) => (shown.calibrated ? word("suggest-percent", { n }) : word("suggest-early"));

function entry(found, at) {
  const name = nameOf(found.code);
  const head = made("p", "", made("strong", `dotted k-${found.code}`, name), " ", made("span", "meta", often(found.percent)));
  const accept = button(word("suggest-accept"), () => accepted(found), word("suggest-accept-name", { name }));
  if (at < 9) accept.setAttribute("aria-keyshortcuts", String(at + 1));
  const row = made("p", "row", accept,
    button(word("suggest-other"), () => other(found), word("suggest-other-name", { name })),
    button(word("suggest-reject"), () => decide(shown.place, found.code, "rejected"), word("suggest-reject-name", { name })));
  return made("li", "", head, row, reason(found));
}

function back(code) {
  const element = button(nameOf(code), () => decide(shown.place, code, "withdrawn"), word("suggest-back", { name: nameOf(code) }));
  element.title = word("suggest-back", { name: nameOf(code) });
  return element;
}

function drawCodes(answer) {
  const given = new Set((now()?.codings ?? []).filter((coding) => same(coding, shown.place)).map((coding) => coding.code));
  const codes = (answer.codes ?? []).filter((found) => !given.has(found.code));
  const [strong, weak] = [codes.filter((found) => !found.weak), codes.filter((found) => found.weak)];
  shown.codes = [...strong, ...weak];
  one("codes").replaceChildren(...strong.map(entry));
  one("weak").hidden = !weak.length;
  one("weak").querySelector("summary").textContent = word("suggest-weak", { n: weak.length });
  one("weak").querySelector("ol").replaceChildren(...weak.map((found, at) => entry(found, strong.length + at)));
  const rejected = answer.rejected ?? [];
  one("rejected").hidden = !rejected.length;
  one("rejected").replaceChildren(...(rejected.length ? [made("span", "meta", word("suggest-rejected")), ...rejected.map(back)] : []));
  return strong.length || !shown.place ? "" : word("suggest-none");
}

function places(name, title, found) {
  one(name).hidden = !found?.length;
  one(name).querySelector("h4").textContent = title;
  one(name).querySelector("ol").replaceChildren(...(found ?? []).map((place) => made("li", "",
    link(place, quoted(place), made("span", "meta", `${place.transcript}, ${place.start[0]}${shown.calibrated ? ` · ${often(place.percent)}` : ""}`)))));
}

const told = { warming: () => word("suggest-warming"), closed: () => word("suggest-closed"), off: (answer) => [answer.what, answer.remedy].filter(Boolean).join(" "), refused: (answer) => answer.what };

function draw(answer, code) {
  const held = section.contains(document.activeElement) && !document.activeElement.matches("[data-suggest], [data-suggest-next], [data-suggest-previous]");
  const name = code ? nameOf(code) : "";
  let words = told[answer.kind]?.(answer) ?? "";
  const codes = drawCodes(answer);
  places("open", word("suggest-open", { name }), code && answer.open);
  places("odd", word("suggest-odd", { name }), answer.odd);
  if (answer.kind === "ready") {
    if (shown.place) words = codes;
    else if (code) words = answer.open.length || answer.odd.length ? "" : word("suggest-code-none", { name });
    else words = answer.open?.length ? word("suggest-count", { n: answer.open.length }) : word("suggest-choose");
  }
  one("said").textContent = words;
  one("help").hidden = !answer.help;
  // What had the focus was drawn anew; the focus must not fall back to the start of the page.
  if (held && !section.contains(document.activeElement)) (one("codes").querySelector("button") ?? section.querySelector("h3")).focus({ preventScroll: true });
}

async function asked(query) {
  const answer = await fetch(`${section.dataset.address}?${new URLSearchParams(query)}`).then((response) => response.json()).catch(() => null);
  return answer ?? { kind: "refused", what: word("gone") };
}

const inWords = (place) => ({ start: point(place.start), end: point(place.end), part: place.part, language: place.language });

/** Ask for what fits what is chosen now. */
async function ask() {
  if (!wanted.checked || !now()) return;
  const number = latest += 1;
  const place = choice();
  const code = place ? null : currentCode();
  const answer = await asked(place ? inWords(place) : code ? { code } : {});
  if (number !== latest || !wanted.checked) return; // something else was chosen meanwhile
  shown = { place, codes: [], calibrated: answer.calibrated };
  draw(answer, code);
  section.dataset.kind = answer.kind;
  if (answer.kind === "warming") later(AGAIN);
}

function later(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(ask, pause);
}

/** Keep what was said to a suggestion; it is not shown again. */
async function decide(place, code, decision) {
  const options = {
    method: "POST",
    headers: { "content-type": "application/json", "x-faden-save": secret },
    body: JSON.stringify({ place, code, decision }),
  };
  const answer = await fetch(section.dataset.address, options).then((response) => response.json()).catch(() => null);
  if (!answer?.done) say(answer?.what ?? word("gone"), "not");
  else if (decision !== "accepted") say(word(`suggest-said-${decision}`, { name: nameOf(code) }));
  await ask();
}

async function accepted(found) {
  const place = shown.place;
  if (!found || !place || !same(place, choice())) return;
  if (await give(found.code)) await decide(place, found.code, "accepted");
}

function other(found) {
  instead = { place: shown.place, code: found.code };
  type();
  say(word("suggest-instead", { name: nameOf(found.code) }));
}

/** A code that was given in the place of a suggested one: the suggested one was not right. */
function corrected(state, before) {
  if (!instead || !before) return;
  const known = new Set(before.codings.map((coding) => coding.id));
  const fresh = state.codings.find((coding) => !known.has(coding.id) && same(coding, instead.place));
  if (!fresh) return;
  const { place, code } = instead;
  instead = null;
  if (fresh.code !== code) decide(place, code, "rejected");
}

const order = (place) => [parts.order.get(parts.find(place.start[0], place.part, place.language)) ?? -1, place.start[1]];
const before = (a, b) => a[0] - b[0] || a[1] - b[1];

/** Go to the next (1) or previous (-1) open proposal: of the code that is gone through, else of any. */
export async function go(by) {
  if (!wanted.checked) { say(word("suggest-is-off")); return; }
  const code = currentCode();
  const answer = await asked(code ? { code } : {});
  const all = (answer.open ?? []).filter(here).map((place) => [order(place), place]).sort(([a], [b]) => before(a, b));
  if (!all.length) { say(told[answer.kind]?.(answer) || word("suggest-open-none")); return; }
  const at = choice() ? order(choice()) : [-1, 0];
  const next = by > 0 ? all.find(([place]) => before(place, at) > 0) : all.findLast(([place]) => before(place, at) < 0);
  show((next ?? all.at(by > 0 ? 0 : -1))[1]);
}

/** Words that the address names are chosen. */
function named() {
  const [start, end, part, language] = (new URLSearchParams(location.search).get("words") ?? "").split(",").map((each) => decodeURIComponent(each));
  if (!language) return;
  const ends = [start, end].map((each) => [each.split(":")[0], Number(each.split(":")[1])]);
  if (parts.find(ends[0][0], part, language)) show({ start: ends[0], end: ends[1], part, language });
}

function switched() {
  one("shown").hidden = !wanted.checked;
  if (wanted.checked) ask();
}

export function begin(all, code) {
  [parts, give] = [all, code];
  // Whether suggestions are shown stays in this browser; it says nothing about anybody.
  wanted.checked = localStorage.getItem("faden-suggest") !== "off";
  one("shown").hidden = !wanted.checked;
  wanted.addEventListener("change", () => { localStorage.setItem("faden-suggest", wanted.checked ? "on" : "off"); switched(); });
  onChoice((place) => { if (instead && !same(place, instead.place)) instead = null; later(); });
  document.addEventListener("faden-code", () => {
    later();
    // The tree may be long: what is told of the code stands above it.
    if (currentCode()) requestAnimationFrame(() => document.querySelector("[data-jump]").scrollIntoView({ block: "nearest" }));
  });
  watch((state, earlier, saving) => {
    if (saving) return;
    corrected(state, earlier);
    later();
  });
  one("next").addEventListener("click", () => go(1));
  one("previous").addEventListener("click", () => go(-1));
  onKey("v", (event) => go(event.shiftKey ? -1 : 1));
  for (const digit of ["1", "2", "3", "4"]) onKey(digit, () => accepted(shown.codes[Number(digit) - 1]));
}

/** Once the page knows its codings: choose what the address names. */
export const ready = named;

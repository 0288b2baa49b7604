// Finding words, here and in all transcripts; going from coding to coding; showing one speaker only.
import { emphasise } from "./marks.js";
import { now, word } from "./keeping.js";
import { codeOf, currentCode } from "./codes.js";

const page = document.querySelector("[data-coding-page]");
const form = document.querySelector("[data-find]");
const hits = document.querySelector("[data-hits]");
const speakers = document.querySelector("[data-speakers]");
const jump = document.querySelector("[data-jump]");
let parts = null;
let at = null; // the coding gone to last
let latest = 0;

const range = (hit) => parts.ranges({ start: [hit.turn, hit.start], end: [hit.turn, hit.end], part: hit.part, language: hit.language });

function entry(hit, wanted) {
  const made = document.createElement("li");
  const link = document.createElement("a");
  const here = hit.transcript === page.dataset.transcript;
  link.href = here ? `#${hit.turn}` : `${hit.transcript}?find=${encodeURIComponent(wanted)}#${hit.turn}`;
  link.append(`${hit.transcript}, ${hit.turn}`);
  const words = document.createElement("span");
  words.dir = hit.direction;
  words.lang = hit.language;
  const found = document.createElement("strong");
  found.append(hit.words);
  words.append(hit.before, found, hit.after);
  made.append(link, " · ", `${hit.speaker} `, words);
  if (here) link.addEventListener("click", (event) => { event.preventDefault(); show(hit); });
  return made;
}

function show(hit) {
  const turn = document.getElementById(hit.turn);
  turn.hidden = false;
  turn.focus({ preventScroll: true });
  const box = range(hit)[0]?.getBoundingClientRect();
  if (box) scrollBy({ top: box.top - innerHeight / 3, behavior: "instant" });
}

async function search() {
  const wanted = form.elements.find.value.trim();
  const asked = latest += 1;
  hits.hidden = !wanted;
  globalThis.CSS?.highlights?.delete("faden-found");
  if (!wanted) return;
  const address = `${page.dataset.search}?${new URLSearchParams({ q: wanted, all: form.elements.all.checked ? "yes" : "" })}`;
  const answer = await fetch(address).then((response) => response.json()).catch(() => null);
  if (asked !== latest) return; // a later search was quicker
  const found = answer?.hits ?? [];
  const more = answer?.more ? ` ${word("found-more", { n: found.length })}` : "";
  hits.querySelector("[data-count]").textContent = answer ? word(found.length ? "found" : "found-none", { n: answer.n }) + more : word("gone");
  hits.querySelector("ol").replaceChildren(...found.map((hit) => entry(hit, wanted)));
  const here = found.filter((hit) => hit.transcript === page.dataset.transcript);
  if (globalThis.CSS?.highlights && here.length) CSS.highlights.set("faden-found", new Highlight(...here.flatMap(range)));
}

/** The codings of the code that is gone through, in the order of the text. */
function ofCode() {
  const code = currentCode();
  return code ? now().codings.filter((coding) => coding.code === code) : [];
}

/** Show the code that is gone through: its definition, and where one is. */
export function shownCode() {
  const code = codeOf(currentCode());
  jump.hidden = !code;
  if (!code) return;
  const all = ofCode();
  const place = all.findIndex((coding) => coding.id === at);
  jump.querySelector("[data-jump-name]").textContent = code.name;
  jump.querySelector("[data-jump-name]").className = `dotted k-${code.id}`;
  const book = jump.querySelector("[data-book]");
  book.href = `${book.href.split("?")[0]}?code=${code.id}`;
  jump.querySelector("[data-definition]").textContent = code.definition ?? "";
  const told = all.length ? (place < 0 ? "position-all" : "position") : "position-none";
  jump.querySelector("[data-position]").textContent = word(told, { n: place + 1, of: all.length });
}

/** Go to the next (1) or previous (-1) coding of the code that is gone through. */
export function go(by) {
  const all = ofCode();
  if (!all.length) return null;
  const place = all.findIndex((coding) => coding.id === at);
  const next = place < 0 ? (by > 0 ? 0 : all.length - 1) : (place + by + all.length) % all.length;
  at = all[next].id;
  goTo(at);
  shownCode();
  return at;
}

export function goTo(id) {
  const mark = document.querySelector(`mark[data-codings~="${CSS.escape(id)}"]`);
  const turn = mark?.closest(".turn");
  if (!turn) return;
  turn.hidden = false;
  turn.focus({ preventScroll: true });
  mark.scrollIntoView({ block: "center", behavior: "instant" });
  emphasise(id);
}

function filter() {
  const wanted = speakers.value;
  for (const turn of document.querySelectorAll(".turn")) turn.hidden = Boolean(wanted) && turn.dataset.speaker !== wanted;
}

export function begin(all) {
  parts = all;
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  form.elements.find.addEventListener("input", () => { if (!form.elements.find.value) search(); });
  form.elements.all.addEventListener("change", search);
  speakers.addEventListener("change", filter);
  jump.querySelector("[data-next]").addEventListener("click", () => go(1));
  jump.querySelector("[data-previous]").addEventListener("click", () => go(-1));
  const wanted = new URLSearchParams(location.search).get("find");
  if (wanted) {
    form.elements.find.value = wanted;
    search();
  }
}

export const toSearch = () => { form.elements.find.focus(); form.elements.find.select(); };

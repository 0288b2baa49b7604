// One candidate: answers by button or by key. Letters act only outside of fields, and can be switched off.
import { save, tell } from "./names.js";

const review = document.querySelector("[data-review]");
const field = document.querySelector("#label");
const dialog = document.querySelector("[data-dialog]");
const search = document.querySelector("[data-search]");
const letters = document.querySelector("[data-letters]");
const places = [...document.querySelectorAll("[data-place]")];
const kinds = document.querySelector("[data-kinds]");
let busy = false;

/** Save an answer and go on to what comes next. */
async function answer(values) {
  if (busy) return; // a key that is held down answers once
  busy = true;
  const told = await save(review.dataset.post, { kind: review.dataset.kind, ...values, stamp: review.dataset.stamp });
  busy = false;
  if (!told) return;
  if (values.choice === "later") sessionStorage.setItem("faden-said", review.dataset.putOff);
  else sessionStorage.setItem("faden-saved", "yes"); // that something was saved, not what
  location.replace(told.next ? `${review.dataset.home}/${told.next}${review.dataset.query}` : `${review.dataset.home}${review.dataset.query}`);
}

/** The place that keys act on. */
const current = () => places.find((place) => place.hasAttribute("aria-current"));

function choose(place) {
  if (!place) return;
  current()?.removeAttribute("aria-current");
  place.setAttribute("aria-current", "true");
  const more = place.closest("details");
  if (more) more.open = true;
  place.focus();
  place.scrollIntoView({ block: "nearest" });
}

const act = {
  accept: () => {
    const label = field.value.trim();
    const same = review.dataset.same && label === review.dataset.proposed;
    answer({ choice: same ? "same" : "replace", label });
  },
  label: () => { field.focus(); field.select(); },
  kind: () => kinds.focus(),
  same: () => {
    if (document.querySelector("[data-do=same]").disabled) return;
    search.value = "";
    filter();
    dialog.showModal();
    search.focus();
  },
  known: (button) => answer({ choice: "same", label: button.dataset.label }),
  keep: () => answer({ choice: "keep" }),
  here: (button) => answer({ choice: "keep-here", place: button.dataset.here }),
  "here-now": () => { if (current()) answer({ choice: "keep-here", place: current().dataset.place }); },
  place: () => choose(places[(places.indexOf(current()) + 1) % places.length]),
  later: () => answer({ choice: "later" }),
  back: () => document.querySelector("button[data-do=back]")?.click(), // names.js saves it
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  if (!button || button.dataset.do === "back" || button.type === "submit") return;
  act[button.dataset.do](button);
});
// The list stays closed while a person goes through it by keys; the page changes once they leave it.
const chosen = kinds.value;
function take() {
  if (kinds.value === chosen) return;
  const query = new URLSearchParams(review.dataset.query);
  query.set("as", kinds.value);
  location.replace(`${location.pathname}?${query}`);
}
kinds.addEventListener("blur", take);
kinds.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); take(); } });
let pointed = false;
kinds.addEventListener("change", () => { if (pointed) take(); });
kinds.addEventListener("pointerdown", () => { pointed = true; });
document.querySelector("[data-form]").addEventListener("submit", (event) => { event.preventDefault(); act.accept(); });

/** The letter of a key; on keyboards of other scripts the one that is printed at its place. */
function letter(event) {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  return /^Key[A-Z]$/.test(event.code) && !/^[\x00-\x7f]$/.test(event.key) ? event.code.slice(3).toLowerCase() : "";
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog");
  if (event.key === "Escape" && event.target === field) { document.querySelector("[data-begin]").focus(); return; }
  if (typing || dialog.open || !letters.checked || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  const pressed = letter(event);
  const meant = pressed && document.querySelector(`[data-key="${pressed}"]`);
  if (!meant) return;
  event.preventDefault();
  act[meant.dataset.do](meant);
});

// The search in the list of labels: in the page, so that no name goes anywhere.
const folded = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const known = [...document.querySelectorAll("[data-known] > li")];

function filter() {
  const wanted = folded(search.value.trim());
  for (const one of known) one.hidden = !folded(one.dataset.words).includes(wanted);
  const n = known.filter((one) => !one.hidden).length;
  const { none, found } = review.dataset;
  document.querySelector("[data-hits]").textContent = n ? found.replace("{n}", n) : none;
}

search.addEventListener("input", filter);
dialog.addEventListener("keydown", (event) => {
  const shown = known.filter((one) => !one.hidden).map((one) => one.querySelector("button"));
  const at = shown.indexOf(document.activeElement);
  if (event.key === "ArrowDown") { shown[Math.min(at + 1, shown.length - 1)]?.focus(); event.preventDefault(); }
  if (event.key === "ArrowUp" && at >= 0) { (shown[at - 1] ?? search).focus(); event.preventDefault(); }
  if (event.key === "Enter" && document.activeElement === search) {
    event.preventDefault();
    if (shown.length === 1) shown[0].click(); // a sure hit only
  }
});
dialog.addEventListener("close", () => document.querySelector("[data-do=same]").focus());

// Whether letters are keys stays in this browser; it says nothing about anybody.
letters.checked = localStorage.getItem("faden-letters") !== "off";
letters.addEventListener("change", () => localStorage.setItem("faden-letters", letters.checked ? "on" : "off"));

const heading = document.querySelector("[data-begin]");
heading.focus({ preventScroll: true });
// On a narrow screen the candidate would stand below all that is the same on every page.
if (heading.getBoundingClientRect().top > innerHeight / 2) review.scrollIntoView({ behavior: "instant" });
if (sessionStorage.getItem("faden-saved")) {
  sessionStorage.removeItem("faden-saved");
  const last = document.querySelector("[data-last]");
  if (last) tell(last.dataset.said);
}

// Two coders side by side: go from difference to difference, settle it, note why. The server draws what came of it.
import { act, load, now, watch } from "../coding/keeping.js";
import * as saying from "../coding/saying.js";
import { draw, sending } from "../coding/swapping.js";

const page = document.querySelector("[data-act]");
const deciders = page.querySelector("[data-coders]");
const letters = page.querySelector("[data-letters]");
const transcript = deciders.dataset.conversation;
const coders = deciders.dataset.coders.split(",");
const FIELD = "input:not([type=checkbox]), textarea, select, summary";

const seen = () => JSON.parse(page.querySelector("[data-table]").dataset.seen);
const pairing = ({ dataset }) => ({ first: dataset.first || null, second: dataset.second || null });
const others = () => [...deciders.querySelectorAll("[data-by]:checked")].map((one) => one.value);
const passageOf = (element) => element?.closest?.("[data-passage]");

const settle = (passages, choice, more = {}) => act({ do: "settle", transcript, coders, passages, choice, by: others(), ...more }, seen());

/** Go on or back; from the last one to the first. */
function step(by) {
  const all = [...page.querySelectorAll("[data-passage]")];
  if (!all.length) return;
  const at = all.indexOf(passageOf(document.activeElement));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "start", behavior: "instant" });
}

/** What is typed into a form while it is being saved stays there. */
async function note(form) {
  const passage = passageOf(form);
  const memo = form.dataset.note;
  const about = `coding:${passage.dataset.first || passage.dataset.second}`;
  const told = { do: "write-memo", about, text: form.elements.text.value, ...(memo && { memo }) };
  const saved = sending(form);
  if (await act(told, memo ? JSON.parse(form.dataset.seen) : {})) saved();
}

function clicked(event) {
  const { target } = event;
  const passage = passageOf(target);
  const choice = target.closest("[data-choice]");
  const away = target.closest("[data-away]")?.form;
  const adopt = target.closest("[data-adopt]");
  const go = target.closest("[data-step]");
  if (choice) settle([pairing(passage)], choice.dataset.choice);
  else if (target.closest("[data-open]")) act({ do: "unsettle", transcript, passages: [pairing(passage)] }, seen());
  else if (away) act({ do: "delete-memo", memo: away.dataset.note }, JSON.parse(away.dataset.seen));
  else if (adopt) settle(JSON.parse(adopt.dataset.adopt), "first");
  else if (go) step(Number(go.dataset.step));
}

function submitted(event) {
  event.preventDefault();
  const form = event.target;
  if ("note" in form.dataset) note(form);
  else if ("change" in form.dataset) change(form);
}

async function change(form) {
  const saved = sending(form);
  if (await settle([pairing(passageOf(form))], "changed", { code: form.elements.code.value, extent: form.elements.extent.value })) saved();
}

/** All codes to choose from; put in only where somebody is about to choose. */
function fill(event) {
  const select = event.target.open && event.target.querySelector("[data-fill]");
  if (!select || !now()) return;
  const chosen = select.value;
  const options = now().codes.filter((code) => code.codable || code.id === chosen)
    .map((code) => new Option(`${"\u2003".repeat(code.path.length - 1)}${code.name}`, code.id, code.id === chosen, code.id === chosen));
  select.replaceChildren(...options);
  select.removeAttribute("data-fill");
}

const CHOICES = { 1: "first", 2: "second", 3: "both", 0: "none" };

function pressed(event) {
  const plain = !(event.ctrlKey || event.metaKey || event.altKey) && letters.checked && !event.target.closest(FIELD) && !event.isComposing;
  const control = (event.ctrlKey || event.metaKey) && !event.target.closest("textarea");
  if (control && event.key === "z") saying.back(event.shiftKey ? "redo" : "undo");
  else if (control && event.key === "y") saying.back("redo");
  else if (plain && (event.key === "n" || event.key === "p")) step(event.key === "n" ? 1 : -1);
  else if (plain && event.key in CHOICES && passageOf(event.target)) passageOf(event.target).querySelector(`[data-choice=${CHOICES[event.key]}]`)?.click();
  else return;
  event.preventDefault();
}

saying.begin();
page.addEventListener("click", clicked);
page.addEventListener("submit", submitted);
document.addEventListener("keydown", pressed);
page.addEventListener("toggle", fill, true); // toggle does not bubble
letters.checked = localStorage.getItem("faden-letters") !== "off";
letters.addEventListener("change", () => localStorage.setItem("faden-letters", letters.checked ? "on" : "off"));
watch((state, before, saving) => { if (!saving && before) draw(); });
await load();
page.dataset.ready = "yes";

// One coding at its words: another code, other words, a memo, away with it.
import { choice, nudged } from "./choosing.js";
import { emphasise } from "./marks.js";
import { act, now, watch, word } from "./keeping.js";

const dialog = document.querySelector("[data-popover]");
const one = (name) => dialog.querySelector(`[data-${name}]`);
const memo = one("memo");
const transcript = document.querySelector("[data-coding-page]").dataset.transcript;
const narrow = matchMedia("(max-width: 61.99rem)");
let under = 0; // steps of this popover that are under way
let here = []; // ids of the codings at this place
let shown = null;
let written = ""; // the memo as the page wrote it; other words were typed by somebody
let back = null; // what has the focus afterwards
let at = null; // where on the screen

const coding = () => now().codings.find((each) => each.id === shown);

/** Over the codes, at the height of what was clicked, so that no words are covered; at the foot of a narrow window. */
function place() {
  dialog.style.removeProperty("left");
  dialog.style.removeProperty("top");
  if (!at || narrow.matches) return;
  const [box, side] = [dialog.getBoundingClientRect(), document.querySelector("[data-panel]").getBoundingClientRect()];
  dialog.style.left = `${Math.min(side.left, innerWidth - box.width - 8)}px`;
  dialog.style.top = `${Math.max(8, Math.min(at.top - 40, innerHeight - box.height - 8))}px`;
}

function fill() {
  const it = coding();
  const codes = now().codes;
  const name = (id) => codes.find((code) => code.id === id)?.name ?? id;
  one("name").textContent = name(it.code);
  one("name").className = `dotted k-${it.code}`;
  const quoted = one("words");
  quoted.textContent = it.exact;
  quoted.lang = it.language;
  one("where").textContent = `${word(`part-${it.part}`)} · ${it.start[0]}`;
  const others = one("others");
  others.replaceChildren(...(here.length > 1 ? here : []).map((id) => {
    const made = document.createElement("button");
    const each = now().codings.find((found) => found.id === id);
    made.type = "button";
    made.className = `small dotted k-${each.code}`;
    made.append(name(each.code));
    made.setAttribute("aria-pressed", String(id === shown));
    made.addEventListener("click", () => show(id));
    return made;
  }));
  others.hidden = here.length < 2;
  const select = one("recode");
  select.replaceChildren(...codes.filter((code) => code.codable || code.id === it.code).map((code) => {
    const made = document.createElement("option");
    made.value = code.id;
    made.selected = code.id === it.code;
    made.append(`${"\u2003".repeat(code.path.length - 1)}${code.name}`);
    return made;
  }));
  if (memo.value === written) memo.value = written = it.memo ?? ""; // what somebody has typed since stays
  one("to-choice").hidden = !choice();
  for (const button of dialog.querySelectorAll("[data-nudge]")) {
    const [edge, by] = button.dataset.nudge.split(" ");
    button.disabled = !nudged(it, edge, Number(by));
  }
}

function show(id) {
  if (id !== shown) memo.value = written = "";
  shown = id;
  fill();
  emphasise(id);
}

/** Open for the codings at a place; the last one is the innermost. */
export function open(ids, from, box) {
  here = ids.filter((id) => now()?.codings.some((each) => each.id === id));
  if (!here.length) return;
  [back, at] = [from, box];
  shown = null;
  if (!dialog.open) dialog.show();
  show(here.at(-1));
  place();
  one("close").focus({ preventScroll: true });
}

export const isOpen = () => dialog.open;

export function close() {
  if (!dialog.open) return;
  dialog.close();
  emphasise(null);
  const again = back?.dataset?.coding && document.querySelector(`.chips [data-coding="${back.dataset.coding}"]`);
  (again || (back?.isConnected ? back : null))?.focus({ preventScroll: true });
}

/** One step; until the last one is answered, what was chosen stays as it was chosen. */
async function change(values) {
  under += 1;
  const answer = await act({ transcript, coding: shown, ...values });
  under -= 1;
  if (dialog.open && !under && coding()) fill();
  return answer;
}

async function note() {
  const [words, of] = [memo.value, shown];
  const answer = await change({ do: "note", memo: words.trim() });
  if (answer && of === shown && memo.value === words) memo.value = written = coding()?.memo ?? "";
}

async function remove() {
  const [it, from] = [coding(), back];
  if (await change({ do: "uncode" })) {
    close();
    if (!from?.isConnected) document.getElementById(it.start[0])?.focus({ preventScroll: true });
  }
}

export function begin() {
  watch((state, before, saving) => {
    if (saving || !dialog.open) return;
    here = here.filter((id) => state.codings.some((each) => each.id === id));
    if (!here.length) close();
    else if (!here.includes(shown)) show(here[0]);
    else {
      if (!under) fill();
      emphasise(shown);
    }
  });
  one("close").addEventListener("click", close);
  one("remove").addEventListener("click", remove);
  one("recode").addEventListener("change", (event) => change({ do: "recode", code: event.target.value }));
  one("save-memo").addEventListener("click", note);
  one("to-choice").addEventListener("click", () => {
    const to = choice();
    if (to) change({ do: "resize", start: to.start, end: to.end });
  });
  for (const button of dialog.querySelectorAll("[data-nudge]")) {
    button.addEventListener("click", () => {
      const [edge, by] = button.dataset.nudge.split(" ");
      const to = nudged(coding(), edge, Number(by));
      if (to) change({ do: "resize", ...to });
    });
  }
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target === memo) note();
    if (event.key === "Delete" && !event.target.matches("textarea, select")) remove();
  });
  document.addEventListener("pointerdown", (event) => {
    if (dialog.open && !dialog.contains(event.target) && !event.target.closest("[data-panel], [data-bar], dialog")) close();
  });
}

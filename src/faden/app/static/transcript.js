// Margin stripes of codings, and which words belong to which code. The page is complete without it:
// stripes only repeat what the marks and the codes in the margin say.
import { drawStripes } from "./lanes.js";

/** The class by which a coding takes the colour of its code, from its entry in the margin. */
function colour(coding) {
  const entry = document.getElementById(coding);
  return [...(entry?.classList ?? [])].find((name) => name.startsWith("k-")) ?? "";
}

/** Show which words, stripes and code in the margin are one coding; "" shows none. */
function emphasise(coding) {
  for (const lit of document.querySelectorAll(".on")) lit.classList.remove("on");
  if (!coding) return;
  document.getElementById(coding)?.classList.add("on");
  for (const part of document.querySelectorAll(`[data-codings~="${CSS.escape(coding)}"]`)) part.classList.add("on");
}

/** j and k go to the next and the previous turn, but only while a turn or something in it has the focus. */
function step(event) {
  const by = { j: 1, k: -1 }[event.key];
  const turn = event.target.closest?.(".turn");
  if (!by || !turn || event.ctrlKey || event.metaKey || event.altKey) return;
  const next = by > 0 ? turn.nextElementSibling : turn.previousElementSibling;
  next?.focus();
  event.preventDefault();
}

const turns = document.querySelector("[data-turns]");
const target = () => decodeURIComponent(location.hash.slice(1));
const named = (event) => event.target.closest?.("[data-coding]")?.dataset.coding;

for (const kind of ["mouseover", "focusin"]) turns.addEventListener(kind, (event) => emphasise(named(event) ?? target()));
addEventListener("hashchange", () => emphasise(target()));
turns.addEventListener("keydown", step);

const resized = new ResizeObserver((entries) => drawStripes(entries.map((entry) => entry.target), colour));
for (const text of turns.querySelectorAll(".text:has(mark)")) resized.observe(text);
emphasise(target());

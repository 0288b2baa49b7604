// Margin stripes of codings, and which words belong to which code. The page is complete without it:
// stripes only repeat what the marks and the codes in the margin say.
import { assignLanes } from "./lanes.js";

const LANE = 6; // pixels from one stripe to the next

/** The class by which a coding takes the colour of its code, from its entry in the margin. */
function colour(coding) {
  const entry = document.getElementById(coding);
  return [...(entry?.classList ?? [])].find((name) => name.startsWith("k-")) ?? "";
}

/** Top and bottom of every coding in a text, in pixels from the top of the text. */
function extents(text) {
  const from = text.getBoundingClientRect().top;
  const found = new Map();
  for (const mark of text.querySelectorAll("mark")) {
    const box = mark.getBoundingClientRect();
    for (const coding of mark.dataset.codings.split(" ")) {
      const known = found.get(coding) ?? { coding, top: Infinity, bottom: -Infinity };
      known.top = Math.min(known.top, box.top - from);
      known.bottom = Math.max(known.bottom, box.bottom - from);
      found.set(coding, known);
    }
  }
  return [...found.values()];
}

function draw(text) {
  const stripes = assignLanes(extents(text)).map(({ coding, top, bottom, lane }) => {
    const stripe = document.createElement("span");
    stripe.className = `stripe ${colour(coding)}`;
    stripe.dataset.codings = coding;
    // Set one by one: the content security policy forbids a style attribute.
    stripe.style.top = `${top}px`;
    stripe.style.height = `${bottom - top}px`;
    stripe.style.left = `${LANE + lane * LANE}px`;
    return stripe;
  });
  text.querySelector(".stripes").replaceChildren(...stripes);
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

const resized = new ResizeObserver((entries) => entries.forEach((entry) => draw(entry.target)));
for (const text of turns.querySelectorAll(".text:has(mark)")) resized.observe(text);
emphasise(target());

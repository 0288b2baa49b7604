// Typing errors in a turn: its words in a field; codings follow, and the page shows the new words.
import { active, choice } from "./choosing.js";
import { act } from "./keeping.js";
import { asking } from "./asking.js";

const page = document.querySelector("[data-coding-page]");
const dialog = document.querySelector("[data-correcting]");
const [select, field] = [dialog.querySelector("select"), dialog.querySelector("textarea")];
const heading = dialog.querySelector("h2");
let parts = [];

function fill() {
  const { textContent, lang, dir } = parts[select.selectedIndex];
  Object.assign(field, { value: textContent, defaultValue: textContent, lang, dir });
}

const ask = asking(dialog, () => {
  const { turn, part, language } = parts[select.selectedIndex].dataset;
  return act({ do: "correct", transcript: page.dataset.transcript, turn, part, language, text: field.value });
});

/**
 * Open the words of a turn; of several parts that in which words are marked.
 * @param {Element | null} turn
 * @param {Element} first has the focus: by key the heading, so that letters typed on never land in the words
 */
export function correct(turn, first = heading) {
  if (!turn) return;
  parts = [...turn.querySelectorAll(".words")];
  select.replaceChildren(...parts.map((part) => new Option(part.closest(".part").querySelector(".label")?.textContent ?? "")));
  select.selectedIndex = Math.max(0, parts.indexOf(choice() ? active(turn) : parts[0]));
  dialog.querySelector("[data-parts]").hidden = parts.length < 2;
  dialog.querySelector("[data-where]").textContent = turn.id;
  fill();
  ask(turn);
  first.focus();
  field.setSelectionRange(0, 0);
  field.scrollTop = 0;
}

export function begin(turns) {
  select.addEventListener("change", fill);
  turns.addEventListener("click", (event) => {
    const pen = event.target.closest("[data-correct]");
    if (pen) correct(pen.closest(".turn"), field);
  });
}

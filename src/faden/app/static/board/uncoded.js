// What nobody has coded: fetched when somebody wants to see it, and coded in that person's name.
import { word } from "../coding/keeping.js";

const section = document.querySelector("[data-uncoded]");
const model = document.querySelector("[data-passage-template]");
let fetched = false;

function row(one, code) {
  const made = model.content.firstElementChild.cloneNode(true);
  const words = made.querySelector("[data-words]");
  words.textContent = one.words;
  words.lang = one.language;
  words.dir = one.direction;
  made.querySelector("[data-role]").textContent = one.role;
  const place = made.querySelector("[data-place]");
  place.textContent = one.place;
  place.href = `${section.dataset.coding}/${one.path}`;
  made.querySelector("[data-why]").textContent = one.why;
  const button = made.querySelector("[data-code]");
  button.textContent = word("as-code", { name: one.code });
  button.addEventListener("click", () => code(one, made));
  return made;
}

/** Begin: `post` sends a step to an address and gives the answer. */
export function begin(post) {
  if (!section) return;
  const said = section.querySelector("[data-uncoded-said]");

  async function code(one, made) {
    const transcript = one.action.transcript;
    const state = await (await fetch(`${section.dataset.coding}/${transcript}/state`)).json();
    const answer = await post(`${section.dataset.coding}/act`, { action: one.action, seen: state.seen, transcript });
    said.textContent = answer.done ? word("coded", { name: one.code }) : `${answer.what ?? ""} ${answer.remedy ?? ""}`;
    if (!answer.done) return;
    const next = made.nextElementSibling ?? made.previousElementSibling;
    made.remove();
    (next?.querySelector("button") ?? section.querySelector("summary")).focus();
  }

  async function show() {
    const found = await (await fetch(section.dataset.uncoded)).json();
    said.textContent = found.computed ? word("uncoded-n", { n: found.n }) : found.what ?? word("uncoded-none");
    section.querySelector("[data-seek-row]").hidden = Boolean(found.computed || found.what);
    section.querySelector("[data-passages]").replaceChildren(...(found.passages ?? []).map((one) => row(one, code)));
  }

  section.addEventListener("toggle", () => {
    if (!section.open || fetched) return;
    fetched = true;
    show();
  });

  const button = section.querySelector("[data-seek-now]");
  button.addEventListener("click", async () => {
    if (button.hasAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    said.textContent = word("uncoded-seeking");
    const answer = await post(section.dataset.seekAt, {});
    button.removeAttribute("aria-disabled");
    if (!answer.done) { said.textContent = `${answer.what ?? ""} ${answer.remedy ?? ""}`; return; }
    await show();
    (section.querySelector("[data-passages] button") ?? section.querySelector("summary")).focus();
  });
}

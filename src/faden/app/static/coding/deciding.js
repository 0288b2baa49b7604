// Codings whose words were rewritten lie nowhere in the text; here a person decides where they go.
import { choice } from "./choosing.js";
import { act, now, watch, word } from "./keeping.js";
import { say } from "./saying.js";

const section = document.querySelector("[data-doubtful]");
const transcript = document.querySelector("[data-coding-page]").dataset.transcript;

function line(label, words, language) {
  const made = document.createElement("p");
  const quoted = document.createElement("q");
  quoted.dir = "auto";
  quoted.lang = language;
  quoted.append(words);
  made.append(`${label}: `, quoted);
  return made;
}

function button(words, pressed) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "small";
  made.append(words);
  made.addEventListener("click", pressed);
  return made;
}

async function decide(one, values) {
  if (await act({ do: "follow", transcript, coding: one.id, ...values })) {
    section.querySelector(section.hidden ? "h3" : "button")?.focus();
  }
}

/** Other words: those that are marked, if they stand in the same part. */
function take(one) {
  const place = choice();
  if (!place || place.part !== one.part || place.language !== one.language) say(word("follow-part"));
  else decide(one, { accept: true, start: place.start, end: place.end });
}

function entry(one) {
  const made = document.createElement("li");
  const name = now().codes.find((code) => code.id === one.code)?.name ?? one.code;
  const head = document.createElement("p");
  head.className = `dotted k-${one.code}`;
  head.append(`${name} · ${one.start[0]}`);
  const row = document.createElement("p");
  row.className = "row";
  if (one.proposal) row.append(button(word("follow"), () => decide(one, { accept: true })), " ");
  row.append(button(word("follow-choice"), () => take(one)), " ", button(word("follow-away"), () => decide(one, { accept: false })));
  const found = document.createElement("p");
  found.append(word("now-none"));
  made.append(head, line(word("was-words"), one.exact, one.language), one.proposal ? line(word("now-words"), one.proposal, one.language) : found, row);
  return made;
}

let shown = "";

export function begin() {
  watch((state, before, saving) => {
    if (saving) return;
    const print = JSON.stringify([state.doubtful, state.others]);
    if (print === shown) return;
    shown = print;
    section.hidden = !state.doubtful.length && !state.others.length;
    section.querySelector("[data-mine]").hidden = !state.doubtful.length;
    section.querySelector("ul").replaceChildren(...state.doubtful.map(entry));
    const who = state.others.map((each) => `${each.who} (${each.n})`).join(", ");
    section.querySelector("[data-theirs]").textContent = who && word("theirs", { who });
  });
}

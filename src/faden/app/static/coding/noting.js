// A memo on the conversation, on the study or on a code, written without leaving the words.
import { asking } from "./asking.js";
import { currentCode } from "./codes.js";
import { act, now } from "./keeping.js";

const dialog = document.querySelector("[data-noting]");
const [about, title, text] = ["note-about", "note-title", "note-text"].map((id) => document.getElementById(id));

const ask = asking(dialog, async () => {
  if (!text.value.trim()) { text.focus(); return null; }
  const sent = [title.value, text.value];
  const done = await act({ do: "write-memo", about: about.value, title: title.value.trim(), text: text.value.trim() });
  if (done && title.value === sent[0] && text.value === sent[1]) title.value = text.value = "";
  return done;
});

/** Open the memo; where a code is gone through, it is about that. */
export function note() {
  const codes = (now()?.codes ?? []).map((code) => new Option(`${"\u2003".repeat(code.path.length - 1)}${code.name}`, `code:${code.id}`));
  about.querySelector("optgroup").replaceChildren(...codes);
  about.value = currentCode() ? `code:${currentCode()}` : about.options[0].value;
  ask(document.activeElement);
  text.focus();
}

export function begin() {
  for (const button of document.querySelectorAll("[data-note-here]")) button.addEventListener("click", note);
}

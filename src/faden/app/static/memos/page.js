// The memos page: write, rewrite, delete; the server draws it anew.
import { act, load, watch } from "../coding/keeping.js";
import * as saying from "../coding/saying.js";
import { draw, sending } from "../coding/swapping.js";

const page = document.querySelector("[data-act]");

/** The step for a memo or for what is noted at a coding; `text` empty deletes it. */
function step({ dataset }, text, title, about) {
  if ("note" in dataset) return { do: "note", transcript: dataset.transcript, coding: dataset.note, memo: text };
  if (!text) return { do: "delete-memo", memo: dataset.memo };
  return { do: "write-memo", about: about ?? dataset.about, title: title ?? "", text, ...(dataset.memo && { memo: dataset.memo }) };
}

const marks = ({ dataset }) => (dataset.path ? { [dataset.path]: dataset.mark } : {});

page.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const { text, title, about } = form.elements;
  if (!text.value.trim()) return;
  const saved = sending(form);
  if (await act(step(form, text.value.trim(), title?.value.trim(), about?.value), marks(form))) saved();
});
page.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-memo], button[data-note]");
  if (button) act(step(button, ""), marks(button));
});
watch((state, before, saving) => { if (!saving && before) draw(); });

saying.begin();
saying.historyKeys();
await load();
page.dataset.ready = "yes";

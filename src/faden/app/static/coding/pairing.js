// Interpretation beside what it interprets: what is ticked is put together; the server draws what is left.
import { act, load, watch } from "./keeping.js";
import * as saying from "./saying.js";
import { draw, sending } from "./swapping.js";

const page = document.querySelector("[data-act]");

page.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const leave = [...form.querySelectorAll("[type=checkbox]:not(:checked)")].map((one) => one.name);
  const saved = sending(form);
  if (await act({ do: "pair", transcript: page.dataset.transcript, leave })) saved();
});
watch((state, before, saving) => { if (!saving && before) draw(); });

saying.begin();
saying.historyKeys();
await load();
page.dataset.ready = "yes";

// What rows of the framework matrix are: saved as a step like those of coding; the server draws the matrix anew.
import { act, load, watch } from "../coding/keeping.js";
import * as saying from "../coding/saying.js";
import { draw, sending } from "../coding/swapping.js";

const page = document.querySelector("[data-act]");

page.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const { path, mark } = form.dataset;
  const saved = sending(form);
  if (await act({ do: "framework-rows", rows: form.elements.rows.value }, { [path]: mark })) saved();
});

saying.begin();
saying.historyKeys();
watch((state, before, saving) => { if (!saving && before) draw(); });
await load();
page.dataset.ready = "yes";

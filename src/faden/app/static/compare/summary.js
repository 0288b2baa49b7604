// A summary of one case under one code: saved as a step like those of coding, with the places it names.
import { act, load, watch } from "../coding/keeping.js";
import * as saying from "../coding/saying.js";
import { draw, sending } from "../coding/swapping.js";

const page = document.querySelector("[data-act]");

page.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { row, code, path, mark } = event.target.dataset;
  const fields = [...event.target.querySelectorAll("[data-language]")];
  const text = Object.fromEntries(fields.map((field) => [field.dataset.language, field.value]));
  const codings = [...page.querySelectorAll("[data-cite]:checked")].map((box) => box.dataset.cite);
  const saved = sending(event.target);
  if (await act({ do: "summarise", row, code, text, codings }, { [path]: mark })) saved();
});

saying.begin();
watch((state, before, saving) => { if (!saving && before) draw(); });
await load();
page.dataset.ready = "yes";

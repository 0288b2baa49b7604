// Who has done what: saying so is a step like any other, saved at once; then the list is drawn anew.
import { act, load, watch } from "../coding/keeping.js";
import * as saying from "../coding/saying.js";
import { draw } from "../coding/swapping.js";

const page = document.querySelector("[data-act]");

saying.begin();
page.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) act({ do: button.dataset.do, transcript: button.dataset.transcript }, JSON.parse(button.dataset.seen));
});
watch((state, before, saving) => { if (!saving && before) draw(); });
await load();
page.dataset.ready = "yes";

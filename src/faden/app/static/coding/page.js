// The coding page: brings the words, the codes and what the server keeps together.
import * as choosing from "./choosing.js";
import { recolour } from "./colours.js";
import * as codes from "./codes.js";
import * as correcting from "./correcting.js";
import * as deciding from "./deciding.js";
import * as finding from "./finding.js";
import * as keys from "./keys.js";
import * as marks from "./marks.js";
import * as noting from "./noting.js";
import * as popover from "./popover.js";
import * as saying from "./saying.js";
import * as suggesting from "./suggesting.js";
import { act, load, now, watch, word } from "./keeping.js";
import { Parts } from "./offsets.js";

const page = document.querySelector("[data-coding-page]");
const turns = page.querySelector("[data-turns]");
const panel = page.querySelector("[data-panel]");
const parts = new Parts(turns);
const narrow = matchMedia("(max-width: 61.99rem)");

/** Open or close the drawer of a narrow window. */
function drawer(open) {
  panel.classList.toggle("open", open);
  for (const button of page.querySelectorAll("[data-drawer]")) button.setAttribute("aria-expanded", String(open));
}

/** Back to the words, where the keys act. */
function toWords() {
  drawer(false);
  keys.focusTurn(document.getElementById(choosing.choice()?.end[0] ?? "") ?? turns.querySelector('.turn[tabindex="0"]'));
}

async function code(id) {
  const place = choosing.choice();
  if (!place) {
    saying.say(word("choose-first"));
    return null;
  }
  choosing.release();
  setTimeout(toWords); // saving comes first
  return await act({ do: "code", transcript: page.dataset.transcript, ...place, code: id });
}

async function create(name) {
  const [place, told] = [choosing.choice(), { [document.documentElement.lang]: name }];
  if (!place) {
    await act({ do: "add-code", name: told });
    return;
  }
  choosing.release();
  setTimeout(toWords);
  await act({ do: "code-anew", transcript: page.dataset.transcript, ...place, name: told });
}

function showChoice(place) {
  const shown = place ? parts.words(place) : "";
  page.classList.toggle("has-choice", Boolean(place));
  for (const quoted of page.querySelectorAll("[data-chosen]")) {
    quoted.textContent = shown;
    quoted.lang = place?.language ?? "";
  }
  panel.querySelector("[data-chosen-where]").textContent = place ? `${word("chosen")} · ${word(`part-${place.part}`)} · ${place.start[0]}` : word("choose");
  panel.querySelector("[data-unchoose]").hidden = !place;
  page.querySelector("[data-announce]").textContent = place ? `${word("chosen")}: ${shown}` : "";
}

/** A click on coded words, on a stripe or on a code in the margin opens what can be done with it. */
function clicked(event) {
  const chip = event.target.closest("[data-coding]");
  if (chip) {
    popover.open([chip.dataset.coding], chip, chip.getBoundingClientRect());
    return;
  }
  const mark = event.target.closest("mark, .stripe");
  if (!mark || !getSelection().isCollapsed) return;
  const ids = mark.dataset.codings.split(" ");
  popover.open(ids, document.querySelector(`.chips [data-coding="${ids.at(-1)}"]`), mark.getBoundingClientRect());
}

const pointed = (event) => event.target.closest?.("[data-coding]")?.dataset.coding;

choosing.begin(parts);
choosing.onChoice(showChoice);
marks.begin(parts, turns, () => { choosing.paint(); finding.shownCode(); });
codes.begin(turns, {
  picked: code,
  created: create,
  left: toWords,
  reached: () => { if (narrow.matches) drawer(true); },
  shown: (id) => { codes.setCurrent(id); finding.shownCode(); },
});
popover.begin();
correcting.begin(turns);
deciding.begin();
noting.begin();
finding.begin(parts);
keys.begin();
saying.begin();
suggesting.begin(parts, code);

watch((state, before, saving) => {
  if (!saving && before && state.codes.length !== before.codes.length) recolour();
  if (!saving && state.words) choosing.unchoose();
});
turns.addEventListener("click", clicked);
turns.addEventListener("focusin", (event) => keys.rove(event.target.closest(".turn")));
for (const kind of ["mouseover", "focusin"]) turns.addEventListener(kind, (event) => { if (pointed(event)) marks.emphasise(pointed(event)); });
for (const button of page.querySelectorAll("[data-drawer]")) {
  button.addEventListener("click", () => {
    drawer(!panel.classList.contains("open"));
    if (panel.classList.contains("open")) panel.querySelector("h2").focus(); // not the field: a phone would open its keyboard
  });
}
panel.querySelector("[data-unchoose]").addEventListener("click", choosing.unchoose);
panel.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && narrow.matches) { event.preventDefault(); drawer(false); page.querySelector("[data-bar] [data-drawer]").focus(); }
});

showChoice(null);
await load();
keys.rove(turns.querySelector(".turn"));
const target = decodeURIComponent(location.hash.slice(1));
if (now()?.codings.some((coding) => coding.id === target)) finding.goTo(target);
suggesting.ready();
page.dataset.ready = "yes";

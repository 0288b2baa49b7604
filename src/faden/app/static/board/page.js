// The needs board: groups, proposals, tables, and what the server keeps.
import { act, load, now, watch, word } from "../coding/keeping.js";
import * as saying from "../coding/saying.js";
import * as arranging from "./arranging.js";
import * as moving from "./moving.js";
import * as uncoded from "./uncoded.js";

const page = document.querySelector("[data-board]");
const edit = document.querySelector("[data-edit-dialog]");
const taking = document.querySelector("[data-import-dialog]");
const secret = document.querySelector('meta[name="faden-save"]').content;
const language = page.dataset.language;
let edited = "";
let under = 0; // steps of the dialog of a group that are under way
let table = null;
let board = "";

// ---- a group

const grouped = () => now().codes.find((one) => one.id === edited);

function openGroup(id) {
  edited = id;
  for (const field of edit.querySelectorAll("[data-edit-name], [data-edit-statement]")) field.dataset.was = field.value;
  const suggested = edit.querySelector("[data-suggested]"); // stays while the dialog is open: nothing moves under the pointer
  suggested.hidden = !grouped().suggested;
  suggested.querySelector("q").textContent = grouped().suggested;
  suggested.querySelector("[data-rendered]").hidden = !grouped().rendered;
  suggested.querySelector("[data-rendered] span").textContent = grouped().rendered;
  fill();
  edit.querySelector("[data-edit-said]").textContent = "";
  edit.showModal();
}

/** Show a value in a field, unless somebody is writing in it. */
function write(field, value) {
  if (field.value !== field.dataset.was && field.value !== value) return;
  field.value = field.dataset.was = value;
}

function fill() {
  const one = grouped();
  if (!one) { edit.close(); return; }
  write(edit.querySelector("[data-edit-name]"), one.named);
  write(edit.querySelector("[data-edit-statement]"), one.stated);
  for (const radio of edit.querySelectorAll("[data-edit-mark]")) radio.checked = radio.value === one.mark;
  edit.querySelector("[data-accept]").textContent = word(one.need ? "accept-again" : "accept", { need: one.need });
  const merge = edit.querySelector("[data-merge]");
  const chosen = merge.value;
  merge.replaceChildren(...now().codes.filter((other) => other.id !== edited).map((other) => new Option(other.name, other.id, false, other.id === chosen)));
  merge.closest("p").hidden = edit.querySelector("[data-do-merge]").hidden = !merge.options.length;
  asks();
}

/** Where both groups are needs, somebody has to say which one stays. */
function asks() {
  const [own, other] = [grouped(), now().codes.find((one) => one.id === edit.querySelector("[data-merge]").value)];
  const ask = edit.querySelector("[data-keep-ask]");
  const both = Boolean(own?.need && other?.need && own.need !== other.need);
  const pair = both ? `${own.need} ${other.need}` : "";
  if (ask.dataset.pair === pair) return;
  ask.dataset.pair = pair;
  ask.hidden = !both;
  [...ask.querySelectorAll("[data-keep-need]")].forEach((radio, at) => {
    const one = [own, other][at];
    radio.checked = false;
    radio.value = both ? one.need : "";
    radio.labels[0].textContent = both ? `${one.need} · ${one.name}` : "";
  });
}

/** Show what is kept; while steps are under way, what was chosen and typed since stays. */
function refresh() {
  if (edit.open && !under) fill();
}

/** Do something to the group of the dialog, and say there what came of it. */
async function change(step) {
  under += 1;
  const answer = await act(step);
  under -= 1;
  if (step.group !== edited) return answer; // another group is open by now; the bar says it
  const said = edit.querySelector("[data-edit-said]");
  said.textContent = answer ? word("saved", { what: answer.said }) : document.querySelector("[data-alarm] [data-what]").textContent;
  refresh();
  return answer;
}

function editing() {
  watch((state, before, saving) => { if (!saving) refresh(); });
  edit.querySelector("[data-edit-name]").addEventListener("change", (event) => change({ do: "name", group: edited, name: { [language]: event.target.value } }));
  edit.querySelector("[data-edit-statement]").addEventListener("change", (event) => change({ do: "state", group: edited, statement: { [language]: event.target.value } }));
  for (const radio of edit.querySelectorAll("[data-edit-mark]")) {
    radio.addEventListener("change", () => change({ do: "mark", group: edited, mark: radio.value || null }));
  }
  edit.querySelector("[data-take]").addEventListener("click", () => {
    const field = edit.querySelector("[data-edit-statement]");
    const rendered = edit.querySelector("[data-rendered] span").textContent; // the field is of the page's language
    field.value = rendered || edit.querySelector("[data-suggested] q").textContent;
    field.focus();
    change({ do: "state", group: edited, statement: { [language]: field.value } });
  });
  edit.addEventListener("cancel", () => document.activeElement.blur()); // Escape saves what was typed, as the dialog says
  edit.querySelector("[data-accept]").addEventListener("click", () => change({ do: "accept", group: edited }));
  edit.querySelector("[data-do-merge]").addEventListener("click", async () => {
    const [group, into] = [edited, edit.querySelector("[data-merge]").value];
    const keep = edit.querySelector("[data-keep-need]:checked")?.value;
    if (!edit.querySelector("[data-keep-ask]").hidden && !keep) {
      edit.querySelector("[data-edit-said]").textContent = word("keep-ask");
      edit.querySelector("[data-keep-need]").focus();
    } else if (into && await change({ do: "merge", group, into, ...(keep ? { keep } : {}) })) leave(group, into);
  });
  edit.querySelector("[data-merge]").addEventListener("change", asks);
  edit.querySelector("[data-dissolve]").addEventListener("click", async () => {
    const group = edited;
    if (await change({ do: "dissolve", group })) leave(group, "");
  });
}

/** Close the dialog of a group that is gone, unless another one was opened meanwhile. */
function leave(group, into) {
  if (edited !== group) return;
  edit.close();
  (page.querySelector(`[data-group="${into}"] h3`) ?? document.getElementById("wall")).focus();
}

// ---- proposals

async function offered(button, place) {
  const one = now().offers.find((each) => each.key === place.dataset.offer);
  if (!one) return;
  const step = button.matches("[data-into]") ? { do: "place", cards: one.cards, group: one.group }
    : button.matches("[data-found]") ? { do: "group", cards: one.cards, ...(one.proposal ? { proposal: [one.proposal] } : {}), ...(one.name ? { name: { [language]: one.name } } : {}) }
      : { do: "reject", cards: one.cards };
  const answer = await act(step);
  if (!answer) return;
  moving.tell(word("moved", { what: answer.said }));
  if (document.querySelector("dialog[open]")) return; // somebody is at something else by now
  if (step.do === "group" && !one.name) openGroup(answer.created[0]);
  else (page.querySelector("[data-offer] h3") ?? document.getElementById("tray")).focus();
}

async function post(address, sent) {
  try {
    const response = await fetch(address, { method: "POST", headers: { "content-type": "application/json", "x-faden-save": secret }, body: JSON.stringify(sent) });
    return await response.json();
  } catch {
    return { done: false, what: word("gone"), remedy: "" };
  }
}

async function compute(button, address = page.dataset.propose, sent = {}) {
  button.setAttribute("aria-disabled", "true");
  saying.say(word("computing"), "busy");
  const answer = await post(address, sent);
  button.removeAttribute("aria-disabled");
  if (answer.done) arranging.renew();
  else saying.say(`${answer.what ?? word("refused")} ${answer.remedy ?? ""}`, "not");
}

// ---- tables

const told = (file) => new Promise((give) => {
  const reader = new FileReader();
  reader.onload = () => give(reader.result.split(",")[1] ?? "");
  reader.readAsDataURL(file);
});

async function read(file) {
  table = { table: await told(file), name: file.name };
  await preview();
}

// What a table would do to the board as it is now; after a refusal the reason stands before it.
async function preview(refused = "") {
  const plan = await post(page.dataset.import, table);
  board = plan.board; // what was told holds for this board alone
  const words = plan.done ? plan.lead : `${plan.what ?? ""} ${plan.remedy ?? ""}`;
  taking.querySelector("[data-plan]").textContent = `${refused} ${words}`.trim();
  taking.querySelector("[data-notes]").replaceChildren(...(plan.notes ?? []).map((note) => {
    const made = document.createElement("li");
    made.textContent = note;
    return made;
  }));
  taking.querySelector("[data-move-switch]").hidden = !plan.moved;
  taking.querySelector("[data-import-go]").hidden = !plan.done;
}

async function put() {
  const move = taking.querySelector("[data-moving]").checked;
  const answer = await post(page.dataset.import, { ...table, board, go: true, move });
  if (answer.done) location.reload();
  else await preview(answer.what);
}

function clicked(event) {
  const button = event.target.closest("button");
  if (!button) return;
  const place = arranging.placeOf(button);
  if (button.matches("[data-edit]")) openGroup(place.dataset.group);
  else if (button.matches("[data-into], [data-found]") || (button.matches("[data-reject]") && place?.dataset.offer)) offered(button, place);
  else if (button.matches("[data-compute], [data-keep], [data-anew]")) {
    if (button.hasAttribute("aria-disabled")) return;
    compute(button, ...(button.matches("[data-keep]") ? [page.dataset.keep] : button.matches("[data-anew]") ? [page.dataset.propose, { anew: true }] : []));
  }
  else if (button.matches("[data-new-group]")) create();
  else if (button.matches("[data-adopt]")) act({ do: "adopt" }).then((answer) => { button.hidden = Boolean(answer); });
  else if (button.matches("[data-clear]")) act({ do: "restore", cards: now().gone });
  else if (button.matches("[data-show-import]")) taking.showModal();
  else if (button.matches("[data-show-keys]")) document.querySelector("[data-keys]").showModal();
}

async function create() {
  const cards = moving.picked();
  const answer = await act({ do: "group", cards });
  if (!answer) return;
  moving.unpick(cards);
  if (!document.querySelector("dialog[open]")) openGroup(answer.created[0]);
}

function keys(event) {
  if (!(event.ctrlKey || event.metaKey) || event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea")) return;
  const key = event.key.toLowerCase();
  const back = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : "";
  if (back) { event.preventDefault(); saying.back(back); }
}

arranging.begin();
moving.begin();
saying.begin();
uncoded.begin(post);
editing();
page.addEventListener("click", clicked);
document.addEventListener("keydown", keys);
taking.querySelector("[data-table]").addEventListener("change", (event) => { if (event.target.files[0]) read(event.target.files[0]); });
taking.querySelector("[data-import-go]").addEventListener("click", put);
await load();
page.dataset.ready = "yes";

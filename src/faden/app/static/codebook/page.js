// The codebook page: what a form or a button asks for becomes a step; the server draws the page anew.
import { recolour } from "../coding/colours.js";
import { act, load, now, onTrouble, watch } from "../coding/keeping.js";
import * as saying from "../coding/saying.js";
import { draw, go, onDrawn, sending, unsaved } from "../coding/swapping.js";
import * as tree from "./tree.js";

const book = document.querySelector("[data-act]");
const detail = () => book.querySelector("[data-swap=detail]");
const here = () => detail().dataset.code;
const language = document.documentElement.lang;

/** Path and fingerprint of the files of conversations, as the page shows them. */
const marks = (...transcripts) => {
  const all = JSON.parse(detail().dataset.marks);
  return Object.fromEntries(transcripts.filter((each) => all[each]).map((each) => all[each]));
};

/** The texts of a form in their languages; with `changed`, only those that were changed, or null. */
function told(form, key, changed = false) {
  const fields = [...form.elements].filter((field) => field.name?.startsWith(`${key}.`))
    .filter((field) => !changed || field.value.trim() !== field.defaultValue.trim());
  return fields.length ? Object.fromEntries(fields.map((field) => [field.name.split(".")[1], field.value])) : null;
}

/** Each step with the files it is about, from the form or button that asks for it. */
const STEPS = {
  "add-code": (form) => [{ name: told(form, "name"), ...(form.dataset.parent && { parent: form.dataset.parent }) }],
  "rename-code": (form) => [{ name: told(form, "name") }],
  "recolour-code": (one) => [{ colour: one.dataset.colour ?? one.elements.colour.value }],
  "classify-code": ({ elements }) => [{ kind: elements.kind.value }],
  "folder-code": ({ dataset }) => [{ codable: dataset.codable === "yes" }],
  "move-code": ({ elements }) => [{ parent: elements.parent.value || null, before: elements.before.value || null }],
  "merge-code": ({ elements }) => [{ into: elements.into.value }],
  "retire-code": () => [{}],
  "revive-code": () => [{}],
  "define-code": (form) => {
    const rules = ["definition", "include", "exclude"].map((key) => [key, told(form, key, true)]).filter(([, text]) => text);
    const why = form.elements.why.value.trim();
    return [{ ...Object.fromEntries(rules), ...(why && { why: { [language]: why } }) }];
  },
  "split-code": (form) => {
    const given = [...form.querySelectorAll("[name=to]")].filter((one) => one.value);
    const names = [...form.querySelectorAll("[name=part]")].map((one) => one.value.trim());
    const parts = names.map((name, at) => ({
      name: { [language]: name },
      codings: given.filter((one) => Number(one.value) === at).map((one) => one.dataset.coding),
    })).filter((part, at) => names[at] || part.codings.length);
    return [{ parts }, ...given.map((one) => one.dataset.transcript)];
  },
  recode: ({ dataset, elements }) => [{ transcript: dataset.transcript, coding: dataset.coding, code: dataset.as ?? elements.code.value }, dataset.transcript],
  confirm: () => {
    const all = [...detail().querySelectorAll("[data-do=recode][data-as]")].map((one) => one.dataset);
    return [{ codings: all.map((one) => one.coding) }, ...all.map((one) => one.transcript)];
  },
  uncode: ({ dataset }) => [{ transcript: dataset.transcript, coding: dataset.coding }, dataset.transcript],
};
const ON_CODINGS = new Set(["recode", "uncode", "add-code"]);

async function step(one) {
  const what = one.dataset.do;
  const [values, ...transcripts] = STEPS[what](one);
  const code = ON_CODINGS.has(what) ? {} : { code: here() };
  const saved = one.elements ? sending(one) : () => {};
  const answer = await act({ do: what, ...code, ...values }, marks(...transcripts));
  if (answer) saved();
  const next = what === "merge-code" ? values.into : what === "add-code" ? answer?.created[0] : "";
  // Who has begun to type something else meanwhile stays with it; only a code that is gone is left.
  if (answer && next && (what === "merge-code" || !unsaved())) await go(`${location.pathname}?code=${next}`);
}

/** Anchor examples are told as a whole list. */
function examples(button, add) {
  const all = [...detail().querySelectorAll("[data-example-away]")];
  const value = ({ dataset }) => ({ transcript: dataset.transcript, turn: dataset.turn, quote: dataset.quote });
  const kept = all.filter((one) => one !== button).map(value);
  return act({ do: "define-code", code: here(), examples: add ? [...kept, value(button)] : kept });
}

/** Where a rule that stood there changes, the reason is asked for. */
function asks(form) {
  if (!form || !("defined" in form.dataset)) return;
  const rules = [...form.elements].some((field) => field.name?.includes(".") && field.value.trim() !== field.defaultValue.trim());
  form.querySelector("[data-why]").hidden = !rules;
  form.elements.why.required = rules;
}

/** Only what stands below the chosen parent can be chosen as the next one. */
function siblings(parent) {
  const before = parent.form.elements.before;
  for (const option of before.options) {
    if (option.value) option.hidden = option.disabled = option.dataset.parent !== parent.value;
  }
  if (before.selectedOptions[0]?.disabled) before.value = "";
}

/** Codes to choose, fetched from what the page knows when somebody looks for one. */
function fill(select) {
  if ("filled" in select.dataset || !now()) return;
  select.dataset.filled = "";
  const there = new Set([...select.options].map((one) => one.value)); // what was chosen before the page was drawn anew
  for (const code of now().codes.filter((each) => each.codable && each.id !== here() && !there.has(each.id))) {
    select.add(new Option(`${"\u2003".repeat(code.path.length - 1)}${code.name}`, code.id));
  }
}

watch((state, before, saving) => {
  if (saving || !before) return;
  recolour();
  // A code that was taken back has no page any more.
  draw().then((found) => found || go(location.pathname));
});
// What was refused is said at the form, too, which may be far from the bar.
onTrouble(({ what, remedy }) => { if (what) document.querySelector("[data-alarm]").scrollIntoView({ block: "nearest" }); });

book.addEventListener("submit", (event) => {
  event.preventDefault();
  step(event.target);
});
book.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-go]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    go(link.href, link.closest("[data-tree]") && matchMedia("(min-width: 62rem)").matches ? link.id : "detail");
    return;
  }
  const button = event.target.closest("button[type=button]");
  if (button?.dataset.do) step(button);
  else if (button && "example" in button.dataset) examples(button, true);
  else if (button && "exampleAway" in button.dataset) examples(button, false);
});
book.addEventListener("input", (event) => asks(event.target.closest("form[data-do=define-code]")));
book.addEventListener("change", (event) => { if (event.target.id === "parent") siblings(event.target); });
for (const kind of ["focusin", "pointerdown"]) {
  book.addEventListener(kind, (event) => { if (event.target.matches?.("[data-codes-here]")) fill(event.target); });
}
saying.begin();
saying.historyKeys();
tree.begin(book);
onDrawn(() => { const parent = document.getElementById("parent"); if (parent) siblings(parent); });
await load();
book.dataset.ready = "yes";

// What the page says: saved or not, what went wrong, what changed elsewhere. Nothing is called saved before it is.
import { act, differences, load, now, onTrouble, take, watch, word } from "./keeping.js";

const page = document.querySelector("[data-act]");
const status = document.querySelector("[data-status]");
const alarm = document.querySelector("[data-alarm]");
const retry = alarm.querySelector("[data-retry]");
const outside = document.querySelector("[data-outside]");
let again = null;
let fresh = null;

/** Say something to everybody, also to who does not see the page. */
export function say(words, kind = "") {
  status.dataset.kind = kind;
  status.textContent = words;
}

export function quiet() {
  again = null;
  alarm.hidden = true;
}

/** Say that something was not saved, and offer to try again where that may help. */
function warn({ kind, what = "", remedy = "", action }) {
  const words = what || word(kind === "locked" ? "locked" : kind === "gone" ? "gone" : "refused");
  again = kind === "gone" ? action ?? {} : null;
  alarm.querySelector("[data-what]").textContent = `${words} ${remedy}`;
  retry.hidden = !again;
  alarm.hidden = false;
  say(word("not-saved"), "not");
}

async function repeat() {
  const action = again;
  if (action?.do) await act(action);
  else await load();
}

function line({ kind, one, was }) {
  const names = new Map([...now().codes, ...fresh.codes].map((code) => [code.id, code.name]));
  const made = document.createElement("li");
  const quoted = document.createElement("q");
  quoted.dir = "auto";
  quoted.append([...one.exact].slice(0, 120).join(""));
  const name = names.get(one.code) ?? one.code;
  const before = was && was.code !== one.code ? ` (${word("was", { name: names.get(was.code) ?? was.code })})` : "";
  made.append(`${word(`outside-${kind}`)}: ${name}${before} · `, quoted);
  return made;
}

function code({ kind, one }) {
  const made = document.createElement("li");
  made.append(`${word(`outside-${kind}`)}: ${word("code", { name: one.name })}`);
  return made;
}

/** Somebody changed a file meanwhile: show what differs; what was meant here is not done. */
function differs(trouble) {
  fresh = trouble.fresh;
  const all = [...differences(now(), fresh, "codes").map(code), ...differences(now(), fresh).map(line)];
  const text = Object.keys(fresh.seen).some((path) => path.startsWith("interviews/") && fresh.seen[path] !== now().seen[path]);
  outside.querySelector("[data-changes]").replaceChildren(...all.slice(0, 50));
  outside.querySelector("[data-text-changed]").hidden = !text;
  outside.querySelector("[data-other-changed]").hidden = text || all.length > 0;
  outside.dataset.reload = text ? "yes" : "";
  say(word("not-saved"), "not");
  outside.showModal();
}

function accepted() {
  if (outside.dataset.reload) location.reload();
  else {
    take(fresh);
    quiet();
    say(word("reloaded"));
  }
}

export function begin() {
  const [undo, redo] = ["undo", "redo"].map((name) => document.querySelector(`[data-${name}]`));
  watch((state, before, saving) => {
    if (saving) { say(word("saving"), "busy"); return; }
    for (const [button, can, name] of [[undo, state.undo, "undo"], [redo, state.redo, "redo"]]) {
      // Not disabled: a button that had the focus would lose it.
      button.setAttribute("aria-disabled", String(!can));
      button.title = can ? `${word(name)}: ${can}` : word(`${name}-none`);
    }
    quiet();
    if (state.said) say([word("saved", { what: state.said }), state.more].filter(Boolean).join(". "), "saved");
    else if (state.mended?.length) say(state.mended.join(" "));
  });
  undo.addEventListener("click", () => back("undo"));
  redo.addEventListener("click", () => back("redo"));
  onTrouble((trouble) => (trouble.kind === "outside" ? differs(trouble) : warn(trouble)));
  retry.addEventListener("click", repeat);
  outside.addEventListener("close", accepted);
  page.dataset.ready = "";
}

/** Undo and redo by key, on pages that have no other keys. */
export function historyKeys() {
  document.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y")) return;
    if (event.target.closest?.("input, textarea")?.value) return; // the field has its own undo
    event.preventDefault();
    back(key === "y" || event.shiftKey ? "redo" : "undo");
  });
}

/** Undo or redo, if there is something. */
export function back(what) {
  if (now()?.[what]) act({ do: what });
  else say(word(`${what}-none`));
}

// Everything by key. Single characters act only outside of fields, and can be switched off (WCAG 2.1.4).
import { active, choice, extend, otherPart, step, unchoose } from "./choosing.js";
import { go, shownCode, toSearch } from "./finding.js";
import { setCurrent, type } from "./codes.js";
import { correct } from "./correcting.js";
import { note } from "./noting.js";
import { back } from "./saying.js";
import * as popover from "./popover.js";

const turns = document.querySelector("[data-turns]");
const help = document.querySelector("[data-keys]");
const letters = document.querySelector("[data-letters]");
const FIELD = "input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open]:modal";

const turnAt = () => document.activeElement?.closest?.(".turn") ?? document.getElementById(choice()?.end[0] ?? "") ?? null;

/** The turn to which Tab comes back. */
export function rove(turn) {
  if (!turn || turn.tabIndex === 0) return;
  for (const other of turns.querySelectorAll('.turn[tabindex="0"]')) other.tabIndex = -1;
  turn.tabIndex = 0;
}

/** Give a turn the focus. */
export function focusTurn(turn) {
  if (!turn) return;
  rove(turn);
  turn.focus({ preventScroll: true });
  const box = turn.getBoundingClientRect();
  if (box.top < 80 || box.bottom > innerHeight - 90) turn.scrollIntoView({ block: box.height > innerHeight / 2 ? "start" : "center", behavior: "instant" });
}

function walk(by) {
  const all = [...turns.querySelectorAll(".turn:not([hidden])")];
  const here = turnAt();
  const next = here ? all[all.indexOf(here) + by] : all[0];
  focusTurn(next);
}

function choosing(move, by, granularity) {
  const turn = turnAt() ?? turns.querySelector(".turn:not([hidden])");
  const part = turn && move(turn, by, granularity);
  const at = part?.closest(".turn");
  if (at && (at !== document.activeElement)) focusTurn(at);
}

/** Whether the part that keys act in runs from right to left: there, the left arrow goes on. */
const mirrored = () => { const turn = turnAt(); return turn && active(turn)?.dir === "rtl"; };

/** The letter of a key; on keyboards of other scripts the one that is printed at its place. */
function letter(event) {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  return /^Key[A-Z]$/.test(event.code) && !/^[\x00-\x7f]$/.test(event.key) ? event.code.slice(3).toLowerCase() : "";
}

function history(event) {
  const key = letter(event);
  if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y")) return false;
  const field = event.target.closest?.("input, textarea");
  if (field && field.type !== "checkbox" && field.value) return false; // the field has its own undo
  back(key === "y" || event.shiftKey ? "redo" : "undo");
  return true;
}

function arrows(event) {
  if (!event.target.closest?.(".turns") || event.altKey || event.target.closest("dialog")) return false;
  const granularity = event.ctrlKey || event.metaKey ? "word" : "sentence";
  const on = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (on) choosing(event.shiftKey ? extend : step, mirrored() ? -on : on, granularity);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") walk(event.key === "ArrowDown" ? 1 : -1);
  else if (event.key === "Enter" && event.target.matches(".turn")) type();
  else return false;
  return true;
}

const SINGLE = {
  j: () => walk(1),
  k: () => walk(-1),
  c: () => type(),
  p: () => { const turn = turnAt(); if (turn) otherPart(turn); },
  n: (event) => go(event.shiftKey ? -1 : 1),
  t: () => correct(turnAt()),
  m: () => note(),
  e: () => turnAt()?.querySelector(".chips button")?.click(),
};

/** Let a letter or digit do something more. */
export const onKey = (key, act) => { SINGLE[key] = act; };

function single(event) {
  if (!letters.checked || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(FIELD)) return false;
  if (event.key === "?") help.showModal();
  else if (event.key === "/") toSearch();
  else if (event.code === "Period" || event.code === "Comma") choosing(event.shiftKey ? extend : step, event.code === "Period" ? 1 : -1, "sentence");
  else if (SINGLE[letter(event) || event.key]) SINGLE[letter(event) || event.key](event);
  else return false;
  return true;
}

/** Enter where nothing has the focus, after a click beside the words: what is marked waits for its code. */
function enter(event) {
  if (event.key !== "Enter" || event.target !== document.body || !choice()) return false;
  type();
  return true;
}

function escape(event) {
  if (event.key !== "Escape" || event.target.closest?.("dialog")) return false;
  if (popover.isOpen()) popover.close();
  else if (choice()) unchoose();
  else { setCurrent(null); shownCode(); }
  return true;
}

export function begin() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (history(event) || escape(event) || enter(event) || arrows(event) || single(event)) event.preventDefault();
  });
  document.querySelector("[data-show-keys]").addEventListener("click", () => help.showModal());
  // Whether letters are keys stays in this browser; it says nothing about anybody.
  letters.checked = localStorage.getItem("faden-letters") !== "off";
  letters.addEventListener("change", () => localStorage.setItem("faden-letters", letters.checked ? "on" : "off"));
}

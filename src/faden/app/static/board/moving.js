// Moving cards: by hand, by finger, by key, or through a list of all targets. What moves them is one step each.
import { act, now, word } from "../coding/keeping.js";
import { cardOf, cardsIn, counted, listOf, placeOf, places, targets, visible, wordsOf } from "./arranging.js";

const page = document.querySelector("[data-board]");
const announce = page.querySelector("[data-announce]");
const dialog = document.querySelector("[data-move-dialog]");
const bar = page.querySelector("[data-chosen-bar]");
let carried = null; // {cards, at, before}: picked up by key
let meant = []; // cards of the list of targets

export const tell = (words) => { announce.textContent = words; };

export const picked = () => [...page.querySelectorAll("[data-pick]:checked")].map((box) => box.closest("[data-card]").dataset.card);

/** The cards that a move is about: all chosen ones where it begins with one of them. */
const together = (id) => (picked().includes(id) ? picked() : [id]);

/** Take cards out of those that are chosen; those that were chosen since stay so. */
export function unpick(cards = picked()) {
  for (const id of cards) {
    const box = cardOf(id)?.querySelector("[data-pick]");
    if (box) box.checked = false;
  }
  counts();
}

function counts() {
  const n = picked().length;
  bar.hidden = !n;
  bar.querySelector("[data-chosen-count]").textContent = n ? word("chosen", { cards: counted(n) }) : "";
}

/** Put cards somewhere; gives the answer, or null where nothing was saved. */
export async function move(cards, target, before = null) {
  const from = placeOf(cardOf(cards[0]));
  const [next, held] = [neighbour(cards), document.activeElement];
  const step = target === "new" ? { do: "group", cards }
    : target === "tray" ? { do: "restore", cards }
      : target === "aside" ? { do: "reject", cards }
        : { do: "place", cards, group: target, ...(before ? { before } : {}) };
  const answer = await act(step);
  if (!answer) return null;
  unpick(cards);
  tell(word("moved", { what: answer.said }));
  if (![held, document.body].includes(document.activeElement)) return answer; // somebody has gone on by now
  const heir = [next && cardOf(next), cardsIn(from)[0], cardOf(cards[0])].find((card) => card?.isConnected && visible(card));
  (heir?.querySelector("[data-grip]") ?? page.querySelector("h2"))?.focus();
  return answer;
}

/** The card with which somebody goes on after these have gone. */
function neighbour(cards) {
  const row = cardsIn(placeOf(cardOf(cards[0])));
  const last = row.findLastIndex((card) => cards.includes(card.dataset.card));
  const other = row.slice(last + 1).find((card) => !cards.includes(card.dataset.card)) ?? row.slice(0, last).reverse().find((card) => !cards.includes(card.dataset.card));
  return other?.dataset.card;
}

const dropOf = (target) => page.querySelector(`[data-drop="${target}"]`);

function show(target) {
  for (const each of page.querySelectorAll(".target")) each.classList.remove("target");
  const place = target && dropOf(target);
  place?.classList.add("target");
  return place;
}

// ---- by key

function pickUp(card) {
  const cards = together(card.dataset.card);
  const home = now().codes.findIndex((one) => one.cards.includes(cards[0]));
  carried = { cards, at: home < 0 ? 0 : home, before: null, from: card };
  for (const id of cards) cardOf(id).classList.add("carried");
  card.querySelector("[data-grip]").setAttribute("aria-pressed", "true");
  where(word("picked-up", { cards: cards.length === 1 ? wordsOf(card) : counted(cards.length) }));
}

function where(lead = "") {
  const all = targets();
  const target = all[carried.at];
  const place = show(target.id);
  place?.scrollIntoView({ block: "nearest" });
  const name = word("target", { name: target.name, at: carried.at + 1, of: all.length });
  const before = carried.before ? ` ${word("before", { words: wordsOf(cardOf(carried.before)) })}` : "";
  tell(`${lead} ${name}${before}`.trim());
}

function letGo() {
  for (const id of carried.cards) cardOf(id)?.classList.remove("carried");
  carried.from.querySelector("[data-grip]").removeAttribute("aria-pressed");
  show(null);
  const was = carried;
  carried = null;
  return was;
}

function step(by) {
  const all = targets();
  carried.at = (carried.at + by + all.length) % all.length;
  carried.before = null;
  where();
}

/** Another place within the target group: before the card above, or below. */
function shift(by) {
  const one = now().codes[carried.at];
  if (!one) return;
  const row = one.cards.filter((id) => !carried.cards.includes(id));
  const at = carried.before ? row.indexOf(carried.before) : row.length;
  carried.before = row[Math.max(0, Math.min(row.length, at + by))] ?? null;
  where();
}

function carry(event) {
  const keys = { ArrowRight: () => step(1), ArrowLeft: () => step(-1), ArrowDown: () => shift(1), ArrowUp: () => shift(-1) };
  const mirrored = document.dir === "rtl" ? { ArrowRight: "ArrowLeft", ArrowLeft: "ArrowRight" } : {};
  const go = keys[mirrored[event.key] ?? event.key];
  if (go) { event.preventDefault(); go(); return; }
  if (event.key === "Escape" || event.key === "Tab") {
    if (event.key === "Escape") event.preventDefault();
    letGo();
    tell(word("put-back"));
  } else if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    const was = letGo();
    move(was.cards, targets()[was.at].id, was.before);
  }
}

/** Without a card in hand, arrows go from card to card and from list to list. */
function walk(event) {
  const card = event.target.closest("[data-card]");
  if (!card) return;
  const row = cardsIn(placeOf(card)).filter(visible);
  const all = places();
  const at = all.indexOf(placeOf(card));
  const to = {
    ArrowDown: row[row.indexOf(card) + 1],
    ArrowUp: row[row.indexOf(card) - 1],
    ArrowRight: cardsIn(all[at + 1])[0],
    ArrowLeft: cardsIn(all[at - 1])[0],
  }[event.key];
  if (to) { event.preventDefault(); to.querySelector("[data-grip]").focus(); }
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("dialog, input:not([type=checkbox]), textarea, select")) return;
  if (carried) { carry(event); return; }
  const card = event.target.closest("[data-card]");
  if (!card) return;
  if ((event.key === " " || event.key === "Enter") && event.target.closest("[data-grip]")) { event.preventDefault(); pickUp(card); }
  else if (event.key === "m") { event.preventDefault(); choose(together(card.dataset.card)); }
  else if (event.key === "x") { const box = card.querySelector("[data-pick]"); box.checked = !box.checked; counts(); tell(bar.hidden ? word("chosen-none") : bar.querySelector("[data-chosen-count]").textContent); }
  else if (event.key.startsWith("Arrow")) walk(event);
}

// ---- through a list

export function choose(cards) {
  meant = cards;
  dialog.querySelector("[data-move-what]").textContent = cards.length === 1 ? wordsOf(cardOf(cards[0])) : counted(cards.length);
  dialog.querySelector("[data-seek]").value = "";
  list("");
  dialog.showModal();
}

function list(sought) {
  const home = now().codes.find((one) => one.cards.includes(meant[0]))?.id;
  const fitting = targets().filter((one) => one.id !== home && one.name.toLocaleLowerCase().includes(sought.toLocaleLowerCase()));
  dialog.querySelector("[data-targets]").replaceChildren(...fitting.map((one) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const name = document.createElement("bdi");
    button.type = "button";
    button.dataset.target = one.id;
    name.textContent = one.name;
    button.append(name);
    if (one.n !== undefined) {
      const many = document.createElement("span");
      many.className = "count";
      many.textContent = ` · ${counted(one.n)}`;
      button.append(many);
    }
    item.append(button);
    return item;
  }));
}

// ---- by hand or finger

let drag = null;

function grabbed(event) {
  const grip = event.target.closest("[data-grip]");
  if (!grip || event.button !== 0 || carried) return;
  const card = grip.closest("[data-card]");
  drag = { grip, cards: together(card.dataset.card), x: event.clientX, y: event.clientY, on: false, pointer: event.pointerId, at: [event.clientX, event.clientY] };
  grip.setPointerCapture(event.pointerId);
}

function dragged(event) {
  if (!drag || event.pointerId !== drag.pointer) return;
  if (!drag.on && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 5) return;
  if (!drag.on) lift();
  drag.ghost.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 8}px)`;
  drag.edge = event.clientY < 70 ? -14 : event.clientY > innerHeight - 70 ? 14 : 0;
  aim(event.clientX, event.clientY);
}

/** What lies under the hand now; the page may have rolled while the hand was still. */
function aim(x, y) {
  drag.at = [x, y];
  const under = document.elementFromPoint(x, y);
  drag.target = under?.closest("[data-drop]")?.dataset.drop ?? null;
  drag.before = drag.target?.startsWith("g") ? under.closest("[data-card]")?.dataset.card ?? null : null;
  if (drag.cards.includes(drag.before)) drag.before = null;
  show(drag.target);
}

function lift() {
  drag.on = true;
  page.classList.add("dragging");
  drag.ghost = document.createElement("p");
  drag.ghost.className = "ghost";
  drag.ghost.dir = "auto";
  drag.ghost.textContent = drag.cards.length === 1 ? wordsOf(cardOf(drag.cards[0])) : counted(drag.cards.length);
  page.append(drag.ghost);
  for (const id of drag.cards) cardOf(id).classList.add("carried");
  const mine = drag;
  const roll = () => {
    if (drag !== mine) return;
    if (mine.edge) { scrollBy(0, mine.edge); aim(...mine.at); }
    requestAnimationFrame(roll);
  };
  roll();
}

function dropped(event) {
  if (!drag) return;
  const was = drag;
  drag = null;
  page.classList.remove("dragging");
  was.ghost?.remove();
  for (const id of was.cards) cardOf(id)?.classList.remove("carried");
  show(null);
  if (event.type === "pointerup" && was.on && was.target) move(was.cards, was.target, was.before);
}

export function begin() {
  page.addEventListener("keydown", pressed);
  page.addEventListener("pointerdown", grabbed);
  page.addEventListener("pointermove", dragged);
  for (const kind of ["pointerup", "pointercancel"]) page.addEventListener(kind, dropped);
  page.addEventListener("change", (event) => { if (event.target.matches("[data-pick]")) counts(); });
  page.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (button) choose(together(button.closest("[data-card]").dataset.card));
  });
  dialog.querySelector("[data-seek]").addEventListener("input", (event) => list(event.target.value));
  dialog.addEventListener("click", (event) => {
    const button = event.target.closest("[data-target]");
    if (!button) return;
    dialog.close();
    move(meant, button.dataset.target);
  });
  bar.querySelector("[data-chosen-move]").addEventListener("click", () => choose(picked()));
  bar.querySelector("[data-chosen-new]").addEventListener("click", () => move(picked(), "new"));
  bar.querySelector("[data-chosen-reject]").addEventListener("click", () => move(picked(), "aside"));
  bar.querySelector("[data-chosen-none]").addEventListener("click", () => unpick());
}

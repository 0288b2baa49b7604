// Where the cards stand: the server says it after every step, and the page puts each card there.
import { now, settled, watch, word } from "../coding/keeping.js";

const page = document.querySelector("[data-board]");
const groups = page.querySelector("[data-groups]");
const offers = page.querySelector("[data-offers]");
const models = { group: "[data-group-template]", offer: "[data-offer-template]" };
const cards = new Map([...page.querySelectorAll("[data-card]")].map((card) => [card.dataset.card, card]));

const PAUSE = 1000; // milliseconds until it is looked again whether cards are still chosen

let drawn = false;
let kept = "";

/** Cards that are shown of a list before somebody asks for all. */
export const SHOWN = 4;

/** The list in which a card stands, and the place around it: a group, an offer, or what was set aside. */
export const placeOf = (element) => element?.closest("[data-group], [data-offer], .aside");
export const listOf = (place) => place?.querySelector("[data-list]");
export const cardOf = (id) => cards.get(id);
export const cardsIn = (place) => [...(listOf(place)?.children ?? [])];
export const visible = (element) => Boolean(element?.offsetParent);
export const places = () => [...page.querySelectorAll("[data-offer], [data-group], .aside")].filter((place) => cardsIn(place).length);
export const wordsOf = (card) => [...card.querySelector(".words").textContent].slice(0, 80).join("");

export const counted = (n) => word(n === 1 ? "card-1" : "cards", { n });

/** Put elements into a row, moving only those that stand elsewhere. */
function line(owner, wanted) {
  let at = owner.firstElementChild;
  for (const one of wanted) {
    if (one === at) at = at.nextElementSibling;
    else owner.insertBefore(one, at);
  }
}

function put(place, ids) {
  const wanted = ids.map(cardOf).filter(Boolean);
  line(listOf(place), wanted);
  const all = place.querySelector("[data-all]");
  all.closest("p").hidden = wanted.length <= SHOWN;
  all.hidden = wanted.length <= SHOWN;
  if (all.getAttribute("aria-expanded") !== "true") all.textContent = word("all", { n: wanted.length });
}

const tell = (place, key, words) => { for (const each of place.querySelectorAll(`[data-${key}]`)) each.textContent = words; };

function made(kind, name) {
  const fresh = document.querySelector(models[kind]).content.firstElementChild.cloneNode(true);
  fresh.dataset[kind] = name;
  return fresh;
}

function group(one) {
  const place = groups.querySelector(`[data-group="${one.id}"]`) ?? made("group", one.id);
  place.dataset.drop = one.id;
  place.setAttribute("aria-label", one.name);
  tell(place, "name", one.name);
  tell(place, "marked", one.marked);
  place.dataset.mark = one.mark;
  tell(place, "count", counted(one.cards.length));
  tell(place, "persons", one.persons);
  const need = place.querySelector("[data-need]");
  need.hidden = !one.need;
  need.textContent = one.need || "–";
  need.href = `${need.href.split("#")[0]}#${one.need}`;
  const says = place.querySelector("[data-statement]");
  says.hidden = !one.statement;
  says.textContent = one.statement;
  put(place, one.cards);
  return place;
}

function offer(one) {
  const place = offers.querySelector(`[data-offer="${CSS.escape(one.key)}"]`) ?? made("offer", one.key);
  place.setAttribute("aria-label", one.title);
  tell(place, "title", one.title);
  tell(place, "why", one.why);
  tell(place, "count", counted(one.cards.length));
  const rendered = place.querySelector("[data-rendered]");
  rendered.hidden = !one.rendered;
  rendered.querySelector("span").textContent = one.rendered;
  const figures = place.querySelector("[data-figures]");
  figures.hidden = !one.figures;
  figures.textContent = one.figures;
  const sentence = place.querySelector("[data-sentence]");
  sentence.hidden = !one.sentence;
  sentence.querySelector("q").textContent = one.sentence;
  const into = place.querySelector("[data-into]");
  into.hidden = !one.group;
  into.textContent = word("into", { name: one.into });
  for (const key of ["found", "reject"]) place.querySelector(`[data-${key}]`).hidden = !one.together;
  put(place, one.cards);
  return place;
}

function rows(state) {
  page.querySelector("[data-agreement]").textContent = state.agreement.lead;
  page.querySelector("[data-matches]").replaceChildren(...state.agreement.rows.map((cells) => {
    const row = document.createElement("tr");
    row.append(...cells.map((cell, at) => {
      const made = document.createElement(at ? "td" : "th");
      if (!at) made.scope = "row";
      made.dir = "auto";
      made.textContent = cell;
      return made;
    }));
    return row;
  }));
}

function gone(state) {
  const section = page.querySelector("[data-gone]");
  section.hidden = !state.gone.length;
  section.querySelector("ul").replaceChildren(...state.gone.map((id) => {
    const made = document.createElement("li");
    made.textContent = id;
    return made;
  }));
}

/** One stop of the tab key a list: the controls of its current card. */
export function rove(card) {
  for (const other of card?.parentElement?.querySelectorAll("[data-current]") ?? []) stops(other, false);
  if (card) stops(card, true);
}

function stops(card, current) {
  card.toggleAttribute("data-current", current);
  for (const each of card.querySelectorAll("button, input, a, summary")) each.tabIndex = current ? 0 : -1;
}

function all(state) {
  const held = document.activeElement;
  const needed = [...state.codes, ...state.offers].flatMap((one) => one.cards).concat(state.aside);
  if (drawn && (state.kept !== kept || needed.some((id) => !cards.has(id)))) { renew(); return; } // a card that came, proposals kept or not any more
  [drawn, kept] = [true, state.kept];
  line(groups, state.codes.map(group));
  put(page.querySelector("[data-aside]"), state.aside);
  line(offers, state.offers.map(offer));
  const stay = { group: new Set(state.codes.map((one) => one.id)), offer: new Set(state.offers.map((one) => one.key)) };
  for (const kind of ["group", "offer"]) {
    for (const place of page.querySelectorAll(`[data-${kind}]`)) if (!stay[kind].has(place.dataset[kind])) place.remove();
  }
  const waiting = state.offers.reduce((sum, one) => sum + one.cards.length, 0);
  page.querySelector("[data-waiting]").textContent = waiting;
  page.querySelector("[data-groups-count]").textContent = state.codes.length;
  page.querySelector("[data-aside-count]").textContent = state.aside.length;
  page.querySelector("[data-empty]").hidden = Boolean(waiting);
  page.querySelector("[data-no-groups]").hidden = Boolean(state.codes.length);
  rows(state);
  gone(state);
  for (const list of page.querySelectorAll("[data-list]")) {
    const current = list.querySelectorAll("[data-current]");
    if (current.length !== 1) rove(current[0] ?? list.firstElementChild);
  }
  if (held !== document.activeElement && held?.isConnected && visible(held)) held.focus({ preventScroll: true });
}

/** Load the page anew: once all steps are saved, and nobody is in a dialog or has chosen cards. */
export function renew() {
  const dialog = document.querySelector("dialog[open]");
  if (dialog) dialog.addEventListener("close", renew, { once: true });
  else if (page.querySelector("[data-pick]:checked")) setTimeout(renew, PAUSE);
  else settled().then(() => location.reload());
}

export function begin() {
  for (const card of cards.values()) stops(card, false);
  watch((state, before, saving) => { if (!saving) all(state); });
  page.addEventListener("click", (event) => {
    const button = event.target.closest("[data-all]");
    if (!button) return;
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    listOf(placeOf(button)).classList.toggle("all", open);
    button.textContent = open ? word("fewer") : word("all", { n: cardsIn(placeOf(button)).length });
  });
  page.addEventListener("focusin", (event) => {
    const card = event.target.closest("[data-card]");
    if (card && !card.hasAttribute("data-current")) rove(card);
  });
}

/** What a step may move cards into: groups in their order, then a new one, the tray, and aside. */
export const targets = () => [
  ...now().codes.map((one) => ({ id: one.id, name: one.name, n: one.cards.length })),
  { id: "new", name: word("new") },
  { id: "tray", name: word("tray") },
  { id: "aside", name: word("aside") },
];

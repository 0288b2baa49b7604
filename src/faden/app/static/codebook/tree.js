// Moving codes in the tree: dragged onto or between others, or with Alt and the arrow keys.
import { act } from "../coding/keeping.js";
import { onDrawn } from "../coding/swapping.js";
import { walk } from "../coding/walking.js";

const KIND = "application/x-faden-code";
const links = () => [...document.querySelectorAll("[data-tree] [data-code]")];
const link = (item) => item?.querySelector(":scope > [data-code]");
const above = (item) => item.parentElement.closest("li");
const id = (item) => link(item)?.dataset.code ?? null;
let dragged = null;

const move = (code, parent, before) => act({ do: "move-code", code, parent, before });

/** Where a code comes to stand next, as [parent, before]; null where it cannot go further. */
const PLACES = {
  ArrowUp: (item) => item.previousElementSibling && [id(above(item)), id(item.previousElementSibling)],
  ArrowDown: (item) => item.nextElementSibling && [id(above(item)), id(item.nextElementSibling.nextElementSibling)],
  ArrowRight: (item) => item.previousElementSibling && [id(item.previousElementSibling), null],
  ArrowLeft: (item) => above(item) && [id(above(above(item))), id(above(item).nextElementSibling)],
};

function keys(event) {
  const item = event.target.closest?.("[data-tree] li");
  if (!item) return;
  if (!event.altKey || !PLACES[event.key]) { walk(event, links()); return; }
  event.preventDefault();
  const place = PLACES[event.key](item);
  if (place) move(id(item), ...place);
}

/** Onto the middle of a code: below it. Onto its upper or lower edge: before or after it. */
function zone(event) {
  const over = event.target.closest?.("[data-tree] [data-code]");
  const item = over?.closest("li");
  if (!dragged || !item || dragged.contains(item)) return null;
  const box = over.getBoundingClientRect();
  const at = (event.clientY - box.top) / box.height;
  const part = at < 0.3 ? "before" : at > 0.7 ? "after" : "in";
  const place = {
    before: [id(above(item)), id(item)],
    after: [id(above(item)), id(item.nextElementSibling === dragged ? dragged.nextElementSibling : item.nextElementSibling)],
    in: [id(item), null],
  }[part];
  return { over, part, place };
}

function unmark() {
  for (const each of document.querySelectorAll("[data-drop]")) delete each.dataset.drop;
}

export function begin(book) {
  onDrawn(() => {
    const all = links();
    const first = all.find((each) => each.ariaCurrent) ?? all[0];
    for (const each of all) each.tabIndex = each === first ? 0 : -1;
    const nav = first?.closest("nav");
    if (!nav || nav.scrollHeight <= nav.clientHeight) return;
    const [top, box] = [nav.getBoundingClientRect().top, first.getBoundingClientRect()];
    if (box.top < top || box.bottom > top + nav.clientHeight) nav.scrollTop += box.top - top - nav.clientHeight / 2;
  });
  book.addEventListener("keydown", keys);
  book.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-tree] [data-code]")?.closest("li") ?? null;
    if (!dragged) return;
    event.dataTransfer.setData(KIND, id(dragged));
    event.dataTransfer.effectAllowed = "move";
  });
  book.addEventListener("dragover", (event) => {
    const found = zone(event);
    unmark();
    if (!found) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    found.over.dataset.drop = found.part;
  });
  book.addEventListener("drop", (event) => {
    const found = zone(event);
    if (!found) return;
    event.preventDefault();
    move(id(dragged), ...found.place);
  });
  book.addEventListener("dragend", () => { unmark(); dragged = null; });
}

// Pages that the server draws: after a step, what it may have changed is fetched again and put in place.
const drawn = new Set();
let latest = 0;

/** Be told whenever regions were put in place, and once at the start. */
export function onDrawn(listener) {
  drawn.add(listener);
  listener();
}

/** What gets the focus afterwards: what has it now, else its next neighbour of the same kind. */
function heirs() {
  const held = document.activeElement;
  if (!held?.closest("[data-swap]")) return null;
  const kin = held.dataset.again ? [...document.querySelectorAll(`[data-again="${held.dataset.again}"]`)] : [held];
  const at = kin.indexOf(held);
  return [...kin.slice(at), ...kin.slice(0, at).reverse()].map((one) => one.id).filter(Boolean);
}

/** A page as a document of its own; trusted types let nothing else make elements of a text. */
const fetched = (address) => new Promise((give) => {
  const request = new XMLHttpRequest();
  request.open("GET", address);
  request.responseType = "document";
  request.onload = () => give(request.status === 200 ? request.response : null);
  request.onerror = () => give(null);
  request.send();
});

const fields = () => [...document.querySelectorAll("[data-swap] :is(textarea, select, input:not([type=color]))[id]")];
const initial = (field) => field.defaultValue ?? ([...field.options].find((one) => one.defaultSelected) ?? field.options[0])?.value;

/** Show an address in the regions of this page; gives whether it could be fetched. */
export async function draw(address = location.href, focus = null) {
  const mine = latest += 1;
  const fresh = await fetched(address);
  if (mine !== latest) return true; // a later one was quicker
  if (!fresh) return false;
  const next = focus ? [focus] : heirs();
  const typed = focus ? [] : fields().filter((field) => field.value !== initial(field) && !field.closest("[data-sent]"));
  const open = [...document.querySelectorAll("details[open][id]")].map((one) => one.id);
  for (const region of document.querySelectorAll("[data-swap]")) {
    const other = fresh.querySelector(`[data-swap="${region.dataset.swap}"]`);
    if (!other) continue;
    const top = region.scrollTop;
    region.replaceWith(document.adoptNode(other));
    other.scrollTop = top;
  }
  document.title = fresh.title;
  for (const { id, value } of typed) {
    const field = document.getElementById(id);
    if (!field) continue;
    field.value = value; // what was typed and not sent yet stays
    field.closest("details")?.setAttribute("open", "");
  }
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  for (const listener of drawn) listener();
  const heir = next?.map((id) => document.getElementById(id)).find(Boolean) ?? document.querySelector("[data-heading]");
  if (next) heir?.focus();
  return true;
}

/** Go to another address of the same page. */
export async function go(address, focus = "detail") {
  if (!await draw(address, focus)) { location.assign(address); return; }
  if (new URL(address, location.href).href !== location.href) history.pushState(null, "", address);
}

addEventListener("popstate", () => draw(location.href, "detail"));

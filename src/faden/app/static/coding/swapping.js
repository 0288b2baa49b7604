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

const FIELD = "textarea, select, input:not([type=color], [type=file])";
const fields = () => [...document.querySelectorAll("[data-swap] [id]")].filter((one) => one.matches(FIELD));
const ticked = (field) => field.type === "checkbox" || field.type === "radio";
const value = (field) => (ticked(field) ? field.checked : field.value);
const initial = (field) => (ticked(field) ? field.defaultChecked : field.defaultValue ?? ([...field.options].find((one) => one.defaultSelected) ?? field.options[0])?.value);

const kept = new WeakMap(); // field → what of it the server has kept

/** Whether somebody has typed or chosen something that nobody has kept yet. */
const open = (field) => value(field) !== initial(field) && value(field) !== kept.get(field);
export const unsaved = () => fields().some(open);

/** Remember what a form is about to send; gives what is called once it is saved. What is typed meanwhile stays. */
export function sending(form) {
  const sent = [...form.elements].filter((one) => one.matches(FIELD)).map((field) => [field, value(field)]);
  return () => { for (const [field, each] of sent) kept.set(field, each); };
}

/** Put what was typed or chosen into a field that was drawn anew. */
function restore({ id, is, name }) {
  const field = document.getElementById(id);
  if (!field) return;
  if (ticked(field)) field.checked = is;
  else {
    if (field.options && ![...field.options].some((one) => one.value === is)) field.add(new Option(name, is));
    field.value = is;
  }
  field.closest("details")?.setAttribute("open", "");
}

/** Show an address in the regions of this page; gives whether it could be fetched. */
export async function draw(address = location.href, focus = null) {
  const mine = latest += 1;
  const fresh = await fetched(address);
  if (mine !== latest) return true; // a later one was quicker
  if (!fresh) return false;
  const next = focus ? [focus] : heirs();
  const typed = focus ? [] : fields().filter(open).map((field) => ({ id: field.id, is: value(field), name: field.selectedOptions?.[0]?.text ?? "" }));
  const caret = document.activeElement?.matches("textarea, input[type=text], input:not([type])") ? document.activeElement : null;
  const [from, to] = caret ? [caret.selectionStart, caret.selectionEnd] : [];
  const unfolded = [...document.querySelectorAll("details[open][id]")].map((one) => one.id);
  for (const region of document.querySelectorAll("[data-swap]")) {
    const other = fresh.querySelector(`[data-swap="${region.dataset.swap}"]`);
    if (!other) continue;
    const top = region.scrollTop;
    region.replaceWith(document.adoptNode(other));
    other.scrollTop = top;
  }
  document.title = fresh.title;
  for (const one of typed) restore(one); // what was typed and is not saved yet stays
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  for (const listener of drawn) listener();
  const heir = next?.map((id) => document.getElementById(id)).find(Boolean) ?? document.querySelector("[data-heading]");
  if (next) heir?.focus();
  if (heir && heir.id === caret?.id) heir.setSelectionRange?.(from, to);
  return true;
}

/** Go to another address of the same page. */
export async function go(address, focus = "detail") {
  if (!await draw(address, focus)) { location.assign(address); return; }
  if (new URL(address, location.href).href !== location.href) history.pushState(null, "", address);
}

addEventListener("popstate", () => draw(location.href, "detail"));

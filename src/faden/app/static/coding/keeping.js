// What the server keeps: asks for it, saves every step at once, and says so only after the answer.

const page = document.querySelector("[data-act]");
const secret = document.querySelector('meta[name="faden-save"]').content;
export const texts = JSON.parse(document.querySelector('meta[name="faden-texts"]').content);

/** A text of the interface with its values; a number chooses its words: `{n} {n:Karte|Karten}`. */
export function word(key, values = {}) {
  const words = String.raw`((?:[^{}|]|\{\w+\})*)`;
  const choice = new RegExp(String.raw`\{(\w+):${words}\|${words}\}`, "g");
  return texts[key]
    .replace(choice, (all, name, one, many) => (String(values[name]) === "1" ? one : many))
    .replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

let state = null;
let chain = Promise.resolve();
const watching = new Set();
const troubles = new Set();

/** The state as the server last told it: codings, codes, seen, undo, redo. */
export const now = () => state;

/** Be told of every new state, as (state, before). */
export const watch = (listener) => watching.add(listener);

/** Be told what went wrong, as {kind, what, remedy, action, fresh}. */
export const onTrouble = (listener) => troubles.add(listener);

export function take(fresh) {
  const before = state;
  state = fresh;
  for (const listener of watching) listener(fresh, before);
}

async function ask(address, sent) {
  const options = sent && {
    method: "POST",
    headers: { "content-type": "application/json", "x-faden-save": secret },
    body: JSON.stringify(sent),
  };
  try {
    const response = await fetch(address, options);
    if (response.status === 403) return { done: false, kind: "locked" };
    return await response.json();
  } catch {
    return { done: false, kind: "gone" };
  }
}

export async function load() {
  const fresh = await ask(page.dataset.state);
  if (fresh.codings) take(fresh);
  else trouble({ kind: fresh.kind ?? "refused", what: fresh.what ?? "", remedy: fresh.remedy ?? "" });
  return fresh;
}

const trouble = (what) => { for (const listener of troubles) listener(what); };

/**
 * Do something and save it; one step after the other. Gives the answer, or null where nothing was saved.
 * @param {object} action
 * @param {object} also fingerprints of files that only this step is about, by path
 */
export function act(action, also = {}) {
  chain = chain.then(() => send(action, also));
  return chain;
}

/** Fulfilled once all steps so far are answered. */
export const settled = () => chain;

async function send(action, also) {
  if (!state) await load(); // the first request failed; try again before anything is saved
  if (!state) return null;
  for (const listener of watching) listener(state, state, "saving");
  const answer = await ask(page.dataset.act, { action, seen: { ...state.seen, ...also }, transcript: page.dataset.transcript });
  if (answer.done) {
    answer.seen = Object.fromEntries(Object.entries(answer.seen).filter(([path]) => path in state.seen));
    take(answer);
    return answer;
  }
  if (answer.code === "edited-elsewhere") {
    const fresh = await ask(page.dataset.state);
    trouble({ ...answer, kind: fresh.codings ? "outside" : "gone", fresh, action });
  } else trouble({ kind: "refused", ...answer, action });
  return null;
}

/** What differs between two states: codings that came, went or changed; or codes, as `what` says. */
export function differences(before, after, what = "codings") {
  const told = (one) => (what === "codes" ? { ...one, count: 0 } : one);
  const old = new Map(before[what].map((one) => [one.id, told(one)]));
  const found = [];
  for (const one of after[what].map(told)) {
    const was = old.get(one.id);
    old.delete(one.id);
    if (!was) found.push({ kind: "came", one });
    else if (JSON.stringify(was) !== JSON.stringify(one)) found.push({ kind: "changed", one, was });
  }
  for (const one of old.values()) found.push({ kind: "went", one });
  return found;
}

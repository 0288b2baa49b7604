// Pages with clear names: they save by fetch, lock the vault, and show no name once nobody is there.
// Nothing of a name is kept in the browser: no storage, no address, no title.

const meta = (name) => document.querySelector(`meta[name="faden-${name}"]`);
const idle = meta("idle");
const LIMIT = Number(idle.content) * 1000; // milliseconds without a sign of a person
const WARNING = Math.min(60_000, LIMIT / 3); // so long before locking the page warns
const AWAKE = Math.min(60_000, LIMIT / 5); // so often the server is told that somebody is there

const channel = new BroadcastChannel("faden-names"); // other windows with names
let seen = Date.now();
let told = seen;
let gone = false;

let due = 0;

/** Say something to everybody, also to who does not see the page. */
export function say(words) {
  clearTimeout(due); // what has happened since is more important than what was done before
  const status = document.querySelector("[data-status]");
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = words; });
}

/** Say what was done on the page before, after this one has been read out. */
export function tell(words) {
  due = setTimeout(() => say(words), 200);
}

/**
 * Save something; gives what the server answers, or null where it could not be saved (and says so).
 * @param {string} address
 * @param {object} values
 */
export async function save(address, values) {
  const answer = await send(address, values);
  if (answer?.locked) leave();
  else if (!answer?.done) say(`${answer?.what ?? idle.dataset.failed} ${answer?.remedy ?? ""}`);
  return answer?.done ? answer : null;
}

/** What the server answers; null where it does not. */
async function send(address, values) {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json", "x-faden-save": meta("save").content },
      body: JSON.stringify(values),
    });
    return await response.json();
  } catch {
    return null;
  }
}

/** Take everything off the screen, then go to the page that says how to open the vault. */
function leave() {
  if (gone) return;
  gone = true;
  document.body.replaceChildren();
  location.replace(idle.dataset.home);
}

async function lock() {
  document.querySelector("main").hidden = true; // at once, whatever the server says
  await send(idle.dataset.lock, {});
  channel.postMessage("locked"); // not before: another window would find the vault still open
  leave();
}

async function here() {
  if (gone) return;
  look(); // a machine that wakes up moves the pointer first
  seen = Date.now();
  document.querySelector("[data-warn]").textContent = "";
  if (seen - told < AWAKE) return;
  told = seen;
  channel.postMessage("here");
  const answer = await send(idle.dataset.awake, {});
  if (answer && !answer.done) leave();
}

function look() {
  if (gone) return;
  const quiet = Date.now() - seen;
  if (quiet >= LIMIT) lock();
  else if (quiet >= LIMIT - WARNING) {
    const warning = document.querySelector("[data-warn]");
    if (!warning.textContent) warning.textContent = idle.dataset.warning;
  }
}

channel.addEventListener("message", ({ data }) => {
  if (data === "locked") leave();
  else seen = Date.now();
});
for (const sign of ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"]) addEventListener(sign, here, { passive: true });
addEventListener("visibilitychange", look);
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); }); // never an old page
setInterval(look, Math.min(5000, LIMIT / 4));

document.querySelector("[data-lock-now]").addEventListener("click", lock);

/** A button that saves by itself: replacing, taking back. */
async function press(button) {
  button.disabled = true;
  const answer = await save(button.dataset.post, { stamp: button.dataset.stamp });
  button.disabled = false;
  if (!answer) return;
  if (button.dataset.home) sessionStorage.setItem("faden-said", button.dataset.done); // no name in it
  if (button.dataset.home) location.assign(`${button.dataset.home}/${answer.next}${answer.query}`);
  else finish(button.dataset.then, answer);
}

/** Go on, and say there what was done. */
function finish(address, answer) {
  const words = [answer.said, ...(answer.problems ?? [])].join(" ");
  sessionStorage.setItem("faden-said", words);
  location.assign(address);
}

for (const button of document.querySelectorAll("button[data-post]")) button.addEventListener("click", () => press(button));

const clearing = document.querySelector("[data-clear]");
clearing?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = clearing.querySelector("button");
  button.disabled = true;
  const answer = await save(clearing.dataset.post, { by: clearing.elements.by.value, hash: clearing.dataset.hash });
  button.disabled = false;
  if (answer) finish(clearing.dataset.then, answer);
});

const words = sessionStorage.getItem("faden-said");
sessionStorage.removeItem("faden-said");
if (words) tell(words);

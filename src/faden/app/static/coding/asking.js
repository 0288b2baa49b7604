// A dialog with a form: stays open until what it asks for is saved, and says at once what was refused.
import { onTrouble } from "./keeping.js";

/**
 * Gives a function that opens the dialog; its argument has the focus afterwards.
 * @param {HTMLDialogElement} dialog
 * @param {Function} send carries out what is asked for, and gives null where nothing was saved
 */
export function asking(dialog, send) {
  const refused = dialog.querySelector("[data-refused]");
  let back = null;
  let before = null; // what had the focus when the dialog was opened
  let opened = 0;
  let sent = 0; // the opening for which an answer is awaited; 0 for none
  const told = () => JSON.stringify([...dialog.querySelectorAll("textarea, input, select")].map((field) => field.value));
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    refused.hidden = true;
    const [mine, words] = [sent = opened, told()];
    const done = await send();
    if (sent === mine) sent = 0;
    // An answer that comes late closes neither what was opened since nor what was typed on.
    if (done && mine === opened && (words === told() || !dialog.querySelector("textarea").value)) dialog.close();
  });
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
  // The browser tells late that a dialog was closed: who has gone on to a field by then stays there.
  const free = (now) => now === document.body || now === before || dialog.contains(now);
  dialog.addEventListener("close", () => { if (free(document.activeElement)) back?.focus({ preventScroll: true }); });
  onTrouble(({ kind, what, remedy }) => {
    if (!dialog.open || sent !== opened) return; // about another step
    if (kind !== "refused") { dialog.close(); return; } // the page itself says what happened
    refused.textContent = [what, remedy].filter(Boolean).join(" ");
    refused.hidden = false;
  });
  return (focus) => {
    back = focus;
    before = document.activeElement;
    opened += 1;
    refused.hidden = true;
    dialog.showModal();
  };
}

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
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    refused.hidden = true;
    if (await send()) dialog.close();
  });
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => back?.focus({ preventScroll: true }));
  onTrouble(({ kind, what, remedy }) => {
    if (!dialog.open) return;
    if (kind !== "refused") { dialog.close(); return; } // the page itself says what happened
    refused.textContent = [what, remedy].filter(Boolean).join(" ");
    refused.hidden = false;
  });
  return (focus) => {
    back = focus;
    refused.hidden = true;
    dialog.showModal();
  };
}

// Keeps what a person has chosen or written while going back and forth and changing the language.
// It stays in this tab (sessionStorage), goes nowhere, and is forgotten once the form was sent.
(() => {
  "use strict";
  const page = document.documentElement.dataset;
  const key = `faden.${page.prototype}.values.${page.screen}.${page.row}`;
  const main = document.getElementById("main");

  function stored() {
    try { return JSON.parse(sessionStorage.getItem(key) ?? "{}"); } catch { return {}; }
  }

  function store(values) {
    try { sessionStorage.setItem(key, JSON.stringify(values)); } catch { /* storage is off: nothing is kept */ }
  }

  const ticked = (control) => control.type === "radio" || control.type === "checkbox";

  for (const control of main.querySelectorAll("input[id], select[id], textarea[id]")) {
    const value = stored()[control.id];
    if (value === undefined) continue;
    if (ticked(control)) control.checked = value === true;
    else if (typeof value === "string") control.value = value;
  }

  main.addEventListener("input", () => {
    const values = {};
    for (const control of main.querySelectorAll("input[id], select[id], textarea[id]")) {
      values[control.id] = ticked(control) ? control.checked : control.value;
    }
    store(values);
  });

  document.addEventListener("faden:sent", () => {
    try { sessionStorage.removeItem(key); } catch { /* as above */ }
  });

  // The language is another address; whatever stands behind "?" comes along.
  for (const link of document.querySelectorAll(".fp-languages a")) link.search = location.search;
})();

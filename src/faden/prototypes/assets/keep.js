// Keeps what a person has chosen or written while going back and forth and changing the language.
// It stays in this tab (sessionStorage), goes nowhere, and is forgotten once the form was sent.
(() => {
  "use strict";
  const { faden } = globalThis;
  const name = () => `values.${faden.page().screen}.${faden.page().row}`;
  const ticked = (control) => control.type === "radio" || control.type === "checkbox";
  const controlsOf = (main) => main.querySelectorAll("input[id], select[id], textarea[id]");

  faden.on((main) => {
    const kept = faden.read(name()) ?? {};
    for (const control of controlsOf(main)) {
      const value = kept[control.id];
      if (value === undefined) continue;
      if (ticked(control)) control.checked = value === true;
      else if (typeof value === "string") control.value = value;
    }
    main.addEventListener("input", () => {
      const values = {};
      for (const control of controlsOf(main)) values[control.id] = ticked(control) ? control.checked : control.value;
      faden.write(name(), values);
    });
    // The language is another address; whatever stands behind "?" comes along.
    for (const link of document.querySelectorAll("a[data-language]")) {
      if (!link.getAttribute("href").startsWith("#")) link.search = location.search;
    }
  });

  document.addEventListener("faden:sent", () => { faden.forget(name()); });
})();

// Shows and hides what depends on answers and on screens already seen. Of answers, only those are
// remembered that a condition of another screen asks for; they are choices and numbers, never words.
(() => {
  "use strict";
  const { faden } = globalThis;

  // 1.234,50 and 1,234.50 and 650 are numbers; so are digits of other scripts.
  const western = (text) => text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.codePointAt(0) & 0xf));
  function number(text) {
    const cleaned = western(text).replace(/[\s€]/g, "").replace(/[٫]/g, ",");
    if (/^-?\d+([.,]\d{1,2})?$/.test(cleaned)) return Number(cleaned.replace(",", "."));
    if (/^\d{1,3}([.]\d{3})+(,\d{1,2})?$/.test(cleaned)) return Number(cleaned.replaceAll(".", "").replace(",", "."));
    if (/^\d{1,3}(,\d{3})+([.]\d{1,2})?$/.test(cleaned)) return Number(cleaned.replaceAll(",", ""));
    return NaN;
  }

  const controls = (box) => [...box.querySelectorAll("input, select, textarea")];

  function valuesOf(box) {
    const all = controls(box);
    const ticked = all.filter((control) => control.type === "radio" || control.type === "checkbox");
    if (ticked.length > 0) return ticked.filter((control) => control.checked).map((control) => control.value);
    return all[0].value.trim() === "" ? [] : [all[0].value.trim()];
  }

  const told = (value) => (value === true ? "yes" : value === false ? "" : String(value));

  // Of several ticked boxes, one that is equal is enough.
  function holds(test, values) {
    const some = values.length > 0 ? values : [""];
    if (test.equals !== undefined && !some.includes(told(test.equals))) return false;
    if (test.not_equals !== undefined && some.includes(told(test.not_equals))) return false;
    if (test.at_least !== undefined && !(number(some[0]) >= test.at_least)) return false;
    return test.at_most === undefined || number(some[0]) <= test.at_most;
  }

  function answer(main, screen, field) {
    if (screen === faden.page().screen) {
      const box = main.querySelector(`[data-field="${field}"]`);
      return box === null || box.closest("[data-when][hidden]") ? [] : valuesOf(box);
    }
    return faden.read("answers")?.[`${screen}.${field}`] ?? [];
  }

  function show(main) {
    const visited = faden.read("visited") ?? [];
    for (const part of main.querySelectorAll("[data-when]")) {
      const when = JSON.parse(part.dataset.when);
      const wanted = when.visited !== undefined ? visited.includes(when.visited) : holds(when, answer(main, when.screen, when.answer));
      part.hidden = !wanted;
    }
  }

  function remember(main) {
    const boxes = main.querySelectorAll("[data-remember]");
    if (boxes.length === 0) return;
    const answers = faden.read("answers") ?? {};
    for (const box of boxes) answers[`${faden.page().screen}.${box.dataset.field}`] = valuesOf(box);
    faden.write("answers", answers);
  }

  faden.on((main) => {
    const visited = faden.read("visited") ?? [];
    const { screen } = faden.page();
    if (!visited.includes(screen)) faden.write("visited", [...visited, screen]);
    show(main);
    main.addEventListener("input", () => { remember(main); show(main); });
  });

  Object.assign(faden, { holds, number, valuesOf, controls, western });
})();

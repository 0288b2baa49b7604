// Narrows lists and calendars by choices and by words, and says how many entries are left.
(() => {
  "use strict";
  const { faden } = globalThis;
  const compare = {
    "equals": (value, wanted) => String(value) === wanted,
    "at-least": (value, wanted) => Number(value) >= Number(wanted),
    "at-most": (value, wanted) => Number(value) <= Number(wanted),
    "true": (value) => value === true,
  };
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  function chosen(entry, control) {
    if (control.type === "checkbox" ? !control.checked : control.value === "") return true;
    const values = JSON.parse(entry.dataset.values);
    return compare[control.dataset.filterOperator](values[control.dataset.filterField], control.value);
  }

  function worded(entry, search) {
    const text = plain(entry.textContent);
    return plain(search.value).split(/\s+/).every((word) => text.includes(word));
  }

  function narrow(main, line) {
    const list = line.dataset.listCount;
    const choices = [...main.querySelectorAll(`[data-filter="${list}"]`)];
    const searches = [...main.querySelectorAll(`[data-search="${list}"]`)];
    let count = 0;
    for (const entry of main.querySelectorAll(`[data-row^="${list}."]`)) {
      entry.hidden = !(choices.every((c) => chosen(entry, c)) && searches.every((s) => worded(entry, s)));
      count += entry.hidden ? 0 : 1;
    }
    const told = line.dataset.count.replace("{count}", String(count));
    if (line.textContent !== told) line.textContent = told;
    main.querySelector(`[data-list-empty="${list}"]`).hidden = count > 0;
  }

  // A day without entries left is not shown, and its place in the month leads nowhere.
  function days(main) {
    for (const day of main.querySelectorAll("[data-day-entries]")) {
      day.hidden = day.querySelector("[data-row]:not([hidden])") === null;
    }
    for (const link of main.querySelectorAll("[data-day]")) {
      const day = main.querySelector(`[data-day-entries="${link.dataset.day}"]`);
      link.toggleAttribute("data-none", day.hidden);
      if (day.hidden) link.setAttribute("aria-disabled", "true");
      else link.removeAttribute("aria-disabled");
    }
  }

  faden.on((main) => {
    const lines = main.querySelectorAll("[data-list-count]");
    const all = () => {
      for (const line of lines) narrow(main, line);
      if (lines.length > 0) days(main);
    };
    for (const control of main.querySelectorAll("[data-filter], [data-search]")) control.addEventListener("input", all);
    for (const link of main.querySelectorAll("[data-day]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault(); // the address stays; the focus moves to the day
        const title = document.getElementById(link.getAttribute("href").slice(1));
        if (title.closest("[data-day-entries]").hidden) return;
        title.focus();
        title.scrollIntoView({ block: "start" });
      });
    }
    all();
  });
})();

// Narrows lists by choices (select) and by words (search), and says how many entries are left.
(() => {
  "use strict";
  const compare = {
    "equals": (value, wanted) => String(value) === wanted,
    "at-least": (value, wanted) => Number(value) >= Number(wanted),
    "at-most": (value, wanted) => Number(value) <= Number(wanted),
  };
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  function chosen(entry, select) {
    if (select.value === "") return true;
    const values = JSON.parse(entry.dataset.values);
    return compare[select.dataset.filterOperator](values[select.dataset.filterField], select.value);
  }

  function worded(entry, search) {
    const text = plain(entry.textContent);
    return plain(search.value).split(/\s+/).every((word) => text.includes(word));
  }

  function narrow(list) {
    const selects = [...document.querySelectorAll(`[data-filter="${list.id}"]`)];
    const searches = [...document.querySelectorAll(`[data-search="${list.id}"]`)];
    if (selects.length + searches.length === 0) return;
    let count = 0;
    for (const entry of list.children) {
      entry.hidden = !(selects.every((s) => chosen(entry, s)) && searches.every((s) => worded(entry, s)));
      count += entry.hidden ? 0 : 1;
    }
    const line = document.querySelector(`[data-list-count="${list.id}"]`);
    const told = line.dataset.count.replace("{count}", String(count));
    if (line.textContent !== told) line.textContent = told;
    document.querySelector(`[data-list-empty="${list.id}"]`).hidden = count > 0;
  }

  function all() {
    for (const list of document.querySelectorAll("[data-list-count]")) narrow(document.getElementById(list.dataset.listCount));
  }

  for (const control of document.querySelectorAll("[data-filter], [data-search]")) control.addEventListener("input", all);
  all();
})();

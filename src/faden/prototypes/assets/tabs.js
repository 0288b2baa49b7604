// Makes tabs of parts that else stand below each other: arrows, Home and End change, one is seen.
(() => {
  "use strict";
  const { faden } = globalThis;

  function make(tabs) {
    const name = `tab.${faden.page().screen}.${tabs.dataset.tabs}`;
    const list = tabs.querySelector("[data-tablist]");
    const buttons = [...list.querySelectorAll("[data-tab]")];
    const panels = [...tabs.querySelectorAll(":scope > [data-panel]")];

    function choose(chosen) {
      for (const button of buttons) {
        const on = button.dataset.tab === chosen;
        button.setAttribute("aria-selected", String(on));
        button.tabIndex = on ? 0 : -1;
      }
      for (const panel of panels) panel.hidden = panel.dataset.panel !== chosen;
      faden.write(name, chosen);
    }

    list.hidden = false;
    list.setAttribute("role", "tablist");
    for (const button of buttons) {
      button.setAttribute("role", "tab");
      button.addEventListener("click", () => { choose(button.dataset.tab); });
    }
    for (const panel of panels) {
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", `${tabs.dataset.tabs}-${panel.dataset.panel}`);
      panel.querySelector(":scope > h2").hidden = true;
    }
    list.addEventListener("keydown", (event) => {
      const at = buttons.indexOf(document.activeElement);
      const onward = document.documentElement.dir === "rtl" ? -1 : 1;
      const steps = { ArrowRight: at + onward, ArrowLeft: at - onward, Home: 0, End: buttons.length - 1 };
      if (!(event.key in steps) || at < 0) return;
      event.preventDefault();
      const goal = buttons[(steps[event.key] + buttons.length) % buttons.length];
      choose(goal.dataset.tab);
      goal.focus();
    });
    const kept = faden.read(name);
    choose(buttons.some((button) => button.dataset.tab === kept) ? kept : buttons[0].dataset.tab);
  }

  faden.on((main) => { for (const tabs of main.querySelectorAll("[data-tabs]")) make(tabs); });
})();

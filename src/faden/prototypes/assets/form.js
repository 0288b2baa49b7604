// Checks a form before it leads on: says in words what is wrong, at the top and at the place, keeps what
// was written, and goes to the place that the first fitting case names. Nothing is sent anywhere.
(() => {
  "use strict";
  const { faden } = globalThis;

  const ORDER = ["kind", "pattern", "min", "max", "min_length", "max_length"];
  const RULES = {
    kind(value, kind) {
      if (kind === "number" && Number.isNaN(faden.number(value))) return "number";
      if (kind === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return "email";
      if (kind === "date" && Number.isNaN(Date.parse(value))) return "date";
      return null;
    },
    pattern: (value, name, rules) => (new RegExp(`^(?:${rules.expression})$`, "u").test(faden.western(value)) ? null : `pattern-${name}`),
    min(value, least) {
      if (typeof least === "string") return value < least ? "too-early" : null;
      return faden.number(value) < least ? "too-small" : null;
    },
    max(value, most) {
      if (typeof most === "string") return value > most ? "too-late" : null;
      return faden.number(value) > most ? "too-large" : null;
    },
    min_length: (value, least) => ([...value].length < least ? "too-short" : null),
    max_length: (value, most) => ([...value].length > most ? "too-long" : null),
  };

  // The rule that a value breaks, with its limit; null where it breaks none. What is not shown is not asked.
  function fault(box) {
    if (box.closest("[data-when][hidden]")) return null;
    const rules = JSON.parse(box.dataset.rules);
    const [value] = faden.valuesOf(box);
    const date = box.querySelector("input[type=date]");
    if (date?.validity.badInput) return ["date"];
    if (value === undefined) return rules.required ? ["required"] : null;
    for (const name of ORDER) {
      const found = name in rules ? RULES[name](value, rules[name], rules) : null;
      if (found !== null) return [found, rules[name]];
    }
    return null;
  }

  function nameOf(box) {
    const label = box.querySelector("legend, label").cloneNode(true);
    label.querySelector(".kern-label__optional")?.remove();
    return label.textContent.trim();
  }

  const worded = (form, box, [rule, limit]) =>
    box.dataset.errorOwn ?? JSON.parse(form.dataset.messages)[rule].replace("{field}", () => nameOf(box)).replace("{limit}", () => String(limit));

  function show(form, box, found) {
    const line = box.querySelector("[data-error]");
    line.hidden = found === null;
    line.querySelector("[data-error-text]").textContent = found ? worded(form, box, found) : "";
    box.classList.toggle(`${box.classList[0]}--error`, found !== null);
    for (const control of faden.controls(box)) {
      if (found) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
      control.classList.toggle(`${control.classList[0]}--error`, found !== null);
    }
  }

  function summarise(form, wrong) {
    const summary = form.querySelector("[data-summary]");
    const list = summary.querySelector("[data-summary-list]");
    summary.hidden = wrong.length === 0;
    list.replaceChildren(...wrong.map(([box, found]) => {
      const entry = document.createElement("li");
      const link = document.createElement("a");
      const [control] = faden.controls(box);
      link.className = "kern-link";
      link.href = `#${control.id}`;
      link.dataset.hit = `error-${box.dataset.field}`;
      link.textContent = worded(form, box, found);
      link.addEventListener("click", (event) => { event.preventDefault(); control.focus(); });
      entry.append(link);
      return entry;
    }));
    const messages = JSON.parse(form.dataset.messages);
    summary.querySelector("[data-summary-title]").textContent = messages["error-summary"].replace("{count}", String(wrong.length));
    return summary;
  }

  faden.on((main) => {
    const form = main.querySelector("form");
    if (form === null) return;
    form.noValidate = true;
    const title = document.title;
    const boxes = [...form.querySelectorAll("[data-rules]")].filter((box) => box.querySelector("[data-error]"));
    const messages = JSON.parse(form.dataset.messages);

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const faults = boxes.map((box) => [box, fault(box)]);
      for (const [box, found] of faults) show(form, box, found);
      const wrong = faults.filter(([, found]) => found !== null);
      document.title = wrong.length > 0 ? messages["error-title"] + title : title;
      const summary = summarise(form, wrong);
      for (const [box, [rule]] of wrong) faden.tell("error", { component: box.dataset.field, rule });
      if (wrong.length > 0) {
        summary.focus();
        return;
      }
      const button = event.submitter ?? form.querySelector("[data-cases]");
      const holds = (test) => faden.holds(test, faden.valuesOf(form.querySelector(`[data-field="${test.field}"]`)));
      const way = JSON.parse(button.dataset.cases).find((each) => each.all.every(holds));
      faden.tell("sent", { component: button.id });
      const goal = way?.href ?? button.getAttribute("formaction");
      form.reset(); // going back must not show to the next person what this one has written
      faden.go(goal);
    });

    // A fault that was put right is no longer shown: while writing, for on leaving the field the page would
    // move under a finger that is about to press the button.
    form.addEventListener("input", (event) => {
      const box = event.target.closest("[data-rules]");
      if (box?.querySelector("[aria-invalid]") && fault(box) === null) show(form, box, null);
    });
  });
})();

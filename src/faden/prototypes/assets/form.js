// Checks a form before it leads on: says in words what is missing, keeps what was written, and goes
// to the place that the first fitting case names. Nothing is sent anywhere.
(() => {
  "use strict";
  const form = document.querySelector("main form");
  if (form === null) return;
  form.noValidate = true;
  const title = document.title;
  const boxes = [...form.querySelectorAll("[data-field]")];
  const controls = (box) => [...box.querySelectorAll("input, select, textarea")];

  function valueOf(box) {
    const [first, ...others] = controls(box);
    if (first.type === "radio") return [first, ...others].find((radio) => radio.checked)?.value ?? "";
    return first.type === "checkbox" ? (first.checked ? first.value : "") : first.value.trim();
  }

  // 1.234,50 and 1,234.50 and 650 are numbers; so are digits of other scripts.
  function number(text) {
    const digits = text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) & 0xf)));
    const cleaned = digits.replace(/[\s€]/g, "").replace(/[٫]/g, ",");
    if (/^\d+([.,]\d{1,2})?$/.test(cleaned)) return Number(cleaned.replace(",", "."));
    if (/^\d{1,3}([.]\d{3})+(,\d{1,2})?$/.test(cleaned)) return Number(cleaned.replaceAll(".", "").replace(",", "."));
    if (/^\d{1,3}(,\d{3})+([.]\d{1,2})?$/.test(cleaned)) return Number(cleaned.replaceAll(",", ""));
    return NaN;
  }

  function fault(box) {
    const [first] = controls(box);
    const value = valueOf(box);
    if (value === "") return first.required ? "required" : null;
    if (first.dataset.kind === "number" && Number.isNaN(number(value))) return "number";
    if (first.dataset.kind === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return "email";
    return null;
  }

  function nameOf(box) {
    const label = box.querySelector("legend, label").cloneNode(true);
    label.querySelector(".kern-label__optional")?.remove();
    return label.textContent.trim();
  }

  function show(box, found) {
    const line = box.querySelector("[data-error]");
    line.hidden = found === null;
    line.querySelector("[data-error-text]").textContent = found ? form.dataset[found].replace("{field}", nameOf(box)) : "";
    const block = box.classList[0];
    box.classList.toggle(`${block}--error`, found !== null);
    for (const control of controls(box)) {
      if (found) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
      const kind = control.classList[0];
      control.classList.toggle(`${kind}--error`, found !== null);
    }
  }

  function holds(test) {
    const value = valueOf(form.querySelector(`[data-field="${test.field}"]`));
    if ("equals" in test) return value === String(test.equals);
    if ("at_least" in test) return number(value) >= test.at_least;
    return number(value) <= test.at_most;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const faults = boxes.map((box) => [box, fault(box)]);
    for (const [box, found] of faults) show(box, found);
    const wrong = faults.filter(([, found]) => found !== null);
    document.title = wrong.length > 0 ? form.dataset.errorTitle + title : title;
    for (const [box, found] of wrong) {
      document.dispatchEvent(new CustomEvent("faden:error", { detail: { target: box.dataset.field, kind: found } }));
    }
    if (wrong.length > 0) {
      controls(wrong[0][0])[0].focus();
      return;
    }
    const button = event.submitter ?? form.querySelector("[data-cases]");
    const way = JSON.parse(button.dataset.cases).find((each) => each.all.every(holds));
    document.dispatchEvent(new CustomEvent("faden:sent"));
    form.reset(); // going back must not show to the next person what this one has written
    location.assign(new URL(way?.href ?? button.getAttribute("formaction"), location.href));
  });

  // A fault that was put right is no longer shown.
  form.addEventListener("change", (event) => {
    const box = event.target.closest("[data-field]");
    if (box?.querySelector("[aria-invalid]") && fault(box) === null) show(box, null);
  });
})();

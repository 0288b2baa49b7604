// Tells what happens on a page, as events on document: faden:view, faden:hit, faden:miss, faden:change.
// (faden:error and faden:sent come from form.js.) Each names screen and component, none what was written.
(() => {
  "use strict";
  const { faden } = globalThis;
  const OPERABLE = "a, button, input, select, textarea, label, option, summary";

  // Where in the page, as shares of its size, so that windows of different size can be compared.
  function position(event) {
    const whole = document.documentElement;
    const share = (value, size) => Number(Math.min(1, Math.max(0, value / size)).toFixed(4));
    return { x: share(event.pageX, whole.scrollWidth), y: share(event.pageY, whole.scrollHeight) };
  }

  function component(element) {
    const hit = element.closest("[data-hit]");
    if (hit) return hit.dataset.hit;
    return element.closest("[data-field]")?.dataset.field ?? element.closest("[data-part]")?.dataset.part ?? (element.id || null);
  }

  const mine = (event) => event.target instanceof Element && !event.target.closest("[data-tester]");

  addEventListener("click", (event) => {
    if (!mine(event)) return;
    if (event.detail === 0 && event.target.matches("input")) return; // the click that a label passes on
    const operable = event.target.closest(OPERABLE);
    faden.tell(operable ? "hit" : "miss", { component: operable ? component(operable) : null, ...position(event) });
  }, true);

  addEventListener("change", (event) => {
    if (!mine(event)) return;
    const { target } = event;
    const filled = target.type === "checkbox" || target.type === "radio" ? target.checked : target.value !== "";
    faden.tell("change", { component: component(target), filled });
  }, true);

  faden.on(() => { faden.tell("view"); });
})();

// While one writes: asks this machine twice a second whether the prototype was made anew, and reloads.
// Only `faden prototype serve` adds this script; no rendered prototype holds it.
(() => {
  "use strict";
  let known = null;
  async function ask() {
    try {
      const answer = await fetch("/.made", { cache: "no-store" });
      const made = await answer.text();
      if (known !== null && made !== known) location.reload();
      known = made;
    } catch { /* the server was stopped: the page stays as it is */ }
  }
  setInterval(ask, 500);
  ask();
})();

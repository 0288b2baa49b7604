// While one writes: asks this machine twice a second whether the prototype was made anew, and reloads.
// Only `faden prototype serve` adds this script; no rendered prototype holds it. The state of the page stands
// behind the address of the script, so that a change right after the page was given is seen, too.
(() => {
  "use strict";
  const known = new URL(document.currentScript.src).search.slice(1);
  async function ask() {
    try {
      const answer = await fetch("/.made", { cache: "no-store" });
      const made = await answer.text();
      if (made !== known) location.reload();
    } catch { /* the server was stopped: the page stays as it is */ }
  }
  setInterval(ask, 500);
  ask();
})();

// The bar for tests: shown with "?test" in the address, and then until the test is ended.
(() => {
  "use strict";
  const { faden, fadenLog: log } = globalThis;

  function wanted() {
    if (new URLSearchParams(location.search).has("test")) faden.write("test", true);
    return faden.read("test") === true;
  }

  function save() {
    const { begun, ...session } = log.read();
    const blob = new Blob([`${JSON.stringify(session, null, 1)}\n`], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${session.prototype}-${session.version}-${session.day}.json`;
    link.click();
    setTimeout(() => { URL.revokeObjectURL(link.href); }, 1000);
  }

  faden.on(() => {
    if (!wanted()) return;
    const bar = document.querySelector("[data-tester]");

    function show() {
      const running = log.read() !== null;
      bar.hidden = false;
      document.body.classList.add("fp-testing");
      bar.querySelector("[data-tester-before]").hidden = running;
      bar.querySelector("[data-tester-running]").hidden = !running;
    }

    function stop() {
      log.end();
      faden.forget("test");
      bar.hidden = true;
      document.body.classList.remove("fp-testing");
    }

    bar.querySelector("[data-tester-start]").addEventListener("click", () => { log.begin(); show(); });
    bar.querySelector("[data-tester-save]").addEventListener("click", save);
    bar.querySelector("[data-tester-stop]").addEventListener("click", stop);
    show();
  });
})();

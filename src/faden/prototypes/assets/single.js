// A prototype in one file: each page is a template; the part of the address behind # says which is shown.
(() => {
  "use strict";
  const { faden } = globalThis;
  const root = document.documentElement;
  const shells = new Map([...document.querySelectorAll("template[data-shell]")].map((each) => [each.dataset.shell, each]));
  const pages = new Map([...document.querySelectorAll("template[data-page]")].map((each) => [each.dataset.page, each]));
  let shown = null;

  function show(path) {
    const page = pages.get(path);
    const [language, name] = path.split("/");
    const shell = shells.get(language);
    const body = document.createDocumentFragment();
    body.append(shell.content.cloneNode(true));
    body.querySelector("main").replaceWith(page.content.cloneNode(true));
    for (const link of body.querySelectorAll("a[data-language]")) link.setAttribute("href", `#${link.dataset.language}/${name}`);
    document.body.replaceChildren(body);
    Object.assign(root.dataset, { screen: page.dataset.screen, row: page.dataset.row, state: page.dataset.state });
    root.lang = language;
    root.dir = shell.dataset.dir;
    document.getElementById("kern-ltr").media = root.dir === "rtl" ? "not all" : "";
    document.getElementById("kern-rtl").media = root.dir === "rtl" ? "" : "not all";
    document.title = page.dataset.title;
    const moved = shown !== null;
    shown = path;
    scrollTo(0, 0);
    faden.start();
    if (moved) document.getElementById("main").focus({ preventScroll: true });
    root.dataset.ready = "yes";
  }

  function follow() {
    const wanted = decodeURIComponent(location.hash.slice(1));
    if (pages.has(wanted)) {
      if (wanted !== shown) show(wanted);
    } else if (shown === null) {
      show(root.dataset.start);
    }
  }

  // Places within a page are no pages: the address keeps naming the page.
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    if (link === null || event.defaultPrevented) return;
    const wanted = link.getAttribute("href").slice(1);
    if (pages.has(wanted)) return;
    event.preventDefault();
    const goal = document.getElementById(wanted);
    goal?.focus();
    goal?.scrollIntoView();
  });
  addEventListener("hashchange", follow);
  follow();
})();

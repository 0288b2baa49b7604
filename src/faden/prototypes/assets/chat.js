// Leads through a conversation step by step: an answer stays as a bubble, and what follows comes below.
(() => {
  "use strict";
  const { faden } = globalThis;

  function make(chat) {
    const log = chat.querySelector("ol");
    const again = chat.querySelector("[data-again]");
    const turns = new Map([...log.children].map((turn) => [turn.dataset.turn, turn]));
    const name = `chat.${faden.page().screen}.${faden.page().row}.${chat.dataset.chat}`;
    const first = turns.keys().next().value;

    function add(turn) {
      const shown = turns.get(turn).cloneNode(true);
      shown.removeAttribute("id"); // a turn may come twice
      log.append(shown);
      return shown;
    }

    function answered(turn, reply) {
      const link = turn.querySelector(`[data-hit="${reply}"]`);
      const bubble = document.createElement("p");
      bubble.className = "fp-bubble fp-bubble--mine kern-body";
      bubble.textContent = link.textContent;
      turn.querySelector(".fp-replies").replaceWith(bubble);
      again.hidden = false;
      return add(link.dataset.next);
    }

    function begin(replies) {
      log.replaceChildren();
      let turn = add(first);
      again.hidden = true;
      for (const reply of replies) {
        if (turn.querySelector(`[data-hit="${reply}"][data-next]`)) turn = answered(turn, reply);
      }
      return turn;
    }

    log.addEventListener("click", (event) => {
      const link = event.target.closest("[data-next]");
      if (link === null) return;
      event.preventDefault();
      faden.write(name, [...(faden.read(name) ?? []), link.dataset.hit]);
      const next = answered(link.closest("[data-turn]"), link.dataset.hit);
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    });
    again.querySelector("button").addEventListener("click", () => {
      faden.forget(name);
      begin([]).focus();
    });
    begin(faden.read(name) ?? []);
  }

  faden.on((main) => { for (const chat of main.querySelectorAll("[data-chat]")) make(chat); });
})();

// While the model is made ready: says how far it is, and offers to search again once it is there.
const notice = document.querySelector("[data-readiness]");
const progress = notice.querySelector("[data-progress]");
const EVERY = 2000; // milliseconds

async function look() {
  const now = await fetch(notice.dataset.state).then((response) => response.json()).catch(() => null);
  if (now?.state === "under-way" && now.of) {
    progress.max = now.of;
    progress.value = now.done;
  }
  if (now && now.state !== "under-way") {
    progress.hidden = true;
    notice.querySelector("[data-told]").textContent = notice.dataset[now.state] ?? "";
    notice.querySelector("[data-again]").hidden = now.state !== "ready";
    return;
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);

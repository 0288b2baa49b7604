// Who codes: kept in this browser, then on to the words.
const who = document.querySelector("[data-who]");
const secret = document.querySelector('meta[name="faden-save"]').content;

async function choose(coder) {
  const told = await fetch(who.dataset.post, {
    method: "POST",
    headers: { "content-type": "application/json", "x-faden-save": secret },
    body: JSON.stringify({ coder }),
  }).then((response) => response.json()).catch(() => null);
  if (told?.done) location.assign(who.dataset.go);
  else document.querySelector("[data-failed-here]").textContent = who.dataset.failed;
}

who?.addEventListener("click", (event) => {
  const coder = event.target.closest("[data-coder]")?.dataset.coder;
  if (coder) choose(coder);
});
who?.querySelector("[data-new]").addEventListener("submit", (event) => {
  event.preventDefault();
  choose(event.target.elements.coder.value.trim());
});

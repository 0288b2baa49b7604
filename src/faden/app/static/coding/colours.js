/** Fetch the colours of the codes again. */
export function recolour() {
  const link = document.querySelector("link[data-codes]");
  link.href = `${link.href.split("?")[0]}?${Date.now()}`;
}

// Arrow keys go from one to the next; Tab leaves them all.
export function walk(event, all) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const at = all.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (at < 0 || to === undefined || !all[to]) return;
  event.preventDefault();
  all[at].tabIndex = -1;
  all[to].tabIndex = 0;
  all[to].focus();
}

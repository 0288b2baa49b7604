// Before the page is painted: light or dark as chosen here before; and no search where it cannot work,
// since a browser lets no page read an index from the disk.
"use strict";
if (location.protocol === "file:") {
  for (const part of document.querySelectorAll(".md-search, .faden-search-open")) part.remove();
}
{
  const chosen = window.__md_get("__palette");
  const system = (mode) => document.querySelector(`input[data-md-color-media="(prefers-color-scheme: ${mode})"]`);
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const option = system(dark ? "dark" : "light");
  const colours = chosen && chosen.color ? chosen.color : option && { scheme: option.dataset.mdColorScheme };
  for (const [key, value] of Object.entries(colours || {})) document.body.setAttribute(`data-md-color-${key}`, value);
}

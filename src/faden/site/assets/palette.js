// Light or dark as chosen here before, set before the page is painted.
"use strict";
{
  const chosen = window.__md_get("__palette");
  const system = (mode) => document.querySelector(`input[data-md-color-media="(prefers-color-scheme: ${mode})"]`);
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const option = system(dark ? "dark" : "light");
  const colours = chosen && chosen.color ? chosen.color : option && { scheme: option.dataset.mdColorScheme };
  for (const [key, value] of Object.entries(colours || {})) document.body.setAttribute(`data-md-color-${key}`, value);
}

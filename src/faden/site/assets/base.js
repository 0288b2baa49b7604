// What the theme expects to be said in the page itself: where the site begins, and what this browser remembers.
// A file of its own, because the content policy of the site lets no script stand in a page.
"use strict";
{
  const given = document.currentScript.dataset.base;
  const base = new URL(given.endsWith("/") ? given : `${given}/`, location);
  const place = (key, scope) => `${scope.pathname}.${key}`;
  window.__md_scope = base;
  window.__md_hash = (text) => [...text].reduce((hash, letter) => ((hash << 5) - hash + letter.charCodeAt(0)) | 0, 0);
  window.__md_get = (key, store = localStorage, scope = base) => {
    try {
      return JSON.parse(store.getItem(place(key, scope)));
    } catch {
      return null;
    }
  };
  window.__md_set = (key, value, store = localStorage, scope = base) => {
    try {
      store.setItem(place(key, scope), JSON.stringify(value));
    } catch {
      // A browser that remembers nothing still shows everything.
    }
  };
}

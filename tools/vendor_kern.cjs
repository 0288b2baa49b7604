// Cuts KERN's style sheet down to the components that prototypes use, and makes the right-to-left version.
// Called by vendor_kern.py: node vendor_kern.cjs <kern.min.css> <target folder>
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const postcss = require("postcss");
const rtlcss = require("rtlcss");

// Families of classes (kern-<family>, with all its elements and modifiers). Layout utilities and the
// grid are left out, since the prototype lays out its own pages; so is the "official website" strip, since none is.
const FAMILIES = [
  "accordion", "alert", "badge", "body", "btn", "card", "container", "dark", "description-list",
  "dialog", "divider", "error", "fieldset", "form-check", "form-input", "heading-display",
  "heading-large", "heading-medium", "heading-small", "heading-x-large", "hint", "label",
  "layer", "level", "light", "link", "list", "number", "preline", "progress", "sr-only", "subline",
  "summary", "table", "task-list", "title",
];
const ICONS = [
  "arrow-back", "arrow-down", "arrow-forward", "arrow-up", "calendar-today", "check", "checklist",
  "chevron-left", "chevron-right", "close", "danger", "default", "download", "edit", "help", "home",
  "info", "language", "large", "mail", "open-in-new", "question-mark", "search", "small", "success",
  "warning", "x-large",
];

function kept(name) {
  if (name.startsWith("kern-icon--")) return ICONS.includes(name.slice("kern-icon--".length));
  if (name === "kern-icon") return true;
  return FAMILIES.some((family) => {
    const base = `kern-${family}`;
    return name === base || name.startsWith(`${base}-`) || name.startsWith(`${base}_`);
  });
}

// A selector stays if every class of KERN in it is kept; classes inside :not() do not count.
function stays(selector) {
  const names = selector.replace(/:not\([^()]*\)/g, "").match(/\.kern-[a-z0-9_-]+/gi) ?? [];
  return names.every((name) => kept(name.slice(1)));
}

const prune = {
  postcssPlugin: "faden-prune",
  OnceExit(root) {
    root.walkComments((comment) => { comment.remove(); });
    root.walkRules((rule) => {
      if (rule.parent.type === "atrule" && /keyframes$/.test(rule.parent.name)) return;
      const selectors = rule.selectors.filter(stays);
      if (selectors.length === 0) rule.remove();
      else if (selectors.length < rule.selectors.length) rule.selectors = selectors;
    });
    root.walkAtRules((rule) => { if (rule.nodes?.length === 0) rule.remove(); });
    // Variables that nothing reads any more, such as the palettes of other themes.
    for (let found = true; found; ) {
      found = false;
      const text = root.toString();
      const read = new Set(Array.from(text.matchAll(/var\(\s*(--[a-z0-9-]+)/gi), (match) => match[1]));
      root.walkDecls(/^--/, (declaration) => {
        if (!read.has(declaration.prop)) { declaration.remove(); found = true; }
      });
      root.walkRules((rule) => { if (rule.nodes.length === 0) rule.remove(); });
    }
  },
};

const [source, target] = process.argv.slice(2);
const whole = fs.readFileSync(source, "utf8");
const left = postcss([prune]).process(whole, { from: undefined, map: false }).css;
fs.writeFileSync(path.join(target, "kern.css"), `${left.trim()}\n`);
fs.writeFileSync(path.join(target, "kern.rtl.css"), `${rtlcss.process(left).trim()}\n`);

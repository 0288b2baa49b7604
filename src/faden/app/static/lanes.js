// Margin stripes of codings: where each lies, and which stand beside each other because they overlap.

const LANE = 6; // pixels from one stripe to the next

/**
 * The lane of each stretch, counted from 0: the first that is free over its whole length.
 * @param {{top: number, bottom: number}[]} stretches
 */
function assignLanes(stretches) {
  const ends = [];
  return [...stretches]
    .sort((a, b) => a.top - b.top || b.bottom - a.bottom)
    .map((stretch) => {
      const free = ends.findIndex((end) => end <= stretch.top);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = stretch.bottom;
      return { ...stretch, lane };
    });
}

/** Top and bottom of every coding in a text, in pixels from the top of the text. */
function extents(text) {
  const from = text.getBoundingClientRect().top;
  const found = new Map();
  for (const mark of text.querySelectorAll("mark")) {
    const box = mark.getBoundingClientRect();
    for (const coding of mark.dataset.codings.split(" ")) {
      const known = found.get(coding) ?? { coding, top: Infinity, bottom: -Infinity };
      known.top = Math.min(known.top, box.top - from);
      known.bottom = Math.max(known.bottom, box.bottom - from);
      found.set(coding, known);
    }
  }
  return [...found.values()];
}

/**
 * Draw stripes beside some texts: first all is measured, then all is drawn, so that the browser lays out once.
 * @param {Element[]} texts
 * @param {(coding: string) => string} colour the class by which a coding takes the colour of its code
 */
export function drawStripes(texts, colour) {
  const measured = texts.map((text) => [text, assignLanes(extents(text))]);
  for (const [text, lanes] of measured) {
    text.querySelector(".stripes").replaceChildren(...lanes.map(({ coding, top, bottom, lane }) => {
      const stripe = document.createElement("span");
      stripe.className = `stripe ${colour(coding)}`;
      stripe.dataset.codings = coding;
      // Set one by one: the content security policy forbids a style attribute.
      stripe.style.top = `${top}px`;
      stripe.style.height = `${bottom - top}px`;
      stripe.style.left = `${LANE + lane * LANE}px`;
      return stripe;
    }));
  }
}

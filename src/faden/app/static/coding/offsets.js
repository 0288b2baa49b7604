// From what the browser counts (UTF-16 units in text nodes) to what faden counts (code points in one part of a
// turn), and back. Nothing else in faden knows UTF-16.

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const SPACE = /\s/;

/** Code points before a place given in UTF-16 units; a place inside a character counts as before it. */
export function toPoints(text, units) {
  let points = 0;
  for (let at = 0; at < units; points += 1) {
    at += text.codePointAt(at) > 0xffff ? 2 : 1;
    if (at > units) break;
  }
  return points;
}

/** UTF-16 units before a place given in code points. */
export function toUnits(text, points) {
  let at = 0;
  for (let n = 0; n < points && at < text.length; n += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

/**
 * Whole characters as people see them, without white space at the ends; in UTF-16 units.
 * An emoji family or a letter with its accents is one character, however many code points it has.
 */
export function snap(text, from, to) {
  const all = graphemes.segment(text);
  let start = all.containing(from)?.index ?? text.length;
  const last = to > 0 ? all.containing(to - 1) : undefined;
  let end = last ? last.index + last.segment.length : 0;
  while (start < end && SPACE.test(text[start])) start += 1;
  while (end > start && SPACE.test(text[end - 1])) end -= 1;
  return [start, end];
}

/** Words or sentences of a text, in code points: `[{from, to}]`. */
export function pieces(text, language, granularity) {
  const found = [];
  for (const piece of new Intl.Segmenter(language, { granularity }).segment(text)) {
    if (granularity === "word" && !piece.isWordLike) continue;
    const [from, to] = snap(text, piece.index, piece.index + piece.segment.length);
    if (from < to) found.push({ from: toPoints(text, from), to: toPoints(text, to) });
  }
  return found;
}

/** The words of a part that begin and end at these code points. */
export const cut = (text, from, to) => text.slice(toUnits(text, from), toUnits(text, to));

/** UTF-16 units from the start of an element to a place inside it. */
function unitsBefore(element, node, offset) {
  const range = document.createRange();
  range.setStart(element, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

/** The place in a text node that lies so many UTF-16 units from the start of an element. */
function nodeAt(element, units) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = units;
  let node = walker.nextNode();
  while (node && node.length < left) {
    left -= node.length;
    node = walker.nextNode();
  }
  return node ? [node, left] : [element, element.childNodes.length];
}

/** The parts of all turns, in the order of the page. The elements stay; only what is inside them changes. */
export class Parts {
  constructor(root) {
    this.all = [...root.querySelectorAll(".words")];
    this.order = new Map(this.all.map((part, at) => [part, at]));
    this.byKey = new Map(this.all.map((part) => [this.key(part.dataset.turn, part.dataset.part, part.dataset.language), part]));
    this.tracks = Map.groupBy ? Map.groupBy(this.all, track) : grouped(this.all);
  }

  key(turn, part, language) { return `${turn} ${part} ${language}`; }

  find(turn, part, language) { return this.byKey.get(this.key(turn, part, language)); }

  /** All parts of the same kind and language, from one to another. */
  between(first, last) {
    const same = this.tracks.get(track(first));
    return same.slice(same.indexOf(first), same.indexOf(last) + 1);
  }

  /** The next part of the same kind and language whose turn is shown. */
  beside(part, by) {
    const same = this.tracks.get(track(part));
    for (let at = same.indexOf(part) + by; same[at]; at += by) if (!same[at].closest("[hidden]")) return same[at];
    return null;
  }

  /** What is selected, as faden keeps it; null where no word is. Only words of one kind and language count. */
  chosen(selection) {
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const touched = this.all.filter((part) => range.intersectsNode(part) && this.#span(part, range));
    if (!touched.length) return null;
    const begun = selection.anchorNode.parentElement?.closest(".words");
    const lead = touched.includes(begun) ? begun : touched[0];
    const same = touched.filter((part) => track(part) === track(lead));
    const hidden = same.findIndex((part) => part.closest("[hidden]"));
    const shown = hidden < 0 ? same : same.slice(0, hidden); // nobody means words that are not shown
    if (!shown.length) return null;
    const [first, last] = [shown[0], shown.at(-1)];
    return {
      start: [first.dataset.turn, toPoints(first.textContent, this.#span(first, range)[0])],
      end: [last.dataset.turn, toPoints(last.textContent, this.#span(last, range)[1])],
      part: first.dataset.part,
      language: first.dataset.language,
    };
  }

  /** What of a part lies in a range, in UTF-16 units; null where nothing does. */
  #span(part, range) {
    const text = part.textContent;
    const from = part.contains(range.startContainer) ? unitsBefore(part, range.startContainer, range.startOffset) : 0;
    const to = part.contains(range.endContainer) ? unitsBefore(part, range.endContainer, range.endOffset) : text.length;
    const [start, end] = from < to ? snap(text, from, to) : [0, 0];
    return start < end ? [start, end] : null;
  }

  /** Where words lie: each part with its first code point and one past the last. */
  spans({ start, end, part, language }) {
    const [first, last] = [this.find(start[0], part, language), this.find(end[0], part, language)];
    if (!first || !last) return [];
    return this.between(first, last).map((element) => ({
      element,
      from: element === first ? start[1] : 0,
      to: element === last ? end[1] : [...element.textContent].length,
    }));
  }

  /** One range of the browser a part, so that nothing between the turns is in it. */
  ranges(place) {
    return this.spans(place).map(({ element, from, to }) => {
      const range = document.createRange();
      range.setStart(...nodeAt(element, toUnits(element.textContent, from)));
      range.setEnd(...nodeAt(element, toUnits(element.textContent, to)));
      return range;
    });
  }

  /** The words, turns joined by a line break as in the file. */
  words(place) {
    return this.spans(place).map(({ element, from, to }) => cut(element.textContent, from, to)).join("\n");
  }
}

const track = (part) => `${part.dataset.part} ${part.dataset.language}`;

function grouped(all) {
  const found = new Map();
  for (const part of all) found.set(track(part), [...(found.get(track(part)) ?? []), part]);
  return found;
}

// Stripes that overlap stand beside each other.

/**
 * The lane of each stretch, counted from 0: the first that is free over its whole length.
 * @param {{top: number, bottom: number}[]} stretches
 */
export function assignLanes(stretches) {
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

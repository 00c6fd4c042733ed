/** How often each of the 256 grey values occurs. */
export interface Histogram {
  readonly counts: Uint32Array;
  /** The least value that at least this share (0-1) of the pixels does not exceed. */
  rank(share: number): number;
}

export function toHistogram(grey: Uint8Array): Histogram {
  const counts = new Uint32Array(256);
  for (let i = 0; i < grey.length; i += 1) counts[grey[i] ?? 0] = (counts[grey[i] ?? 0] ?? 0) + 1;
  return {
    counts,
    rank(share) {
      let below = 0;
      for (let value = 0; value < 256; value += 1) {
        below += counts[value] ?? 0;
        if (below >= share * grey.length) return value;
      }
      return 255;
    },
  };
}

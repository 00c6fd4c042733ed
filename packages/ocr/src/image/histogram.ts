/** How often each of the 256 grey values occurs. */
export interface Histogram {
  readonly counts: Uint32Array;
  /** The least value that at least this share (0-1) of the counted pixels does not exceed. */
  rank(share: number): number;
}

/** Of all pixels, or of those where `mask` is not 0. */
export function toHistogram(grey: Uint8Array, mask?: Uint8Array): Histogram {
  const counts = new Uint32Array(256);
  let all = 0;
  for (let i = 0; i < grey.length; i += 1) {
    if (mask?.[i] === 0) continue;
    counts[grey[i] ?? 0] = (counts[grey[i] ?? 0] ?? 0) + 1;
    all += 1;
  }
  return {
    counts,
    rank(share) {
      let below = 0;
      for (let value = 0; value < 256; value += 1) {
        below += counts[value] ?? 0;
        if (below >= share * all) return value;
      }
      return 255;
    },
  };
}

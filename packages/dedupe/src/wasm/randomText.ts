import { mix32 } from "../hash.ts";

// Texts for tests in which the module and the plain reference must agree.

/** First and last code point of what scripts, and what is none, are made of. */
const BLOCKS: readonly (readonly [number, number])[] = [
  ...([
    [0x20, 0x7e],
    [0x61, 0x7a],
    [0, 0x2f],
    [0x80, 0x24f],
    [0x300, 0x345],
    [0x370, 0x3ff],
  ] as const),
  ...([
    [0x400, 0x45f],
    [0x590, 0x5f4],
    [0x600, 0x6ff],
    [0x8a0, 0x8ff],
    [0x900, 0x97f],
    [0x980, 0x9ff],
  ] as const),
  ...([
    [0xb80, 0xbff],
    [0xd80, 0xdff],
    [0xe01, 0xe5b],
    [0xe81, 0xedf],
    [0xf00, 0xfbc],
    [0x1000, 0x109f],
  ] as const),
  ...([
    [0x1100, 0x11ff],
    [0x1780, 0x17ff],
    [0x1b00, 0x1b7e],
    [0x1e00, 0x1fff],
    [0x2000, 0x20cf],
  ] as const),
  ...([
    [0x2100, 0x24ff],
    [0x3000, 0x309a],
    [0x3130, 0x318e],
    [0x4e00, 0x4eff],
    [0xa980, 0xa9df],
  ] as const),
  ...([
    [0xac00, 0xac7f],
    [0xd800, 0xdfff],
    [0xfb00, 0xfdff],
    [0xfe70, 0xffef],
    [0x11080, 0x110bf],
  ] as const),
  ...([
    [0x1d160, 0x1d172],
    [0x1d400, 0x1d7ff],
    [0x1e900, 0x1e95f],
    [0x1f600, 0x1f64f],
    [0x20000, 0x200ff],
  ] as const),
];
const CONTEXTS = ["Σ", " ", "\n", "1,5", "٫", ".", "é", "e\u0301", "น้ำ", "ﷺ", "\ud800", "İ", "'"];

/** Numbers 0 to below `end`, always the same for a seed. */
export function randomNumbers(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (state + 0x9e37_79b9) >>> 0;
    return mix32(state) % end;
  };
}

/** A text of about so many characters, of runs of one script or of all at once; always the same for a seed. */
export function randomText(seed: number, length: number): string {
  const next = randomNumbers(seed);
  const parts: string[] = [];
  while (parts.length < length) {
    const [first = 0, last = 0] = BLOCKS[next(BLOCKS.length)] ?? [];
    const run = next(4) === 0 ? 1 : next(60);
    for (let at = 0; at < run; at += 1) {
      parts.push(String.fromCodePoint(first + next(last - first + 1)));
      if (next(6) === 0) parts.push(next(2) === 0 ? " " : (CONTEXTS[next(CONTEXTS.length)] ?? ""));
    }
  }
  return parts.join("");
}

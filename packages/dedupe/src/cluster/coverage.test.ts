import { expect, test } from "vitest";
import { mix32 } from "../hash.ts";
import { shingles } from "../shingles.ts";
import { decodeSketch, encodeSketch, type Sketch, sketchOf } from "../sketch.ts";
import { coverage } from "./coverage.ts";

const random = (seed: number, at: number): number => mix32(seed * 100_003 + at) / 2 ** 32;
const textOf = (seed: number, length: number): number[] =>
  Array.from({ length }, (_, at) => 97 + Math.floor(random(seed, at) * 20));
/** Letters misread, left out and doubled. */
const misread = (text: readonly number[], share: number, seed: number): number[] =>
  text.flatMap((letter, at) => {
    const chance = random(seed, at) / share;
    if (chance >= 1) return [letter];
    return chance < 0.6 ? [120 + (at % 3)] : chance < 0.8 ? [] : [letter, letter];
  });
function sketch(...parts: readonly (readonly number[])[]): Sketch {
  const found = decodeSketch(encodeSketch(sketchOf(shingles(Uint32Array.from(parts.flat()))) ?? new Uint32Array()));
  return found ?? { hashes: new Uint32Array(), places: new Uint16Array() };
}

test("two bad readings of a text stand in each other; texts with a passage in common only so far", () => {
  const text = textOf(1, 1600);
  const bad = coverage(sketch(misread(text, 0.12, 2)), sketch(misread(text, 0.12, 3)));
  // Less than a third of the shingles of each are left in the other.
  for (const share of bad) expect(share).toBeGreaterThan(0.85);
  const [half, more] = coverage(sketch(text, textOf(4, 1600)), sketch(text, textOf(5, 800)));
  expect(Math.abs(half - 0.5)).toBeLessThan(0.04);
  expect(Math.abs(more - 2 / 3)).toBeLessThan(0.04);
  expect(coverage(sketch(textOf(6, 1600)), sketch(textOf(7, 1600)))).toEqual([0, 0]);
});

test("what stands in another order is no copy, nor are shingles that are strewn over both", () => {
  const letters = textOf(8, 1600);
  const parts = Array.from({ length: 260 }, (_, at) => letters.slice(at * 6, at * 6 + 6));
  const shuffled = parts.toSorted(
    (a, b) => mix32((a[0] ?? 0) * 31 + (a[3] ?? 0)) - mix32((b[0] ?? 0) * 31 + (b[3] ?? 0)),
  );
  for (const share of coverage(sketch(...parts), sketch(...shuffled))) expect(share).toBeLessThan(0.5);
});

test("books are compared by samples: a chapter stands in its book, of the book what the chapter is of it", () => {
  const [chapter, rest] = [textOf(9, 12_000), textOf(10, 24_000)];
  const [ofChapter, ofBook] = coverage(sketch(misread(chapter, 0.05, 11)), sketch(rest, chapter));
  expect(ofChapter).toBeGreaterThan(0.95);
  expect(Math.abs(ofBook - 1 / 3)).toBeLessThan(0.06);
});

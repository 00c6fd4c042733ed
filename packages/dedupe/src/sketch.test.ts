import { expect, test } from "vitest";
import { mix32 } from "./hash.ts";
import { decodeSketch, encodeSketch, sampleOf, similarityOf, SKETCH_HASHES, sketchOf } from "./sketch.ts";

const hashes = (from: number, to: number): Uint32Array =>
  Uint32Array.from({ length: to - from }, (_, index) => mix32(from + index)).toSorted();
const sketch = (from: number, to: number): string => encodeSketch(sketchOf(hashes(from, to)) ?? new Uint32Array());

test("a sketch keeps the least hashes and comes back as it was", () => {
  expect(sketchOf(hashes(0, 19))).toBeUndefined();
  const kept = sketchOf(hashes(0, 5000)) ?? new Uint32Array();
  expect(kept).toEqual(hashes(0, 5000).slice(0, SKETCH_HASHES));
  expect(decodeSketch(encodeSketch(kept))).toEqual(kept);
});

test.each(["", "AAAA", "no base64", encodeSketch(hashes(0, 50).toReversed())])("is no sketch: %s", (encoded) => {
  expect(decodeSketch(encoded)).toBeUndefined();
  expect(similarityOf(encoded, sketch(0, 100))).toBe(0);
});

test("samples are small and estimate the Jaccard similarity, among themselves and with sketches", () => {
  const sample = sampleOf(sketch(0, 3000));
  expect(decodeSketch(sample)).toHaveLength(128);
  expect(similarityOf(sample, sketch(0, 3000))).toBe(1);
  // 2,000 of 4,000 hashes are shared.
  expect(Math.abs(similarityOf(sample, sampleOf(sketch(1000, 4000))) - 0.5)).toBeLessThan(0.15);
  expect(similarityOf(sample, sketch(10_000, 13_000))).toBe(0);
});

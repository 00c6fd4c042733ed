import { expect, test } from "vitest";
import { mix32 } from "./hash.ts";
import { decodeSketch, encodeSketch, sampleOf, similarityOf, SKETCH_HASHES, sketchOf } from "./sketch.ts";

const hashes = (from: number, to: number): Uint32Array =>
  Uint32Array.from({ length: to - from }, (_, index) => mix32(from + index)).toSorted();
const sketch = (from: number, to: number): string => encodeSketch(sketchOf(hashes(from, to)) ?? new Uint32Array());

test("a sketch keeps the least hashes, and where in the text they stand", () => {
  expect(sketchOf(hashes(0, 19))).toBeUndefined();
  const inText = Uint32Array.from({ length: 6000 }, (_, index) => mix32(index % 5000));
  const kept = sketchOf(inText) ?? new Uint32Array();
  const limit = hashes(0, 5000)[SKETCH_HASHES - 1] ?? 0;
  expect(kept).toEqual(inText.slice(0, 5000).filter((hash) => hash <= limit));
  const { hashes: sorted, places } = decodeSketch(encodeSketch(kept)) ?? { hashes: [], places: [] };
  expect(sorted).toEqual(hashes(0, 5000).slice(0, SKETCH_HASHES));
  expect(Array.from(places, (place) => kept[place])).toEqual([...sorted]);
});

test.each(["", "AAAA", "no base64", encodeSketch(Uint32Array.of(...hashes(0, 50), mix32(7)))])(
  "is no sketch: %s",
  (encoded) => {
    expect(decodeSketch(encoded)).toBeUndefined();
    expect(similarityOf(encoded, sketch(0, 100))).toBe(0);
  },
);

test("samples are small and estimate the Jaccard similarity, among themselves and with sketches", () => {
  const sample = sampleOf(sketch(0, 3000));
  expect(decodeSketch(sample)?.hashes).toEqual(hashes(0, 3000).slice(0, 128));
  expect(similarityOf(sample, sketch(0, 3000))).toBe(1);
  // 2,000 of 4,000 hashes are shared.
  expect(Math.abs(similarityOf(sample, sampleOf(sketch(1000, 4000))) - 0.5)).toBeLessThan(0.15);
  expect(similarityOf(sample, sketch(10_000, 13_000))).toBe(0);
});

import { expect, test } from "vitest";
import { evenSample } from "./evenSample.ts";

test("short texts are looked at whole", () => {
  const text = "una palabra y otra ".repeat(400);
  expect(evenSample(text)).toBe(text);
});

test("of long texts a quarter, whole words from beginning to end", () => {
  const words = Array.from({ length: 40_000 }, (_, index) => `p${index}`);
  const sample = evenSample(words.join(" "));
  const share = sample.length / words.join(" ").length;
  expect(share).toBeGreaterThan(0.2);
  expect(share).toBeLessThan(0.3);
  const found = sample.split(/\s+/).filter((word) => word !== "");
  const numbers = found.map((word) => words.indexOf(word));
  expect(numbers).not.toContain(-1);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(numbers[0]).toBe(0);
  expect(numbers.at(-1)).toBe(39_999);
});

test("what is bad in one half of a text is half of the sample", () => {
  const sample = evenSample(`${"bien ".repeat(10_000)}${"%%%% ".repeat(10_000)}`);
  const bad = sample.split(/\s+/).filter((word) => word === "%%%%").length;
  const good = sample.split(/\s+/).filter((word) => word === "bien").length;
  expect(bad / (bad + good)).toBeCloseTo(0.5, 1);
});

test("a run without a space is sampled too, and half a character is no exception", () => {
  const sample = evenSample("ก".repeat(100_000));
  expect(sample.length).toBeLessThan(30_000);
  expect(evenSample("\u{1F600}".repeat(50_000)).length).toBeGreaterThan(20_000);
});

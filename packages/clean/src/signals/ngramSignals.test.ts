import { expect, test } from "vitest";
import { measure } from "./measured.ts";
import { ngramSignals } from "./ngramSignals.ts";
import { ratio } from "./numbers.ts";

/** The same in the plainest way: n-grams are strings. */
function plain(text: string): Record<string, number> {
  const measured = measure(text, "und");
  const words = Array.from(measured.words.numbers, (number) => measured.words.distinct[number] ?? "");
  const lengthOf = (parts: readonly string[]): number => Array.from(parts.join("")).length;
  const signals: Record<string, number> = {};
  for (const size of [2, 3, 4]) {
    const counts = new Map<string, number>();
    for (let at = 0; at + size <= words.length; at += 1) {
      const ngram = words.slice(at, at + size).join(" ");
      counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
    }
    const most = Math.max(0, ...counts.values());
    const longest = Math.max(
      0,
      ...[...counts].flatMap(([ngram, count]) => (count === most ? [lengthOf([ngram])] : [])),
    );
    signals[`top_${size}_gram_ratio`] = most > 1 ? Math.min(1, ratio(most * longest, measured.chars)) : 0;
  }
  for (const size of [5, 6, 7, 8, 9, 10]) {
    const seen = new Set<string>();
    let characters = 0;
    for (let at = 0; at + size <= words.length;) {
      const part = words.slice(at, at + size);
      const repeated = seen.has(part.join(" "));
      seen.add(part.join(" "));
      if (repeated) characters += lengthOf(part);
      at += repeated ? size : 1;
    }
    signals[`dup_${size}_gram_ratio`] = ratio(characters, measured.chars);
  }
  return signals;
}

test("random texts of few and many words, long repetitions: the same as n-grams of strings", () => {
  let state = 5;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let count = 0; count < 120; count += 1) {
    const vocabulary = 1 + random(count % 2 === 0 ? 6 : 60);
    const words = Array.from({ length: random(120) }, () => `w${random(vocabulary)}\u{20000}`.slice(0, 2 + random(3)));
    const repeated = words.slice(random(20), random(60));
    const text = [...words, ...repeated, ...words.slice(0, 15), ...repeated].join(" ");
    expect(ngramSignals(measure(text, "und"))).toEqual(plain(text));
  }
});

test("many words in a row, all the same or all different, take no more than a few looks each", () => {
  const same = measure("la ".repeat(30_000), "und");
  expect(ngramSignals(same)["dup_10_gram_ratio"]).toBeGreaterThan(0.6);
  const different = measure(Array.from({ length: 20_000 }, (_, index) => index.toString(36)).join(" "), "und");
  expect(different.words.distinct).toHaveLength(20_000);
  expect(ngramSignals(different)["dup_5_gram_ratio"]).toBe(0);
});

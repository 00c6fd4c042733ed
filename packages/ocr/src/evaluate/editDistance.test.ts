import { describe, expect, it } from "vitest";
import { editDistance } from "./editDistance.ts";

/** Wagner and Fischer's matrix, as in a textbook. */
function plainEditDistance(a: readonly number[], b: readonly number[]): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, symbol] of a.entries()) {
    const row = [i + 1];
    for (const [j, other] of b.entries()) {
      const substitution = (above[j] ?? 0) + (symbol === other ? 0 : 1);
      row.push(Math.min(substitution, (above[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}

function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const codes = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0) ?? 0);

describe("editDistance", () => {
  it.each([
    ["", "", 0],
    ["", "abc", 3],
    ["abc", "", 3],
    ["kitten", "sitting", 3],
    ["intention", "execution", 5],
    ["ab", "ba", 2],
    ["말모이", "말 모으이", 2],
    ["𐎠𐎡", "𐎡", 1],
  ])("of %j and %j is %i", (a, b, expected) => {
    expect(editDistance(codes(a), codes(b))).toBe(expected);
    expect(plainEditDistance(codes(a), codes(b))).toBe(expected);
  });

  it("agrees with the matrix on unrelated random sequences, across the borders of blocks", () => {
    const random = randomNumbers(7);
    for (let round = 0; round < 1500; round++) {
      const symbols = [1, 2, 3, 4, 26, 1000][random(6)] ?? 2;
      const sequence = (): number[] => Array.from({ length: random(140) }, () => random(symbols));
      const [a, b] = [sequence(), sequence()];
      expect(editDistance(a, b)).toBe(plainEditDistance(a, b));
    }
  });

  it.each([31, 32, 33, 63, 64, 65, 96, 128])("agrees with the matrix at length %i", (length) => {
    const random = randomNumbers(length);
    for (let round = 0; round < 60; round++) {
      const a = Array.from({ length }, () => random(3));
      const b = Array.from({ length: length + random(3) }, () => random(3));
      expect(editDistance(a, b)).toBe(plainEditDistance(a, b));
    }
  });

  it("agrees with the matrix on a text and a noisy copy of it", () => {
    const random = randomNumbers(11);
    for (let round = 0; round < 60; round++) {
      const truth = Array.from({ length: 200 + random(400) }, () => random(60));
      const noisy = truth.flatMap((symbol) => {
        const fate = random(20);
        if (fate === 0) return [];
        if (fate === 1) return [random(60)];
        return fate === 2 ? [symbol, random(60)] : [symbol];
      });
      expect(editDistance(truth, noisy)).toBe(plainEditDistance(truth, noisy));
    }
  });

  it("takes any integer and any array-like, and does not care which comes first", () => {
    const a = Int32Array.of(-5, 2 ** 31 - 1, 0, 7);
    expect(editDistance(a, [2 ** 31 - 1, 0, 2 ** 40])).toBe(2);
    expect(editDistance([2 ** 31 - 1, 0, 2 ** 40], a)).toBe(2);
  });

  it("compares two unrelated pages of 20,000 characters", () => {
    const random = randomNumbers(3);
    const page = (): Int32Array => Int32Array.from({ length: 20_000 }, () => random(80));
    const [a, b] = [page(), page()];
    const distance = editDistance(a, b);
    expect(distance).toBeGreaterThan(10_000);
    expect(distance).toBeLessThan(20_000);
  });
});

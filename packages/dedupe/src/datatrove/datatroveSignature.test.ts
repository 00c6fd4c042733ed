import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { randomText } from "../wasm/randomText.ts";
import { permutationsOf } from "./constants.ts";
import { DATATROVE_CONFIGS, datatroveSignature } from "./datatroveSignature.ts";
import { plainDatatroveSignature } from "./plainSignature.ts";
import { simplifyText } from "./simplifyText.ts";
import { xxhash64 } from "./xxhash64.ts";

const Vectors = z.object({
  made_by: z.string(),
  permutations: z.record(z.string(), z.object({ a: z.string(), b: z.string() })),
  texts: z.array(
    z.object({
      text: z.string(),
      simplified: z.string(),
      signatures: z.record(z.string(), z.string().nullable()),
    }),
  ),
});
const VECTORS = Vectors.parse(JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8")));
const small = { buckets: 2, hashesPerBucket: 2 };

test.each(VECTORS.texts)("as datatrove: $simplified", ({ text, simplified, signatures }) => {
  expect(simplifyText(text)).toBe(simplified);
  for (const [name, config] of Object.entries(DATATROVE_CONFIGS)) {
    const expected = signatures[name];
    if (expected === undefined) continue;
    expect(datatroveSignature(text, config)?.join(" ") ?? null).toBe(expected);
  }
});

test("the first and last permutations are numpy's", () => {
  for (const [count, { a, b }] of Object.entries(VECTORS.permutations)) {
    const { multipliers, summands } = permutationsOf(Number(count));
    for (const [found, expected] of [
      [multipliers, a],
      [summands, b],
    ] as const) {
      const ends = [...found.slice(0, 3), ...found.slice(-3)];
      expect(ends.join(" ")).toBe(expected);
    }
  }
});

const SHARED = new URL("../../../../../shared/data/dedupe/minhash_vectors/", import.meta.url);
const there = existsSync(SHARED);
test.skipIf(!there)(`all permutations of shared/data/dedupe/minhash_vectors${there ? "" : " (absent)"}`, () => {
  for (const [name, { buckets, hashesPerBucket }] of Object.entries(DATATROVE_CONFIGS)) {
    const file = new URL(`${name.replace("-", "_minhash_seed1_")}.json`, SHARED);
    const { a, b } = z
      .object({ a: z.array(z.string()), b: z.array(z.string()) })
      .parse(JSON.parse(readFileSync(file, "utf8")));
    const { multipliers, summands } = permutationsOf(buckets * hashesPerBucket);
    expect(Array.from(multipliers, String)).toEqual(a);
    expect(Array.from(summands, String)).toEqual(b);
  }
});

test("xxhash64 of the specification's kind", () => {
  expect(xxhash64(new TextEncoder().encode("a b c d e"))).toBe(10_121_740_836_305_097_868n);
  expect(xxhash64(new Uint8Array())).toBe(0xef46_db37_51d8_e999n);
});

/** The beginnings of the texts on which the module and the reference differ. */
const differing = (texts: readonly string[]): string[] =>
  texts
    .filter((text) => datatroveSignature(text, small)?.join(" ") !== plainDatatroveSignature(text, 4)?.join(" "))
    .map((text) => text.slice(0, 200));

test("the module agrees with the plain reference on texts of all scripts", () => {
  const pages = Array.from({ length: 300 }, (_, seed) => randomText(seed, 20 + ((seed * seed) % 300)));
  expect(differing([...pages, randomText(10_000, 20_000), randomText(10_001, 20_000)])).toEqual([]);
});

test("it agrees on every code point of the Basic Multilingual Plane but the inner ones of ideographs and syllables", () => {
  for (let first = 0; first < 0x1_0000; first += 128) {
    if ((first > 0x38_00 && first < 0x9e_00) || (first > 0xb0_00 && first < 0xd6_00)) continue;
    const characters = Array.from({ length: 128 }, (_, index) => String.fromCharCode(first + index));
    const around = characters.map((each) => `a${each}${each} 1${each}2 Σ${each}`).join("");
    expect(differing([around])).toEqual([]);
  }
});

test.each([
  ["nothing", ""],
  ["four words", "one two three, four."],
  ["five words", "one two three four five"],
  ["one word many times", "word ".repeat(100_000)],
  ["a long text without a space", "word".repeat(30_000)],
  ["words as long as pages", `${"a".repeat(12_000)} `.repeat(20)],
  ["marks alone between spaces", "a \u0301 b \u0301\u0302 c d \u0301e f"],
  ["more marks than any writing has", `a${"\u0301\u0323".repeat(5000)} b c d e f`],
  ["marks that stay, in a row", `a b c d e${"\u302e\u1b44".repeat(5000)} f`],
  ["a byte order mark", "\ufeffone two three four five"],
  ["Korean syllables", "대한민국 정부 수립 국민 보고 대회".repeat(2000)],
  ["numbers", "1,234.5 ١٢٫٣ 1.2.3 7. .8 1،2 9⎖9 12:30 1,٣ ".repeat(500)],
])("it agrees on %s", (_, text) => {
  expect(differing([text])).toEqual([]);
});

test("more hashes than there is room for are refused", () => {
  expect(() => datatroveSignature("one two three four five", { buckets: 103, hashesPerBucket: 10 })).toThrow(
    RangeError,
  );
});

import { expect, test } from "vitest";
import { plainSignatureOf, signatureOf } from "./signatureOf.ts";
import { combiningOrder } from "./wasm/combiningOrder.ts";
import { mayMelt } from "./wasm/folds.ts";
import { randomText } from "./wasm/randomText.ts";

/** The beginnings of the texts on which the module and the reference differ. */
const differing = (texts: readonly string[]): string[] =>
  texts
    .filter((text) => {
      const [found, expected] = [signatureOf(text), plainSignatureOf(text)];
      return found.exact !== expected.exact || found.chars !== expected.chars || found.sketch !== expected.sketch;
    })
    .map((text) => text.slice(0, 200));

test("the module agrees with the plain reference on texts of all scripts", () => {
  const pages = Array.from({ length: 800 }, (_, seed) => randomText(seed, 3 + ((seed * seed) % 400)));
  const books = Array.from({ length: 8 }, (_, seed) => randomText(10_000 + seed, 20_000));
  expect(differing([...pages, ...books])).toEqual([]);
});

test("it agrees on every code point of the Basic Multilingual Plane, alone, doubled, and after letters and marks", () => {
  for (let first = 0; first < 0x1_0000; first += 64) {
    const characters = Array.from({ length: 64 }, (_, index) => String.fromCharCode(first + index));
    const around = characters.map((each) => `a${each}${each} x\u0323${each}ေ${each}가${each}้${each}Σ`).join("");
    expect(differing([around, characters.join(" ")])).toEqual([]);
  }
});

test.each([
  ["nothing", ""],
  ["a word", "word"],
  ["four and five letters", "abcd efgh i"],
  ["a million of one letter", "a".repeat(1_000_000)],
  ["a book of numbers", Array.from({ length: 60_000 }, (_, index) => String(index * 7919)).join(" ")],
  ["a book in Thai", Array.from({ length: 30_000 }, (_, index) => `น้ำ${index}`).join("")],
  ["a long text without a place to cut", "Straße".repeat(20_000)],
  ["marks on marks", "a\u0301\u0323".repeat(20_000)],
  ["more marks than any writing has", `a${"\u0301\u0323".repeat(20_000)} end of the text`],
  ["capital sigmas", "ΟΔΥΣΣΕΥΣ ΣΟΦΟΣ. ".repeat(3000)],
  ["lone surrogates", "ab\ud800cd\udc00 \udc00\ud800".repeat(5000)],
  ["ligatures of eighteen letters", "ﷺ".repeat(30_000)],
  ["emoji and rare ideographs", "😀𠀀한".repeat(9000)],
])("it agrees on %s", (_, text) => {
  expect(differing([text])).toEqual([]);
});

test("a text that the module gives up leaves nothing behind for the next", () => {
  const plain = "Nothing of the text before may be found in this one, which is long enough for a sketch.";
  const before = signatureOf(plain);
  signatureOf(`${randomText(7, 20_000)}${"a".repeat(40_000)}`);
  expect(signatureOf(plain)).toEqual(before);
  expect(before).toEqual(plainSignatureOf(plain));
});

test("what melts with a letter before it is listed, and marks of one order never overtake each other", () => {
  const melting = new Set<string>();
  for (let point = 0; point < 0x1_0000; point += 1) {
    const character = String.fromCharCode(point);
    const parts = Array.from(character.normalize("NFD"));
    if (parts.length > 1 && character.normalize("NFC") === character) melting.add(parts.at(-1) ?? "");
  }
  expect([...melting].filter((character) => !mayMelt(character))).toEqual([]);
  const marks = Array.from({ length: 0x1_f000 }, (_, point) => point)
    .filter((point) => point < 0xd8_00 || point > 0xdf_ff)
    .map((point) => String.fromCodePoint(point))
    .filter((character) => /\p{M}/u.test(character) && character.normalize("NFD") === character);
  const firstOf = new Map<number, string>();
  for (const mark of marks) {
    const order = combiningOrder(mark);
    const first = firstOf.get(order) ?? mark;
    firstOf.set(order, first);
    if (order === 0) continue;
    for (const pair of [`a${first}${mark}`, `a${mark}${first}`]) expect(pair.normalize("NFD")).toBe(pair);
  }
  expect(firstOf.size).toBeGreaterThan(50);
});

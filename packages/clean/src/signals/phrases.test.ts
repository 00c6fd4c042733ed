import { codeUnits, randomFrom } from "@malmoi/core";
import { expect, test } from "vitest";
import { phraseCounter, plainPhraseCounts } from "./phrases.ts";

const PHRASES = [
  "javascript",
  "lorem ipsum",
  "política",
  "gizlilik politikası",
  "privasi",
  "개인정보",
  "aaaa",
  "سياسة",
];
const count = phraseCounter(PHRASES);

test("random texts of what phrases are made of, in any case: the same as a search for each", () => {
  const random = randomFrom(11);
  const letters = [...new Set(PHRASES.join("")), ..."JAVSCRIPTÍİı \ud800", "\u{10400}"];
  const parts = PHRASES.flatMap((phrase) => [phrase, phrase.toUpperCase(), phrase.slice(0, 4), phrase.slice(2)]);
  let found = 0;
  for (let made = 0; made < 400; made += 1) {
    const text = Array.from({ length: 1 + Math.floor(random() * 30) }, () => {
      const from = random() < 0.3 ? parts : letters;
      const part = from[Math.floor(random() * from.length)] ?? "";
      return made % 3 === 0 ? part : part.replaceAll("İ", "I");
    }).join("");
    const counts = count(text, codeUnits(text));
    expect([text, counts]).toEqual([text, plainPhraseCounts(text, PHRASES)]);
    found += counts.reduce((sum, times) => sum + times, 0);
  }
  expect(found).toBeGreaterThan(400);
});

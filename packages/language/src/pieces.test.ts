import { expect, test } from "vitest";
import { pieces } from "./pieces.ts";

test("short lines are merged to at least 100 letters, long ones cut to at most 300", () => {
  const short = [...pieces("sepuluh hrf\n".repeat(100))];
  for (const piece of short.slice(0, -1)) {
    expect(piece.letters).toBeGreaterThanOrEqual(100);
    expect(piece.letters).toBeLessThan(120);
  }
  for (const { letters } of pieces("kata ".repeat(1000))) expect(letters).toBeLessThanOrEqual(300);
  for (const { letters } of pieces("ก".repeat(1000))) expect(letters).toBeLessThanOrEqual(300);
});

test("no letter is lost or doubled", () => {
  const text = `${"kata kata ".repeat(90)}\n12\n${"ภาษาไทย".repeat(80)}\nakhir`;
  const rejoined = [...pieces(text)].map((piece) => piece.text).join("");
  expect(rejoined.replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
});

test("a line in another script begins a new piece, a foreign name does not", () => {
  const thai = "ประเทศไทยเป็นประเทศในเอเชีย";
  const found = [...pieces(`${thai}\nUSA\n${thai}\nThe kingdom of Thailand\n${thai}`)];
  expect(found.map(({ scripts }) => scripts)).toEqual([["Thai"], ["Latn"], ["Thai"]]);
});

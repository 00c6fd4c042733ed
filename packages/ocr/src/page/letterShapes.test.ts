import type { Block, BoundingBox, Line } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { fillBox, flatPage } from "../testImages.ts";
import { repairLetterShapes } from "./letterShapes.ts";

/** Letters are 16 wide; small ones 20 high, capitals 28; "p" hangs 10 below the line; a full stop is 6 x 6, a comma 6 x 11. */
function draw(text: string, { raised = 0 } = {}): { image: ReturnType<typeof flatPage>; words: Line["words"] } {
  const image = flatPage(1200, 120);
  const base = 80;
  const words: Line["words"][number][] = [];
  let x = 40;
  for (const word of text.split(" ")) {
    const start = x;
    for (const [i, letter] of [...word].entries()) {
      // A page that bends lifts the first letter of the line.
      const line = base - (words.length === 0 && i === 0 ? raised : 0);
      if (letter === ".") fillBox(image, x, base - 6, x + 6, base, 0);
      else if (letter === ",") fillBox(image, x, base - 6, x + 6, base + 5, 0);
      else {
        const capital = letter !== letter.toLowerCase();
        fillBox(image, x, line - (capital ? 28 : 20), x + 16, line + (letter === "p" ? 10 : 0), 0);
      }
      x += 20;
    }
    words.push({ text: word, bbox: [start, 50, x, 90], confidence: 0.9 });
    x += 20;
  }
  return { image, words };
}

/** What becomes of a line that is printed as `printed`, was read as `read`, and follows one that was read as `before`. */
function repaired(printed: string, read: string, before = "o artista e suas"): string | undefined {
  const { image, words } = draw(printed, { raised: 2 });
  const texts = read.split(" ");
  const bbox: BoundingBox = [40, 50, 1160, 90];
  const line = {
    text: read,
    bbox,
    confidence: 0.9,
    words: words.map((word, i) => ({ ...word, text: texts[i] ?? "" })),
  };
  const blocks: Block[] = [
    { bbox, lines: [{ text: before, bbox: [40, 0, 1160, 20], confidence: 0.9, words: [] }, line] },
  ];
  const [, mended] = repairLetterShapes(blocks, image).flatMap(({ lines }) => lines);
  expect(mended?.words.map(({ text }) => text).join(" ")).toBe(mended?.text);
  return mended?.text;
}

test("a small letter that was read as its capital, where a line begins", () => {
  expect(repaired("coisas para as cenas", "Coisas para as cenas")).toBe("coisas para as cenas");
  expect(repaired("para as cenas novas", "Para as cenas novas")).toBe("para as cenas novas");
});

test("a full stop that was read as a comma before a capital", () => {
  expect(repaired("cenas novas. As outras", "cenas novas, As outras")).toBe("cenas novas. As outras");
});

test.each([
  ["a capital as it is printed", "Castro para as cenas", "Castro para as cenas"],
  ["a P as it is printed", "Para as cenas novas", "Para as cenas novas"],
  ["a comma as it is printed", "cenas novas, As outras", "cenas novas, As outras"],
  ["a full stop read as a comma before a small letter", "cenas novas. as outras", "cenas novas, as outras"],
  ["a letter inside the line", "as cenas coisas novas", "as cenas Coisas novas"],
  ["a line with too little to measure it by", "cem OS A", "Cem OS A"],
] as const)("%s stays", (_name, printed, read) => {
  expect(repaired(printed, read)).toBe(read);
});

test("after a sentence's end a capital is right, whatever its size", () => {
  expect(repaired("coisas para as cenas", "Coisas para as cenas", "fim da cena.")).toBe("Coisas para as cenas");
});

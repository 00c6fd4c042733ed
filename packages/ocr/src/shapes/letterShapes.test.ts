import type { Block, BoundingBox, Line } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { fillBox, flatPage } from "../testImages.ts";
import { repairLetterShapes } from "./letterShapes.ts";

/** Letters are 16 wide; small ones 20 high, capitals 28; "p" hangs 10 below the line; a full stop is 6 x 6, a comma 6 x 11. */
const TALL = /[\p{Lu}bdfhklt]/u;

/**
 * An accent is a box of 8 x 7, 3 pixels above its letter, or grown together with it ("~" after the letter); "^" is an A no
 * higher than others with an accent that is a part of it.
 */
function draw(
  text: string,
  { raised = 0, accent = 0 } = {},
): { image: ReturnType<typeof flatPage>; words: Line["words"] } {
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
      else if (letter === "^") {
        fillBox(image, x, line - 28, x + 5, line - 22, 0);
        fillBox(image, x + 4, line - 23, x + 10, line - 12, 0);
        fillBox(image, x, line - 12, x + 16, line, 0);
      } else if (letter === "~") {
        x -= 20;
        fillBox(image, x, line - 36, x + 8, line - 20, 0);
      } else {
        const height = TALL.test(letter) ? 28 : 20;
        fillBox(image, x, line - height, x + 16, line + (letter === "p" ? 10 : 0), 0);
        if (/\p{M}/u.test(letter.normalize("NFD")))
          fillBox(image, x + 4, line - height - 10, x + 12, line - height - 3, accent);
      }
      x += 20;
    }
    words.push({ text: word, bbox: [start, 50, x, 90], confidence: 0.9 });
    x += 20;
  }
  return { image, words };
}

/** What becomes of a line that is printed as `printed`, was read as `read`, and follows one that was read as `before`. */
function repaired(
  printed: string,
  read: string,
  { before = "o artista e suas", after = "", accent = 0 } = {},
): string | undefined {
  const { image, words } = draw(printed, { raised: 2, accent });
  const texts = read.split(" ");
  const bbox: BoundingBox = [40, 50, 1160, 90];
  const line = {
    text: read,
    bbox,
    confidence: 0.9,
    words: words.map((word, i) => ({ ...word, text: texts[i] ?? "" })),
  };
  const other = (text: string, y: number): Line => {
    const box: BoundingBox = [40, y, 1160, y + 20];
    return { text, bbox: box, confidence: 0.9, words: text === "" ? [] : [{ text, bbox: box, confidence: 0.9 }] };
  };
  const blocks: Block[] = [{ bbox, lines: [other(before, 0), line, other(after, 100)] }];
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

test("a comma before a sentence in brackets, and at the end of a line", () => {
  expect(repaired("cenas novas. (As outras", "cenas novas, (As outras")).toBe("cenas novas. (As outras");
  expect(repaired("as cenas novas.", "as cenas novas,", { after: "Outras" })).toBe("as cenas novas.");
  expect(repaired("as cenas novas.", "as cenas novas,", { after: "outras" })).toBe("as cenas novas,");
});

test("a letter by itself that was read with an accent and has none", () => {
  expect(repaired("cenas todas a esta banda", "cenas todas à esta banda")).toBe("cenas todas a esta banda");
  expect(repaired("os dados: A fala toda", "os dados: À fala toda")).toBe("os dados: A fala toda");
});

test.each(["cenas todas à esta banda", "dado feito À fala toda"])("a faint accent is one: %s", (printed) => {
  expect(repaired(printed, printed, { accent: 190 })).toBe(printed);
});

test.each([
  ["an accent", "cenas todas à esta banda", "à"],
  ["an accent that is one with its letter", "cenas todas a~ esta banda", "à"],
  ["an accent on a capital", "dado feito À fala toda", "À"],
  ["an accent that is one with a capital", "dado feito A~ fala toda", "À"],
  ["an accent on a capital that is no higher for it", "dado feito ^ fala toda", "À"],
  ["a letter with nothing to measure it by", "cenas novas a as coisas", "à"],
  ["a capital with nothing to measure it by", "cenas novas A as coisas", "À"],
] as const)("%s stays", (_name, printed, letter) => {
  const read = printed.replace(/(?<= )(?:[àÀ^]|[aA]~|a(?= as)|A)(?= )/u, letter);
  expect(repaired(printed, read)).toBe(read);
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
  expect(repaired("coisas para as cenas", "Coisas para as cenas", { before: "fim da cena." })).toBe(
    "Coisas para as cenas",
  );
});

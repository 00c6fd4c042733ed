import { randomFrom } from "@malmoi/core";
import { expect, test } from "vitest";
import type { PageImage } from "../decode/pageImage.ts";
import { fromSharp, toSharp } from "../image/rawSharp.ts";
import { writtenPage } from "../testImages.ts";
import { movedBox } from "./affine.ts";
import { compare } from "./compareStage.ts";
import { copyOf } from "./copyStage.ts";
import { likelyTwins } from "./likelyTwins.ts";
import { glanceAt } from "./pageShape.ts";
import { sketchOf } from "./sketch.ts";

const LETTERS = "AEFHILMNTVZ";

/** Lines of words without sense, each seed others. */
function lines(seed: number, rows = 14): string[] {
  const random = randomFrom(seed);
  return Array.from({ length: rows }, () =>
    Array.from({ length: 30 }, () => (random() < 0.17 ? " " : LETTERS[Math.floor(random() * LETTERS.length)])).join(""),
  );
}

const written = (text: readonly string[]): Promise<PageImage> => writtenPage(text, 1400, 1450);

/** Another scan of the same sheet: a little askew, beside its place, softer, greyer, compressed. */
async function scannedAgain(page: PageImage, degrees = 0.6): Promise<PageImage> {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const jpeg = toSharp(page)
    .affine([cos, -sin, sin, cos], { background: "#fff", interpolator: "bicubic" })
    .extend({ left: 17, top: 9, right: 30, background: "#fff" })
    .blur(0.6)
    .linear(0.85, 20);
  return fromSharp(jpeg, page.dpi);
}

const sketch = (page: PageImage): string => {
  const glance = glanceAt(page);
  return (glance && sketchOf(glance)) ?? "";
};

test("two scans of a page look alike, two pages do not", async () => {
  const page = await written(lines(1));
  const others = await Promise.all([2, 3].map((seed) => written(lines(seed))));
  const pages = [page, ...others, await scannedAgain(page)].map((each) => ({ group: "", sketch: sketch(each) }));
  expect([...likelyTwins(pages)]).toEqual([[3, [0]]]);
  const apart = pages.map((each, index) => ({ ...each, group: String(index) }));
  expect([...likelyTwins(apart)]).toEqual([]);
});

test("a page among very many of its own kind is compared with few", () => {
  const same = { group: "", sketch: "0123456789abcdef".repeat(8) };
  const twins = likelyTwins(Array.from({ length: 2_000 }, () => same));
  expect(twins.size).toBe(1_999);
  expect(twins.get(1_999)).toEqual([0, 1, 2]);
});

test("the same page is known again, and where it lies", async () => {
  const page = await written(lines(1));
  const again = await scannedAgain(page);
  const twin = await compare(page, again);
  expect(twin).toMatchObject({ width: again.width, height: again.height });
  if (twin === undefined) return;
  // The first letter of the first line, which was shifted and turned about the middle.
  const angle = (0.6 * Math.PI) / 180;
  const [x, y] = [120 - 700, 120 - 725];
  const [left, top] = movedBox(twin.map, [120, 120, 146, 159]);
  const grown = [(again.width - 47) / 2 + 17, (again.height - 9) / 2 + 9];
  expect(Math.abs(left - ((grown[0] ?? 0) + x * Math.cos(angle) - (y + 39) * Math.sin(angle)))).toBeLessThan(4);
  expect(Math.abs(top - ((grown[1] ?? 0) + x * Math.sin(angle) + y * Math.cos(angle)))).toBeLessThan(4);
});

test("at half the resolution it is the same page", async () => {
  const page = await written(lines(1));
  const half = await fromSharp(toSharp(page).resize({ width: 700 }), 150);
  expect(await compare(page, half)).toBeDefined();
  expect(await compare(half, page)).toBeDefined();
});

test("one letter that differs makes another page", async () => {
  const text = lines(1);
  const page = await written(text);
  const again = await scannedAgain(page);
  for (const [from, to] of [
    ["E", "F"],
    ["L", "I"],
    ["F", "T"],
  ] as const) {
    const row = text.findIndex((line, index) => index > 4 && line.includes(from));
    const other = await written(text.with(row, (text[row] ?? "").replace(from, to)));
    expect(await compare(page, other)).toBeUndefined();
    expect(await compare(again, other)).toBeUndefined();
  }
});

test("a line that was added makes another page", async () => {
  const text = lines(6);
  expect(await compare(await written(text), await written([...text, "LA TELA"]))).toBeUndefined();
});

test("a page with a few words is not looked for", async () => {
  expect(glanceAt(await written(["LA TELA FINA", "EL MANTEL"]))).toBeUndefined();
});

test("a copy says whose reading it is, and has its boxes where they are on its own page", () => {
  const word = { text: "LA", bbox: [10, 20, 30, 40] as [number, number, number, number], confidence: 0.9 };
  const page = {
    number: 7,
    width: 100,
    height: 100,
    dpi: 300,
    source: "ocr" as const,
    extractor: "x",
    text: "LA",
    confidence: 0.9,
    ink: 0.1,
    coverage: 1,
    steps: ["deskewed"],
    blocks: [{ bbox: word.bbox, lines: [{ ...word, words: [word] }] }],
  };
  const twin = { map: [0.5, 0, 5, 0, 0.5, 1] as [number, number, number, number, number, number], different: 0.0004 };
  const copy = copyOf(page, 2, { ...twin, width: 60, height: 50, dpi: 150 }, { sha256: "ab", number: 7 });
  expect(copy).toMatchObject({ number: 2, width: 60, height: 50, dpi: 150, text: "LA" });
  expect(copy.steps).toEqual(["read once: the same as page 7 of ab (0.040 % of the ink differs)", "deskewed"]);
  expect(copy.blocks[0]?.lines[0]?.words[0]?.bbox).toEqual([10, 11, 20, 21]);
});

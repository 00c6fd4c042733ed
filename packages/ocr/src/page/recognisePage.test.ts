import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodePage } from "../decode/decodePage.ts";
import type { PageImage } from "../decode/pageImage.ts";
import { sharp } from "../decode/sharpSetup.ts";
import type { OcrEngine } from "../engine/engine.ts";
import { latinLineReader, startLatinLineReader } from "../engine/latinLineReader.ts";
import { resolveModels } from "../engine/models.ts";
import { closeEngine, processEngine } from "../engine/processEngine.ts";
import { closePdf } from "../pdf/pdfFile.ts";
import { makePdf } from "../pdf/testPdf.ts";
import { writtenSvg } from "../testImages.ts";
import { inkOf } from "./ink.ts";
import { recognisePage, type RecognisePageInput } from "./recognisePage.ts";

let folder: string;
let input: Omit<RecognisePageInput, "path" | "format">;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-page-"));
  input = {
    page: 1,
    languages: ["spa_Latn"],
    models: Object.fromEntries(await resolveModels(["spa"])),
    textLayer: true,
  };
});
afterAll(async () => {
  await closeEngine();
  closePdf();
  await rm(folder, { recursive: true });
});

async function put(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

const help = { identify: (): string => "und", quality: (): undefined => undefined };

/** Finds nothing, and counts how often it is asked. */
function blindEngine(): OcrEngine & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    identity: { name: "blind", version: "0" },
    recognise: (_image, { pageSegmentation }) => {
      asked.push(pageSegmentation);
      return Promise.resolve({ blocks: [], text: "", confidence: 0 });
    },
    close: () => Promise.resolve(),
  };
}

test("a scan is read, with its coverage", async () => {
  const png = await sharp(Buffer.from(writtenSvg(["LA TELA FINA", "EL MANTEL"])))
    .flatten({ background: "#fff" })
    .withMetadata({ density: 300 })
    .png()
    .toBuffer();
  const path = await put("page.png", png);
  const page = await recognisePage({ ...input, path, format: "png" }, { engine: processEngine(), ...help });
  expect(page.text.replaceAll("\n\n", "\n")).toBe("LA TELA FINA\nEL MANTEL");
  expect(page).toMatchObject({ number: 1, width: 1240, height: 900, dpi: 300, source: "ocr" });
  expect(page.extractor).toMatch(/^tesseract\.js \d+\.\d+\.\d+ spa$/);
  expect(page.coverage).toBeGreaterThan(0.95);
  expect(page.ink).toBeGreaterThan(0.001);
});

test("a scan with a black border is read without it, and its boxes are those of the scan", async () => {
  const border = { top: 60, left: 100, right: 60, bottom: 100, background: "#0c0c0c" };
  const png = await sharp(Buffer.from(writtenSvg(["LA TELA FINA", "EL MANTEL"])))
    .flatten({ background: "#fff" })
    .extend(border)
    .withMetadata({ density: 300 })
    .png()
    .toBuffer();
  const path = await put("border.png", png);
  const page = await recognisePage({ ...input, path, format: "png" }, { engine: processEngine(), ...help });
  expect(page).toMatchObject({ width: 1400, height: 1060 });
  expect(page.steps).toContain("black border cut off");
  expect(page.text.replaceAll("\n\n", "\n")).toBe("LA TELA FINA\nEL MANTEL");
  const [x0 = 0, y0 = 0] = page.blocks[0]?.lines[0]?.bbox ?? [];
  // A letter stands a little away from where its line begins; the border is far wider.
  expect(Math.abs(x0 - 220)).toBeLessThan(12);
  expect(Math.abs(y0 - 180)).toBeLessThan(12);
});

test("a blank page is not recognised at all", async () => {
  const engine = blindEngine();
  const white = sharp({ create: { width: 1240, height: 1754, channels: 3, background: "#f4ead0" } });
  const path = await put("blank.png", await white.png().toBuffer());
  const page = await recognisePage({ ...input, path, format: "png" }, { engine, ...help });
  expect(page).toMatchObject({ source: "blank", text: "", extractor: "", confidence: 0, coverage: 0, blocks: [] });
  expect(engine.asked).toEqual([]);
});

test("a blank page of 300 dpi, told from afar, has the size of the page", async () => {
  const white = { width: 1240, height: 1754, channels: 3, background: "#f4ead0" } as const;
  const jpeg = await sharp({ create: white }).withMetadata({ density: 300 }).jpeg().toBuffer();
  const path = await put("blank.jpg", jpeg);
  const page = await recognisePage({ ...input, path, format: "jpeg" }, { engine: blindEngine(), ...help });
  expect(page).toMatchObject({ source: "blank", width: 1240, height: 1754, dpi: 300, ink: 0 });
});

/** A picture of 90 x 40 pixels with three letters on it, or none. */
async function wordCrop(name: string, letters: string): Promise<string> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><rect width="100%" height="100%" fill="#fff"/><g transform="translate(-110 -112)">${writtenSvg([letters])}</g></svg>`;
  return put(name, await sharp(Buffer.from(svg)).png().toBuffer());
}

/** A page of these lines, its ink lighter than its paper's brightness allows it to be taken for ink. */
async function faintPage(lines: readonly string[], { mirrored = false } = {}): Promise<Buffer> {
  const page = sharp(Buffer.from(writtenSvg(lines)))
    .flatten({ background: "#fff" })
    .flop(mirrored)
    .greyscale();
  return sharp(await page.toBuffer())
    .linear(0.12, 220)
    .withMetadata({ density: 300 })
    .png()
    .toBuffer();
}

const fewLines = ["LA TELA", "EL MANTEL", "LA FAZ", "EL VALLE"];

test("print too faint for ink is read, if it can be", async () => {
  const path = await put("faint.png", await faintPage(fewLines));
  const deps = { engine: processEngine(), ...help, quality: (): number => 1 };
  const page = await recognisePage({ ...input, path, format: "png" }, deps);
  expect(page.text.replaceAll("\n\n", "\n")).toBe(fewLines.join("\n"));
  expect(page.steps[0]).toBe("faint print made black");
});

test("what shows through from the other side is not, and its page is blank", async () => {
  const path = await put("through.png", await faintPage(fewLines, { mirrored: true }));
  const deps = {
    engine: processEngine(),
    ...help,
    quality: (text: string): number => (text.includes("TELA") ? 1 : 0.3),
  };
  expect(await recognisePage({ ...input, path, format: "png" }, deps)).toMatchObject({ source: "blank", text: "" });
});

/** Reads a crop of a word with an engine that answers so. */
async function readCrop(printed: string, text: string, confidence: number): ReturnType<typeof recognisePage> {
  const bbox: [number, number, number, number] = [0, 0, 90, 40];
  const line = { text, bbox, confidence, words: [{ text, bbox, confidence }] };
  const blocks = text === "" ? [] : [{ bbox, lines: [line] }];
  const engine = { ...blindEngine(), recognise: async () => ({ blocks, text, confidence }) };
  const path = await wordCrop("word.png", printed);
  return recognisePage({ ...input, path, format: "png" }, { engine, ...help });
}

test("a word cut out of a page is read, however small", async () => {
  expect(await readCrop("EN", "EN", 0.95)).toMatchObject({ width: 90, height: 40, source: "ocr", text: "EN" });
});

test.each([
  ["nothing", "", "", 0],
  ["no text", "EN", "", 0],
  ["a letter", "EN", "E", 0.95],
] as const)("of a picture as small as an icon with %s nothing is said", async (_name, printed, text, confidence) => {
  await expect(readCrop(printed, text, confidence)).rejects.toMatchObject({ kind: "input", code: "IMAGE_TOO_SMALL" });
});

test("a page half of which lies in shadow is read on either half", async () => {
  const lines = ["LA TELA FINA EN EL VALLE", "EL MANTEL", "LA VENTANA EN LA FAMILIA", "EN EL TITAN"];
  const { data, info } = await sharp(Buffer.from(writtenSvg(lines)))
    .flatten({ background: "#fff" })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  // Grey print on paper that darkens from the left to a third of its brightness.
  const lit = data.map((value, at) => Math.max(90, value) * (1 - (0.66 * (at % info.width)) / info.width));
  const raw = { width: info.width, height: info.height, channels: 1 } as const;
  const path = await put("shadow.png", await sharp(lit, { raw }).withMetadata({ density: 300 }).png().toBuffer());
  const page = await recognisePage({ ...input, path, format: "png" }, { engine: processEngine(), ...help });
  expect(page.text.split(/\n+/)).toEqual(lines);
  expect(page.steps[0]).toBe("light made even");
});

/** Reads a crop of one line with an engine that is unsure of it and says this, and a second reader. */
async function readUnsure(text: string, lines: typeof latinLineReader): ReturnType<typeof recognisePage> {
  const svg = writtenSvg(["LA TELA FINA"], 600, 220);
  const path = await put(
    "unsure-line.png",
    await sharp(Buffer.from(svg)).flatten({ background: "#fff" }).png().toBuffer(),
  );
  const engine: OcrEngine = {
    ...blindEngine(),
    recognise: ({ width, height }) => {
      const bbox: [number, number, number, number] = [width * 0.18, height * 0.5, width * 0.98, height * 0.75];
      const line = { text, bbox, confidence: 0.5, words: [{ text, bbox, confidence: 0.5 }] };
      return Promise.resolve({ blocks: text === "" ? [] : [{ bbox, lines: [line] }], text, confidence: 0.5 });
    },
  };
  return recognisePage({ ...input, path, format: "png" }, { engine, lines, ...help });
}

test("whose reading of an unsure line it is stands in the extractor; without a second reader the first stands", async () => {
  expect(await readUnsure("IA TEIA FINA", latinLineReader)).toMatchObject({
    text: "LA TELA FINA",
    extractor: "blind 0 spa, PP-OCRv6 small",
  });
  const cutOff = startLatinLineReader(await put("latinLines.onnx.gz", Uint8Array.of(0x1f, 0x8b, 8, 0)));
  const page = await readUnsure("IA TEIA FINA", cutOff);
  expect(page).toMatchObject({ text: "IA TEIA FINA", extractor: "blind 0 spa" });
  expect(page.steps.filter((step) => step.includes("PP-OCRv6"))).toEqual([
    "unsure lines left as they were: PP-OCRv6 cannot read (its model is damaged)",
  ]);
  await expect(readUnsure("", cutOff)).rejects.toMatchObject({
    code: "NO_TEXT_FOUND",
    message: expect.stringContaining("PP-OCRv6 cannot read"),
  });
});

test("ink without text is an error after more than one look, never an empty page", async () => {
  const engine = blindEngine();
  const path = await put(
    "ink.png",
    await sharp(Buffer.from(writtenSvg(["LA TELA FINA", "EL MANTEL"])))
      .png()
      .toBuffer(),
  );
  const reading = recognisePage({ ...input, path, format: "png" }, { engine, ...help });
  await expect(reading).rejects.toMatchObject({ kind: "input", code: "NO_TEXT_FOUND" });
  expect(new Set(engine.asked)).toEqual(new Set(["auto", "block"]));
});

test("a page is not turned upside down for a few letters that are not believed", async () => {
  // Upright, the ink is in the left half.
  const isUpright = ({ width, grey }: PageImage): boolean => {
    const dark = [...grey.keys()].filter((at) => (grey[at] ?? 255) < 128);
    return dark.filter((at) => at % width < width / 2).length > dark.length / 2;
  };
  const engine: OcrEngine = {
    ...blindEngine(),
    recognise: (image) => {
      const [text, confidence] = isUpright(image) ? ["LA TELA FINA", 0.35] : ["VNI", 0.57];
      const bbox: [number, number, number, number] = [0, 0, image.width, image.height];
      const line = { text, bbox, confidence, words: [{ text, bbox, confidence }] };
      return Promise.resolve({ blocks: [{ bbox, lines: [line] }], text, confidence });
    },
  };
  const path = await put(
    "unsure.png",
    await sharp(Buffer.from(writtenSvg(["LA TELA FINA", "EL MANTEL"])))
      .png()
      .toBuffer(),
  );
  const page = await recognisePage({ ...input, path, format: "png" }, { engine, ...help });
  expect(page).toMatchObject({ text: "LA TELA FINA", confidence: 0.35 });
});

test("two specks of ink without text are a blank page, after more than one look", async () => {
  const engine = blindEngine();
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1240" height="1754"><rect width="100%" height="100%" fill="#fff"/><circle cx="300" cy="300" r="9"/><circle cx="300" cy="900" r="9"/></svg>`;
  const path = await put("holes.png", await sharp(Buffer.from(svg)).png().toBuffer());
  const page = await recognisePage({ ...input, path, format: "png" }, { engine, ...help });
  expect(page.source).toBe("blank");
  expect(page.ink).toBeGreaterThan(0);
  expect(new Set(engine.asked).size).toBeGreaterThan(1);
});

const SENTENCE = "La cosecha comienza en octubre, cuando las hojas se secan en el valle.";

test("a PDF's own text is used, unless it is switched off or hidden", async () => {
  const engine = blindEngine();
  const path = await put("text.pdf", makePdf({ text: SENTENCE }));
  const page = await recognisePage({ ...input, path, format: "pdf" }, { engine, ...help });
  expect(page).toMatchObject({ source: "text-layer", extractor: "pdfium", text: SENTENCE, confidence: 1, coverage: 1 });
  const forced = recognisePage({ ...input, path, format: "pdf", textLayer: false }, { engine, ...help });
  await expect(forced).rejects.toMatchObject({ code: "NO_TEXT_FOUND" });
  const hidden = await put("hidden.pdf", makePdf({ text: SENTENCE, renderMode: 3 }));
  // Invisible text on an empty page: nothing to see, so the page is blank.
  expect(await recognisePage({ ...input, path: hidden, format: "pdf" }, { engine, ...help })).toMatchObject({
    source: "blank",
  });
});

test("a PDF page whose image cannot be decoded is not blank", async () => {
  const path = await put("broken-image.pdf", makePdf({ image: Buffer.from("this is no JPEG") }));
  const reading = recognisePage({ ...input, path, format: "pdf" }, { engine: blindEngine(), ...help });
  await expect(reading).rejects.toMatchObject({ kind: "input", code: "PDF_IMAGE_UNREADABLE" });
});

test("a PDF page whose bitonal image comes out white for no reason is not blank", async () => {
  const path = await put("white.pdf", jbig2Pdf(400));
  const reading = recognisePage({ ...input, path, format: "pdf" }, { engine: blindEngine(), ...help });
  await expect(reading).rejects.toMatchObject({ kind: "input", code: "PDF_IMAGE_UNREADABLE" });
  const empty = await put("empty.pdf", jbig2Pdf(10));
  const blank = await recognisePage({ ...input, path: empty, format: "pdf" }, { engine: blindEngine(), ...help });
  expect(blank.source).toBe("blank");
});

/** A JBIG2 image (T.88) of a white page and a segment of so many bytes that PDFium draws nothing of. */
function jbig2Pdf(bytes: number): Uint8Array {
  const segment = (number: number, type: number, data: Buffer): Buffer => {
    const head = Buffer.alloc(11);
    head.writeUInt32BE(number, 0);
    head[4] = type;
    head[6] = 1;
    head.writeUInt32BE(data.length, 7);
    return Buffer.concat([head, data]);
  };
  const page = Buffer.alloc(19);
  page.writeUInt32BE(400, 0);
  page.writeUInt32BE(400, 4);
  const image = Buffer.concat([segment(0, 48, page), segment(1, 62, Buffer.alloc(bytes, 7))]);
  return makePdf({ image, imageFilter: "JBIG2Decode", imageSize: [400, 400] });
}

test("a damaged PDF page that is drawn white is not blank", async () => {
  const path = await put("no-page.pdf", makePdf({ pageType: "Pagg" }));
  const reading = recognisePage({ ...input, path, format: "pdf" }, { engine: blindEngine(), ...help });
  await expect(reading).rejects.toMatchObject({ kind: "input", code: "PDF_PAGE_BROKEN" });
});

test("what was filled into a form is text of the page, and is drawn", async () => {
  const path = await put("form.pdf", makePdf({ text: SENTENCE, field: "Filled in by hand of a clerk" }));
  const page = await recognisePage({ ...input, path, format: "pdf" }, { engine: blindEngine(), ...help });
  expect(page.text).toContain("Filled in by hand of a clerk");
  const only = await put("field.pdf", makePdf({ field: "Filled in by hand" }));
  expect(inkOf(await decodePage({ path: only, format: "pdf", page: 1 })).pieces).toBeGreaterThan(10);
});

test("a scan inside a PDF is read in its own pixels", async () => {
  const jpeg = await sharp(Buffer.from(writtenSvg(["LA TELA FINA", "EL MANTEL"])))
    .flatten({ background: "#fff" })
    .greyscale()
    .toColourspace("b-w")
    .jpeg({ quality: 90 })
    .toBuffer();
  const path = await put("scan.pdf", makePdf({ image: jpeg, imageSize: [1240, 900], page: [297.6, 216] }));
  const page = await recognisePage({ ...input, path, format: "pdf" }, { engine: processEngine(), ...help });
  expect(page).toMatchObject({ width: 1240, height: 900, dpi: 300, source: "ocr" });
  expect(page.text).toContain("LA TELA FINA");
});

/** What a reading says, line by line, wherever its paragraphs end. */
const linesOf = (text: string): string[] => text.split(/\n+/);

const PAGE = [
  "EN LA VENTANA EN LA MINA",
  "LA FAMILIA ANTE EL TITAN",
  "EL MANTEL EN LA TELA FINA",
  "MILLA EN MILLA EL TEMA LE",
  "LA ALEMANA LLENA LA FIFA",
  "EL ANIMAL EN EL VALLE",
  "LA LIMA EN LA MALETA FINA",
  "EN LA META LA FAMA LE VALE",
];

test.each([
  [90, 270],
  [180, 180],
] as const)("a page that was turned by %i degrees is read upright, and says so", async (degrees, back) => {
  const upright = sharp(Buffer.from(writtenSvg(PAGE, 1240, 900))).flatten({ background: "#fff" });
  const png = await sharp(await upright.png().toBuffer())
    .rotate(degrees)
    .withMetadata({ density: 300 })
    .png()
    .toBuffer();
  const path = await put(`turned-${degrees}.png`, png);
  const page = await recognisePage({ ...input, path, format: "png" }, { engine: processEngine(), ...help });
  expect(linesOf(page.text)).toEqual(PAGE);
  expect(page.steps).toContain(`turned by ${back} degrees`);
  expect([page.width, page.height]).toEqual(degrees === 90 ? [900, 1240] : [1240, 900]);
  // The boxes are those of the page as it lies in the file: its first line is on the right, or at the bottom.
  const [x0 = 0, y0 = 0] = page.blocks[0]?.lines[0]?.bbox ?? [];
  if (degrees === 90) expect(x0).toBeGreaterThan(700);
  else expect(y0).toBeGreaterThan(700);
});

test("a spread of two pages is read the left page first", async () => {
  const left = ["LA TELA FINA EN", "EL MANTEL EN LA", "LA FAMILIA EN LA", "MILLA EN MILLA", "LA FAMA LE VALE"];
  const right = ["VENTANA EN LA", "LA ALEMANA LLENA", "ANIMALITA EN EL", "LIMA EN MILLA", "EN MALETA FINA"];
  const lines = left.map((line, i) => `${line.padEnd(24)}${right[i] ?? ""}`);
  const png = await sharp(Buffer.from(writtenSvg(lines, 1720, 900)))
    .flatten({ background: "#fff" })
    .withMetadata({ density: 300 })
    .png()
    .toBuffer();
  const path = await put("spread.png", png);
  const page = await recognisePage({ ...input, path, format: "png" }, { engine: processEngine(), ...help });
  expect(page.steps).toContain("read as two pages");
  expect(linesOf(page.text)).toEqual([...left, ...right]);
  const beginnings = page.blocks.flatMap((block) => block.lines.map(({ bbox: [x0] }) => x0 > 860));
  expect(beginnings).toEqual([...left.map(() => false), ...right.map(() => true)]);
});

test("a text layer that looks like no language is used if recognition reads the same", async () => {
  const names = ["Quispe Mamani Huanca", "Condori Choque Flores", "Ticona Apaza Cutipa", "Vargas Nina Yujra"];
  const text = [...names, ...names.toReversed()].join(" Limachi\n");
  const path = await put("names.pdf", makePdf({ text, page: [300, 250] }));
  const page = await recognisePage({ ...input, path, format: "pdf" }, { engine: processEngine(), ...help });
  expect(page).toMatchObject({ source: "text-layer", text, confidence: 1 });
  expect(page.steps).toEqual(["text layer (unlikely-text) agrees with what was recognised"]);
});

test("a text layer that lacks what a picture on the page says is left alone", async () => {
  const jpeg = await sharp(Buffer.from(writtenSvg(PAGE, 1240, 900)))
    .flatten({ background: "#fff" })
    .greyscale()
    .toColourspace("b-w")
    .jpeg({ quality: 90 })
    .toBuffer();
  const picture = { image: jpeg, imageSize: [1240, 900], imageHeight: 216, page: [297.6, 360] } as const;
  const path = await put(
    "picture.pdf",
    makePdf({ ...picture, text: "La cosecha comienza en octubre\ncuando las hojas se secan" }),
  );
  const page = await recognisePage({ ...input, path, format: "pdf" }, { engine: processEngine(), ...help });
  expect(page.source).toBe("ocr");
  expect(page.steps[0]).toBe("text layer left alone (over-a-picture)");
  expect(page.text).toContain("cosecha");
  expect(page.text).toContain("EL MANTEL EN LA TELA FINA");
});

import { findLanguage } from "@malmoi/schemas";
import sharp from "sharp";
import { expect, test } from "vitest";
import { type Raster, whitePage } from "../raster.ts";
import { alphaPng } from "./alphaPng.ts";
import { g4Tiff } from "./g4Tiff.ts";
import { imagePdf } from "./imagePdf.ts";
import { cmykJpeg, greyJpeg, rgbJpeg } from "./jpeg.ts";
import { PAGE_FORMS } from "./pageForms.ts";
import { textPdf } from "./textPdf.ts";
import { truncated } from "./truncated.ts";

const OPTIONS = { dpi: 200, quality: 80 };

function barPage(width = 200, height = 300): Raster {
  const page = whitePage(width, height);
  for (let y = 50; y < 100; y++) page.data.fill(0, (y * width + 40) * 3, (y * width + 120) * 3);
  return page;
}

async function greyAt(image: Buffer, x: number, y: number, page = 0): Promise<number> {
  const { data, info } = await sharp(image, { page })
    .flatten({ background: "white" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data[(y * info.width + x) * info.channels] ?? -1;
}

test("grey, RGB and CMYK JPEGs have their channels and resolution, and CMYK is no negative", async () => {
  const grey = await sharp(await greyJpeg(barPage(), OPTIONS)).metadata();
  expect(grey).toMatchObject({ format: "jpeg", channels: 1, width: 200, height: 300, density: 200 });
  const rgb = await sharp(await rgbJpeg(barPage(), OPTIONS)).metadata();
  expect(rgb).toMatchObject({ format: "jpeg", channels: 3, space: "srgb", density: 200 });
  const bytes = await cmykJpeg(barPage(), OPTIONS);
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "jpeg", channels: 4, space: "cmyk" });
  expect(await greyAt(bytes, 80, 75)).toBeLessThan(80);
  expect(await greyAt(bytes, 10, 10)).toBeGreaterThan(220);
});

test("the PNG's picture is in its alpha channel", async () => {
  const png = await alphaPng(barPage(), OPTIONS);
  expect(await sharp(png).metadata()).toMatchObject({ format: "png", channels: 4, hasAlpha: true });
  expect(await greyAt(png, 80, 75)).toBeLessThan(40);
  expect(await greyAt(png, 10, 10)).toBe(255);
});

test("a TIFF has a bitonal page for every page, each of its own size", async () => {
  const pages = [barPage(), barPage(240, 310), whitePage(200, 300)];
  const tiff = await g4Tiff(pages, OPTIONS);
  const first = await sharp(tiff).metadata();
  expect(first).toMatchObject({ format: "tiff", pages: 3, bitsPerSample: 1, width: 200, height: 300 });
  expect(await sharp(tiff, { page: 1 }).metadata()).toMatchObject({ width: 240, height: 310 });
  expect(await greyAt(tiff, 80, 75, 1)).toBe(0);
  expect(await greyAt(tiff, 80, 75, 2)).toBe(255);
  expect(tiff.equals(await g4Tiff(pages, OPTIONS))).toBe(true);
});

test("an image PDF's cross-reference table points at its objects", async () => {
  const jpeg = await greyJpeg(barPage(), OPTIONS);
  const pdf = await imagePdf([jpeg, jpeg], OPTIONS);
  const text = pdf.toString("latin1");
  expect(text).toContain("/Count 2");
  expect(text).toContain("/MediaBox [0 0 72.00 108.00]");
  const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
  expect(text.slice(start, start + 4)).toBe("xref");
  const offsets = Array.from(text.slice(start).matchAll(/(\d{10}) 00000 n/g), ([, offset]) => Number(offset));
  expect(offsets).toHaveLength(8);
  for (const [index, offset] of offsets.entries()) {
    expect(text.slice(offset).startsWith(`${index + 1} 0 obj`)).toBe(true);
  }
});

test("a text PDF holds the text, breaks pages where told, and refuses what Helvetica cannot write", () => {
  const spanish = findLanguage("spa_Latn");
  const thai = findLanguage("tha_Thai");
  if (spanish === undefined || thai === undefined) throw new Error("LANGUAGES");
  const { bytes, truths } = textPdf("Título\n\nEl niño (pequeño) lee — “siempre”.\n\f\nSegunda página.\n", spanish);
  expect(truths).toEqual(["Título\n\nEl niño (pequeño) lee — “siempre”.\n\n1\n", "Segunda página.\n\n2\n"]);
  expect(bytes.toString("latin1")).toContain("(El niño \\(pequeño\\) lee \x97 \x93siempre\x94.) Tj");
  expect(() => textPdf("ไทย", thai)).toThrow(/WinAnsiEncoding/);
});

test("a truncated JPEG is still a JPEG by its first bytes, but does not decode", async () => {
  const bytes = await rgbJpeg(barPage(), OPTIONS);
  const cut = truncated(bytes, 0.55);
  expect(cut.length).toBe(Math.floor(bytes.length * 0.55));
  expect(cut.subarray(0, 2)).toEqual(bytes.subarray(0, 2));
  await expect(sharp(cut, { failOn: "truncated" }).raw().toBuffer()).rejects.toThrow(/premature end/i);
});

test("every page form gives the same bytes twice", async () => {
  for (const { write } of Object.values(PAGE_FORMS)) {
    expect((await write(barPage(), OPTIONS)).equals(await write(barPage(), OPTIONS))).toBe(true);
  }
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodePage } from "../decode/decodePage.ts";
import type { PageImage } from "../decode/pageImage.ts";
import { sharp } from "../decode/sharpSetup.ts";
import { writtenPage } from "../testImages.ts";
import { embeddedJpeg } from "./embeddedJpeg.ts";
import { withPdf } from "./pdfFile.ts";
import { withPage } from "./pdfPage.ts";
import { makePdf } from "./testPdf.ts";

const SIZE = [1275, 1650] as const;

let folder: string;
let jpeg: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-embedded-"));
  const { grey, width, height } = await writtenPage(["LA TELA FINA"], ...SIZE);
  jpeg = await sharp(grey, { raw: { width, height, channels: 1 } })
    .toColourspace("b-w")
    .jpeg({ quality: 90 })
    .toBuffer();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function written(pdf: Parameters<typeof makePdf>[0]): Promise<string> {
  const path = join(folder, `${Math.random()}.pdf`);
  await writeFile(path, makePdf({ image: jpeg, imageSize: SIZE, ...pdf }));
  return path;
}

function jpegOf(path: string): Promise<Uint8Array | undefined> {
  return withPdf(path, (file) => withPage(file, 1, (page) => embeddedJpeg(file, page)));
}

const decode = (path: string): Promise<PageImage> => decodePage({ path, format: "pdf", page: 1 });

test.each([
  ["nothing else", {}],
  ["text that nobody sees", { text: "hidden", renderMode: 3 }],
])("a page that is one JPEG with %s has the JPEG's own pixels", async (_, pdf) => {
  const path = await written(pdf);
  expect(Buffer.from((await jpegOf(path)) ?? []).equals(jpeg)).toBe(true);
  const { width, height, dpi, grey } = await decode(path);
  expect([width, height, dpi]).toEqual([...SIZE, 150]);
  expect(Buffer.from(grey).equals(await sharp(jpeg).toColourspace("b-w").raw().toBuffer())).toBe(true);
});

test.each([
  ["text", { text: "on top" }],
  ["a margin", { imageHeight: 700 }],
  ["a filled form", { field: "filled" }],
  ["another filter", { imageFilter: "CCITTFaxDecode" }],
  ["an inverting entry", { imageFilter: "DCTDecode /Decode [1 0]" }],
])("a page with %s is PDFium's to draw", async (_, pdf) => {
  expect(await jpegOf(await written(pdf))).toBeUndefined();
});

test("what inverts an image is seen; how it is to be unpacked is not taken for it", async () => {
  const dark = await decode(await written({ imageFilter: "DCTDecode /Decode [1 0]" }));
  expect(dark.grey[0]).toBeLessThan(10);
  expect(await jpegOf(await written({ imageFilter: "DCTDecode /DecodeParms null" }))).toBeDefined();
});

test("of a JPEG that is cut off, PDFium draws what there is", async () => {
  const path = await written({ image: jpeg.subarray(0, jpeg.length >> 1) });
  expect(await jpegOf(path)).toBeDefined();
  const { width, height, grey } = await decode(path);
  expect([width, height]).toEqual([...SIZE]);
  expect(grey.subarray(0, width * 200).some((value) => value < 60)).toBe(true);
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closePdf } from "../pdf/pdfFile.ts";
import { makePdf } from "../pdf/testPdf.ts";
import { decodePage, decodeSmallPage, refuseUndrawn } from "./decodePage.ts";
import { sharp } from "./sharpSetup.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-decode-"));
});
afterAll(async () => {
  closePdf();
  await rm(folder, { recursive: true });
});

/** 901 x 602 pixels at `density` dpi: the left half black. */
function halves(density: number): ReturnType<typeof sharp> {
  const grey = Uint8Array.from({ length: 901 * 602 }, (_, i) => (i % 901 < 450 ? 0 : 255));
  return sharp(grey, { raw: { width: 901, height: 602, channels: 1 } }).withMetadata({ density });
}

async function put(bytes: Uint8Array): Promise<string> {
  const path = join(folder, `${Math.random()}`);
  await writeFile(path, bytes);
  return path;
}

test.each([
  ["jpeg", () => halves(300).jpeg().toBuffer()],
  ["png", () => halves(300).png().toBuffer()],
  ["tiff", () => halves(300).tiff({ compression: "lzw" }).toBuffer()],
  ["pdf", async () => makePdf({ text: "el mantel" })],
] as const)("a page of %s from afar: at a third, with the size it has in full", async (format, make) => {
  const location = { path: await put(await make()), format, page: 1 };
  const { width, height, dpi, grey } = await decodePage(location);
  const found = await decodeSmallPage(location);
  expect(found?.size).toEqual({ width, height, dpi });
  expect((found?.small.width ?? 0) / width).toBeCloseTo(1 / 3, 2);
  expect((found?.small.height ?? 0) / height).toBeCloseTo(1 / 3, 2);
  expect(found?.small.dpi).toBeCloseTo(dpi / 3, 0);
  // It is the same picture: as dark on the whole, and in its left half.
  const { small } = found ?? { small: { width: 1, grey: new Uint8Array(1) } };
  expect(mean(small.grey)).toBeCloseTo(mean(grey), -1);
  const left = small.grey.filter((_, i) => i % small.width < small.width / 2 - 2);
  expect(mean(left)).toBeCloseTo(mean(grey.filter((_, i) => i % width < width / 2 - 6)), -1);
});

test("a picture that lies on its side is turned from afar too", async () => {
  const bytes = await halves(300).withMetadata({ density: 300, orientation: 6 }).jpeg().toBuffer();
  const found = await decodeSmallPage({ path: await put(bytes), format: "jpeg", page: 1 });
  expect(found?.size).toMatchObject({ width: 602, height: 901 });
  expect(found?.small.width).toBe(200);
  expect(found?.small.height).toBeCloseTo(300, -1);
});

test("below 300 dpi there is no look from afar", async () => {
  const bytes = await halves(200).png().toBuffer();
  expect(await decodeSmallPage({ path: await put(bytes), format: "png", page: 1 })).toBeUndefined();
});

test("what is damaged is refused from afar as it is from near", async () => {
  const bytes = await halves(300).png().toBuffer();
  const path = await put(Buffer.concat([bytes.subarray(0, 600), Buffer.alloc(200), bytes.subarray(800)]));
  for (const decode of [decodePage, decodeSmallPage]) {
    await expect(decode({ path, format: "png", page: 1 })).rejects.toMatchObject({ code: "IMAGE_UNREADABLE" });
  }
});

function mean(grey: Uint8Array): number {
  return grey.reduce((sum, value) => sum + value, 0) / grey.length;
}

test("a page as large as a town is not blank because nothing can be seen on it", async () => {
  const location = { format: "pdf", page: 1 } as const;
  const town = { ...location, path: await put(makePdf({ text: "el mantel", page: [1e6, 1e6] })) };
  await expect(refuseUndrawn(town)).rejects.toMatchObject({ kind: "input", code: "PDF_PAGE_TOO_LARGE" });
  await expect(refuseUndrawn({ ...location, path: await put(makePdf({ page: [1e6, 1e6] })) })).resolves.toBeUndefined();
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeImage } from "./decodeImage.ts";
import { plausibleDpi } from "./pageImage.ts";
import { sharp } from "./sharpSetup.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-decode-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(bytes: Uint8Array): Promise<string> {
  const path = join(folder, `${Math.random()}.bin`);
  await writeFile(path, bytes);
  return path;
}

/** 120 x 60: left half black, right half white. */
function halves(): ReturnType<typeof sharp> {
  const grey = Uint8Array.from({ length: 120 * 60 }, (_, i) => (i % 120 < 60 ? 0 : 255));
  return sharp(grey, { raw: { width: 120, height: 60, channels: 1 } });
}

test.each([
  ["grey", () => halves().png()],
  ["colour", () => halves().toColourspace("srgb").png()],
  ["16 bit", () => halves().toColourspace("grey16").png()],
  ["palette", () => halves().toColourspace("srgb").png({ palette: true })],
  ["CMYK", () => halves().toColourspace("cmyk").tiff({ compression: "lzw" })],
  ["bitonal", () => halves().toColourspace("b-w").tiff({ bitdepth: 1, compression: "ccittfax4", predictor: "none" })],
] as const)("%s pictures come out as 8-bit grey", async (_name, make) => {
  const bytes = await make().toBuffer();
  const page = await decodeImage(await file(bytes), bytes[0] === 0x89 ? "png" : "tiff", 1);
  expect([page.width, page.height, page.grey.length]).toEqual([120, 60, 7200]);
  // CMYK black is not quite black.
  expect(page.grey[10]).toBeLessThan(60);
  expect(page.grey[110]).toBeGreaterThan(250);
});

test("transparent means white", async () => {
  const clear = sharp({ create: { width: 120, height: 60, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
  const page = await decodeImage(await file(await clear.png().toBuffer()), "png", 1);
  expect(page.grey.every((value) => value === 255)).toBe(true);
});

test("white writing on nothing is seen", async () => {
  const clear = sharp({ create: { width: 120, height: 60, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
  const stroke = { create: { width: 4, height: 40, channels: 3, background: "#fff" } } as const;
  const png = await clear
    .composite([{ input: stroke, left: 50, top: 10 }])
    .png()
    .toBuffer();
  const page = await decodeImage(await file(png), "png", 1);
  expect([page.grey[0], page.grey[30 * 120 + 52]]).toEqual([0, 255]);
});

test.each([
  // EXIF 2.32, table 6: where the first row and the first column of the pixels belong.
  [1, "left"],
  [2, "right"],
  [3, "right"],
  [4, "left"],
  [5, "top"],
  [6, "top"],
  [7, "bottom"],
  [8, "bottom"],
] as const)("EXIF orientation %i: the black half is at the %s", async (orientation, side) => {
  const bytes = await halves().withMetadata({ orientation }).jpeg().toBuffer();
  const { width, height, grey } = await decodeImage(await file(bytes), "jpeg", 1);
  expect([width, height]).toEqual(orientation < 5 ? [120, 60] : [60, 120]);
  const at = {
    left: grey[width * 30 + 5],
    right: grey[width * 30 + width - 5],
    top: grey[width * 5 + 30],
    bottom: grey[width * (height - 5) + 30],
  };
  expect(at[side]).toBeLessThan(10);
  expect(Math.max(...Object.values(at).map((value) => value ?? 0))).toBeGreaterThan(245);
});

test.each([
  ["tiled", { tile: true, tileWidth: 64, tileHeight: 64, compression: "deflate" }],
  ["tiled JPEG", { tile: true, tileWidth: 64, tileHeight: 64, compression: "jpeg", quality: 95 }],
  ["BigTIFF", { bigtiff: true, compression: "packbits" }],
  ["white is 0", { miniswhite: true, compression: "lzw" }],
] as const)("TIFF, %s", async (_name, options) => {
  const page = await decodeImage(await file(await halves().tiff(options).toBuffer()), "tiff", 1);
  expect([page.width, page.height]).toEqual([120, 60]);
  expect(page.grey[10]).toBeLessThan(10);
  expect(page.grey[110]).toBeGreaterThan(245);
});

/** A TIFF by hand: 120 x 60 in three planes, which sharp reads and does not write. */
function planarTiff(): Buffer {
  const plane = Buffer.from(Uint8Array.from({ length: 120 * 60 }, (_, i) => (i % 120 < 60 ? 0 : 255)));
  const offsets = Buffer.alloc(24);
  [0, 1, 2].forEach((i) => offsets.writeUInt32LE(200 + i * plane.length, i * 4));
  [0, 1, 2].forEach((i) => offsets.writeUInt32LE(plane.length, 12 + i * 4));
  const bits = Buffer.from([8, 0, 8, 0, 8, 0]);
  const entries: [number, number, number, number][] = [
    [256, 3, 1, 120],
    [257, 3, 1, 60],
    [258, 3, 3, 160],
    [259, 3, 1, 1],
    [262, 3, 1, 2],
    [273, 4, 3, 166],
    [277, 3, 1, 3],
    [278, 3, 1, 60],
    [279, 4, 3, 178],
    [284, 3, 1, 2],
  ];
  const head = Buffer.alloc(200);
  head.write("II*\0\x08\0\0\0", "latin1");
  head.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, type, count, value], i) => {
    head.writeUInt16LE(tag, 10 + i * 12);
    head.writeUInt16LE(type, 12 + i * 12);
    head.writeUInt32LE(count, 14 + i * 12);
    head.writeUInt32LE(value, 18 + i * 12);
  });
  bits.copy(head, 160);
  offsets.copy(head, 166);
  return Buffer.concat([head, plane, plane, plane]);
}

test("TIFF in planes, and cut in the second of them", async () => {
  const bytes = planarTiff();
  const page = await decodeImage(await file(bytes), "tiff", 1);
  expect([page.grey[10], page.grey[110]]).toEqual([0, 255]);
  await expect(decodeImage(await file(bytes.subarray(0, 12_000)), "tiff", 1)).rejects.toMatchObject({
    code: "FILE_TRUNCATED",
  });
});

test("each page of a TIFF is its own", async () => {
  const frames = await Promise.all(
    [0, 128, 255].map((value) =>
      sharp({ create: { width: 120, height: 60, channels: 3, background: { r: value, g: value, b: value } } })
        .png()
        .toBuffer(),
    ),
  );
  const path = await file(
    await sharp(frames, { join: { animated: true } })
      .tiff({ compression: "lzw" })
      .toBuffer(),
  );
  expect((await decodeImage(path, "tiff", 2)).grey[0]).toBe(128);
  expect((await decodeImage(path, "tiff", 3)).grey[0]).toBe(255);
  await expect(decodeImage(path, "tiff", 4)).rejects.toMatchObject({ kind: "input" });
});

test("the resolution of the file is used", async () => {
  const bytes = await halves().withMetadata({ density: 240 }).jpeg().toBuffer();
  expect((await decodeImage(await file(bytes), "jpeg", 1)).dpi).toBe(240);
});

test("what cannot be decoded is the file's fault, in sharp's words", async () => {
  const png = await halves().png({ compressionLevel: 0 }).toBuffer();
  png.fill(0x55, 60, 3000);
  await expect(decodeImage(await file(png), "png", 1)).rejects.toMatchObject({
    kind: "input",
    code: "IMAGE_UNREADABLE",
  });
});

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc;
}

test("too large and too small pictures are refused before they are decoded", async () => {
  // A PNG's size stands in its first chunk; a bomb need not be made to be announced.
  const huge = await halves().png().toBuffer();
  huge.writeUInt32BE(20_000, 16);
  huge.writeUInt32BE(14_000, 20);
  huge.writeInt32BE(crc32(huge.subarray(12, 29)), 29);
  await expect(decodeImage(await file(huge), "png", 1)).rejects.toMatchObject({ code: "IMAGE_TOO_LARGE" });
  const icon = await sharp({ create: { width: 32, height: 32, channels: 3, background: "white" } })
    .png()
    .toBuffer();
  await expect(decodeImage(await file(icon), "png", 1)).rejects.toMatchObject({ code: "IMAGE_TOO_SMALL" });
});

test("claims of resolution are believed within reason", () => {
  expect(plausibleDpi(300, 2480, 3508)).toBe(300);
  expect(plausibleDpi(72, 595, 842)).toBe(72);
  expect(plausibleDpi(72, 2480, 3508)).toBe(310);
  expect(plausibleDpi(1, 2480, 3508)).toBe(310);
  expect(plausibleDpi(undefined, 400, 600)).toBe(100);
  expect(plausibleDpi(undefined, 9000, 12_000)).toBe(600);
});

import { randomFrom } from "@malmoi/core";
import { expect, test } from "vitest";
import { sharp } from "../decode/sharpSetup.ts";
import { bytesSource } from "./byteSource.ts";
import { checkJpegEnd, checkPdfEnd, checkPngEnd, checkWebpEnd } from "./completeness.ts";

const random = randomFrom(1);
const noise = sharp(
  Uint8Array.from({ length: 200 * 200 }, () => random() * 256),
  { raw: { width: 200, height: 200, channels: 1 } },
);

const CASES = [
  { name: "JPEG", bytes: () => noise.clone().jpeg({ progressive: true }).toBuffer(), check: checkJpegEnd },
  { name: "PNG", bytes: () => noise.clone().png().toBuffer(), check: checkPngEnd },
  { name: "WebP", bytes: () => noise.clone().webp().toBuffer(), check: checkWebpEnd },
  { name: "PDF", bytes: () => Promise.resolve(Buffer.from("%PDF-1.4\n...\n%%EOF")), check: checkPdfEnd },
];

test.each(CASES)("a whole $name passes, with padding too; a cut one does not", async ({ bytes, check }) => {
  const whole = await bytes();
  await check(bytesSource(whole));
  await check(bytesSource(Buffer.concat([whole, Buffer.alloc(500)])));
  for (const share of [0.1, 0.6, 0.99]) {
    const cut = bytesSource(whole.subarray(0, Math.floor(whole.length * share)));
    await expect(check(cut)).rejects.toMatchObject({ kind: "input", code: "FILE_TRUNCATED" });
  }
});

test("the end of a thumbnail inside a JPEG is not the end of the JPEG", async () => {
  const thumbnail = await sharp({ create: { width: 9, height: 9, channels: 3, background: "red" } })
    .jpeg()
    .toBuffer();
  const jpeg = await noise.clone().jpeg().toBuffer();
  const segment = Buffer.alloc(4);
  segment.writeUInt16BE(0xffe1, 0);
  segment.writeUInt16BE(thumbnail.length + 2, 2);
  const withThumbnail = Buffer.concat([jpeg.subarray(0, 2), segment, thumbnail, jpeg.subarray(2)]);
  await checkJpegEnd(bytesSource(withThumbnail));
  await expect(checkJpegEnd(bytesSource(withThumbnail.subarray(0, -10)))).rejects.toThrow(/cut off/);
});

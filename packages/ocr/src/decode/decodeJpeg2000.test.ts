import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jpeg2000Bytes } from "../testJpeg2000.ts";
import { decodeJpeg2000 } from "./decodeJpeg2000.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-jpeg2000-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function decode(bytes: Uint8Array): ReturnType<typeof decodeJpeg2000> {
  const path = join(folder, "page.jp2");
  await writeFile(path, bytes);
  return await decodeJpeg2000(path);
}

test.each(["grey", "codestream", "colour, lossy", "16 bit"] as const)("%s comes out as 8-bit grey", async (name) => {
  const page = await decode(jpeg2000Bytes(name));
  expect([page.width, page.height, page.grey.length]).toEqual([160, 60, 9600]);
  for (const row of [0, 30, 59]) {
    expect(page.grey[row * 160 + 10]).toBeLessThan(6);
    expect(page.grey[row * 160 + 150]).toBeGreaterThan(249);
  }
});

test("what cannot be decoded is an error and not a white page, and the next picture is read", async () => {
  const bytes = jpeg2000Bytes("codestream");
  // The coding style's number of resolutions, at 5 in the segment after the marker.
  bytes[bytes.indexOf(Buffer.from([0xff, 0x52])) + 9] = 99;
  await expect(decode(bytes)).rejects.toMatchObject({ kind: "input", code: "IMAGE_UNREADABLE" });
  expect((await decode(jpeg2000Bytes("grey"))).width).toBe(160);
});

test("too large and too small pictures are refused by their header", async () => {
  const bytes = jpeg2000Bytes("codestream");
  bytes.writeUInt32BE(20_000, 8);
  bytes.writeUInt32BE(20_000, 12);
  await expect(decode(bytes)).rejects.toMatchObject({ code: "IMAGE_TOO_LARGE" });
  bytes.writeUInt32BE(20, 8);
  bytes.writeUInt32BE(20, 12);
  await expect(decode(bytes)).rejects.toMatchObject({ code: "IMAGE_TOO_SMALL" });
});

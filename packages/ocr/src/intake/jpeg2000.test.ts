import { expect, test } from "vitest";
import { jpeg2000Bytes } from "../testJpeg2000.ts";
import { bytesSource } from "./byteSource.ts";
import { checkJpeg2000End, jpeg2000Header } from "./jpeg2000.ts";
import { sniffFormat } from "./sniffFormat.ts";

test.each(["grey", "codestream", "16 bit"] as const)("%s: size and end", async (name) => {
  const bytes = jpeg2000Bytes(name);
  expect(sniffFormat(bytes)).toBe("jpeg2000");
  expect(await jpeg2000Header(bytesSource(bytes))).toEqual({ width: 160, height: 60, dpi: undefined });
  await checkJpeg2000End(bytesSource(bytes));
  await checkJpeg2000End(bytesSource(Buffer.concat([bytes, Buffer.alloc(500)])));
});

test("a file cut anywhere is noticed", async () => {
  const bytes = jpeg2000Bytes("grey");
  for (let length = 12; length < bytes.length; length += 7) {
    const cut = bytesSource(bytes.subarray(0, length));
    await expect(checkJpeg2000End(cut), `at ${length}`).rejects.toMatchObject({
      kind: "input",
      code: "FILE_TRUNCATED",
    });
  }
});

test("an open last tile-part ends where the file does", async () => {
  const bytes = jpeg2000Bytes("codestream");
  bytes.writeUInt32BE(0, bytes.indexOf(Buffer.from([0xff, 0x90])) + 6);
  await checkJpeg2000End(bytesSource(bytes));
  await expect(checkJpeg2000End(bytesSource(bytes.subarray(0, -2)))).rejects.toMatchObject({ code: "FILE_TRUNCATED" });
});

test("the size is that of the picture on its grid, and the resolution that of the scanner", async () => {
  const codestream = jpeg2000Bytes("codestream");
  codestream.writeUInt32BE(60, 16);
  codestream.writeUInt32BE(50, 20);
  expect(await jpeg2000Header(bytesSource(codestream))).toMatchObject({ width: 100, height: 10 });
  codestream.writeUInt32BE(160, 16);
  await expect(jpeg2000Header(bytesSource(codestream))).rejects.toMatchObject({ code: "JPEG2000_BROKEN" });

  // 300 dpi is 11,811 pixels a metre; the box has numerators, denominators and exponents.
  const box = Buffer.from("\0\0\0\x22jp2h\0\0\0\x1ares \0\0\0\x12resc\x2e\x23\0\x01\x2e\x23\0\x01\0\0", "latin1");
  const jp2 = jpeg2000Bytes("grey");
  const only = Buffer.concat([jp2.subarray(0, 32), box, jp2.subarray(jp2.indexOf("jp2c") - 4)]);
  expect((await jpeg2000Header(bytesSource(only))).dpi).toBeCloseTo(300, 0);
});

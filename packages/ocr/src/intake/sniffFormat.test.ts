import { expect, test } from "vitest";
import { sharp } from "../decode/sharpSetup.ts";
import { describeUnknown, sniffFormat } from "./sniffFormat.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");

test.each(["jpeg", "png", "tiff", "webp", "gif"] as const)("knows %s by its first bytes", async (format) => {
  const image = sharp({ create: { width: 8, height: 8, channels: 3, background: "white" } });
  expect(sniffFormat(await image.toFormat(format).toBuffer())).toBe(format);
});

test("knows BigTIFF and PDF behind rubbish", () => {
  expect(sniffFormat(bytes("II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0"))).toBe("tiff");
  expect(sniffFormat(bytes("%PDF-1.4\n"))).toBe("pdf");
  expect(sniffFormat(bytes(`${"\0".repeat(1000)}%PDF-1.4\n`))).toBe("pdf");
  expect(sniffFormat(bytes(`${"\0".repeat(1100)}%PDF-1.4\n`))).toBe("unknown");
});

test("text in any encoding is a companion", () => {
  expect(sniffFormat(Buffer.from("ประกาศ\n"))).toBe("text");
  expect(sniffFormat(Buffer.from("<?xml version='1.0'?>"))).toBe("text");
  expect(sniffFormat(Buffer.from("\ufeffabc", "utf16le"))).toBe("text");
  // Windows-1256, long enough to be sure; a UTF-8 letter cut at the end of a long head does not matter.
  expect(sniffFormat(bytes("\xe3\xe6\xd1\xc9 ".repeat(100)))).toBe("text");
  expect(sniffFormat(Buffer.from("ก".repeat(2000)).subarray(0, 4096))).toBe("text");
});

test("anything else is unknown, and named if it can be", () => {
  expect(sniffFormat(bytes("\x01\x02\x03\x04"))).toBe("unknown");
  expect(sniffFormat(new Uint8Array(0))).toBe("unknown");
  const djvu = bytes("AT&TFORM\0\0\0\x10DJVU");
  expect(sniffFormat(djvu)).toBe("unknown");
  expect(describeUnknown(djvu)).toEqual({ name: "a DjVu document", remedy: expect.stringContaining("ddjvu") });
  expect(sniffFormat(bytes("PK\x03\x04abcdefgh"))).toBe("unknown");
  expect(sniffFormat(bytes("BM is how this sentence begins."))).toBe("text");
});

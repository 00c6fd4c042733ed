import { InputError } from "@malmoi/core";
import { expect, test } from "vitest";
import { sharp } from "../decode/sharpSetup.ts";
import { bytesSource } from "./byteSource.ts";
import { tiffPageIndex, tiffPages } from "./tiffPages.ts";

interface Page {
  readonly subfile?: number;
}

/** A TIFF with one 4-byte strip a page, written by hand: header, strips, then the directories. */
function tiff(pages: readonly Page[], { little = true, big = false, last = 0 } = {}): Uint8Array {
  const [head, entry, countSize, link] = big ? [16, 20, 8, 8] : [8, 12, 2, 4];
  const directory = countSize + 3 * entry + link;
  const start = head + pages.length * 4;
  const bytes = new Uint8Array(start + pages.length * directory);
  const view = new DataView(bytes.buffer);
  const word = (at: number, value: number): void =>
    big ? view.setBigUint64(at, BigInt(value), little) : view.setUint32(at, value, little);
  bytes.set(little ? [0x49, 0x49] : [0x4d, 0x4d]);
  view.setUint16(2, big ? 43 : 42, little);
  if (big) view.setUint16(4, 8, little);
  word(big ? 8 : 4, start);
  pages.forEach(({ subfile = 0 }, i) => {
    const at = start + i * directory;
    if (big) view.setBigUint64(at, 3n, little);
    else view.setUint16(at, 3, little);
    [
      [254, subfile],
      [273, head + i * 4],
      [279, 4],
    ].forEach(([tag = 0, value = 0], n) => {
      const field = at + countSize + n * entry;
      view.setUint16(field, tag, little);
      view.setUint16(field + 2, 4, little);
      word(field + 4, 1);
      view.setUint32(field + (big ? 12 : 8), value, little);
    });
    word(at + countSize + 3 * entry, i + 1 < pages.length ? at + directory : last);
  });
  return bytes;
}

test.each([
  { little: true, big: false },
  { little: false, big: false },
  { little: true, big: true },
  { little: false, big: true },
])("counts pages: %o", async (layout) => {
  expect(await tiffPages(bytesSource(tiff([{}, {}, {}], layout)))).toBe(3);
});

test("a thumbnail or a mask is no page, and page numbers leave it out", async () => {
  const source = bytesSource(tiff([{}, { subfile: 1 }, {}, { subfile: 4 }]));
  expect(await tiffPages(source)).toBe(2);
  expect(await tiffPageIndex(source, 2)).toBe(2);
});

test("a chain that leads back ends", async () => {
  const whole = tiff([{}, {}]);
  const first = new DataView(whole.buffer).getUint32(4, true);
  expect(await tiffPages(bytesSource(tiff([{}, {}], { last: first })))).toBe(2);
});

test("wherever the file is cut, it is refused", async () => {
  const whole = tiff([{}, {}, {}]);
  for (let length = 8; length < whole.length; length += 1) {
    await expect(tiffPages(bytesSource(whole.slice(0, length)))).rejects.toMatchObject({
      code: "FILE_TRUNCATED",
    });
  }
});

test("a cut is reported with the number of whole pages", async () => {
  const whole = tiff([{}, {}, {}]);
  const cut = tiffPages(bytesSource(whole.slice(0, whole.length - 10)));
  await expect(cut).rejects.toThrow(InputError);
  await expect(cut).rejects.toThrow(/2 of its pages are whole/);
});

test("agrees with sharp on a real TIFF, and sees that its strips are cut where sharp does not", async () => {
  const frame = await sharp({ create: { width: 64, height: 64, channels: 3, background: "red" } })
    .png()
    .toBuffer();
  const real = await sharp([frame, frame, frame], { join: { animated: true } })
    .tiff()
    .toBuffer();
  expect((await sharp(real).metadata()).pages).toBe(3);
  expect(await tiffPages(bytesSource(real))).toBe(3);
  await expect(tiffPages(bytesSource(real.subarray(0, real.length * 0.6)))).rejects.toMatchObject({
    code: "FILE_TRUNCATED",
  });
});

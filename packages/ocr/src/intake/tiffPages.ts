import { InputError } from "@malmoi/core";
import type { ByteSource } from "./byteSource.ts";

/** Of each directory: does it hold a page, or a smaller copy or mask of one? */
interface Directory {
  readonly isPage: boolean;
}

interface Layout {
  readonly little: boolean;
  readonly big: boolean;
}

/** Tags of TIFF 6.0. */
const NEW_SUBFILE_TYPE = 254;
const STRIP_OFFSETS = 273;
const STRIP_BYTE_COUNTS = 279;
const TILE_OFFSETS = 324;
const TILE_BYTE_COUNTS = 325;

/** NewSubfileType: bit 0 a reduced copy of another page, bit 2 a transparency mask. */
const REDUCED_OR_MASK = 0b101;

/** Bytes of one value by field type; 0 for types that no tag above may have. */
const TYPE_BYTES: Record<number, number> = { 1: 1, 3: 2, 4: 4, 13: 4, 16: 8, 18: 8 };

/** Bounds against hostile files: more directories or strips than any scanner writes. */
const MOST_DIRECTORIES = 100_000;
const MOST_VALUES = 4_000_000;

/**
 * Number of pages of a TIFF or BigTIFF, by walking its directories: sharp reports one page, and no error, for a file
 * that was cut. Reduced copies and masks are not pages. A directory that points back ends the chain.
 * Throws `InputError` FILE_TRUNCATED if a directory, strip or tile lies beyond the end of the file, saying how many
 * pages were whole; TIFF_BROKEN if there is no directory.
 */
export async function tiffPages(source: ByteSource): Promise<number> {
  return pagesOf(await directories(source)).length;
}

/** The directory (from 0) of a page (from 1), as sharp's `page` wants it. */
export async function tiffPageIndex(source: ByteSource, page: number): Promise<number> {
  const index = pagesOf(await directories(source))[page - 1];
  if (index === undefined) throw broken(`it has no page ${page}`);
  return index;
}

/** Indices of the directories that hold pages. A file of reduced copies only has them as pages. */
function pagesOf(all: readonly Directory[]): number[] {
  const pages = all.flatMap(({ isPage }, index) => (isPage ? [index] : []));
  return pages.length > 0 ? pages : all.map((_, index) => index);
}

async function directories(source: ByteSource): Promise<Directory[]> {
  const head = view(await source.read(0, 16));
  if (head.byteLength < 8) throw truncated(0, source.size);
  const little = head.getUint8(0) === 0x49;
  const big = head.getUint16(2, little) === 43;
  if (big && head.byteLength < 16) throw truncated(0, source.size);
  const layout = { little, big };
  let next = big ? Number(head.getBigUint64(8, little)) : head.getUint32(4, little);
  const seen = new Set<number>();
  const found: Directory[] = [];
  while (next !== 0 && !seen.has(next)) {
    seen.add(next);
    if (seen.size > MOST_DIRECTORIES) throw broken(`it has more than ${MOST_DIRECTORIES} directories`);
    const { directory, following } = await readDirectory(source, next, layout, found.length);
    found.push(directory);
    next = following;
  }
  if (found.length === 0) throw broken("it has no pages");
  return found;
}

async function readDirectory(
  source: ByteSource,
  offset: number,
  layout: Layout,
  whole: number,
): Promise<{ directory: Directory; following: number }> {
  const { little, big } = layout;
  const countBytes = big ? 8 : 2;
  const entryBytes = big ? 20 : 12;
  const start = view(await source.read(offset, countBytes));
  if (start.byteLength < countBytes) throw truncated(whole, source.size);
  const count = big ? Number(start.getBigUint64(0, little)) : start.getUint16(0, little);
  // A directory's length is a 16-bit number in classic TIFF; no BigTIFF needs more entries either.
  if (count > 65_535) throw broken("a directory is impossibly long");
  const linkBytes = big ? 8 : 4;
  const length = count * entryBytes + linkBytes;
  const body = view(await source.read(offset + countBytes, length));
  if (body.byteLength < length) throw truncated(whole, source.size);

  const values = new Map<number, number[]>();
  for (let i = 0; i < count; i += 1) {
    const at = i * entryBytes;
    const tag = body.getUint16(at, little);
    if (!WANTED.has(tag)) continue;
    values.set(tag, await readValues(source, body, at, layout, whole));
  }
  if (dataEnd(values) > source.size) throw truncated(whole, source.size);
  const subfile = values.get(NEW_SUBFILE_TYPE)?.[0] ?? 0;
  const link = count * entryBytes;
  return {
    directory: { isPage: (subfile & REDUCED_OR_MASK) === 0 },
    following: big ? Number(body.getBigUint64(link, little)) : body.getUint32(link, little),
  };
}

const WANTED: ReadonlySet<number> = new Set([
  NEW_SUBFILE_TYPE,
  STRIP_OFFSETS,
  STRIP_BYTE_COUNTS,
  TILE_OFFSETS,
  TILE_BYTE_COUNTS,
]);

async function readValues(
  source: ByteSource,
  body: DataView,
  at: number,
  { little, big }: Layout,
  whole: number,
): Promise<number[]> {
  const type = body.getUint16(at + 2, little);
  const size = TYPE_BYTES[type];
  const count = big ? Number(body.getBigUint64(at + 4, little)) : body.getUint32(at + 4, little);
  // A type that these tags cannot have: the decoder will say what it thinks of the page.
  if (size === undefined || count > MOST_VALUES) return [];
  const valueAt = at + (big ? 12 : 8);
  const inline = big ? 8 : 4;
  const bytes = size * count;
  let data = body;
  let from = valueAt;
  if (bytes > inline) {
    const offset = big ? Number(body.getBigUint64(valueAt, little)) : body.getUint32(valueAt, little);
    data = view(await source.read(offset, bytes));
    from = 0;
    if (data.byteLength < bytes) throw truncated(whole, source.size);
  }
  return Array.from({ length: count }, (_, i) => readNumber(data, from + i * size, size, little));
}

function readNumber(data: DataView, at: number, size: number, little: boolean): number {
  if (size === 1) return data.getUint8(at);
  if (size === 2) return data.getUint16(at, little);
  return size === 4 ? data.getUint32(at, little) : Number(data.getBigUint64(at, little));
}

/** Where the last strip or tile ends; 0 if the directory does not say. */
function dataEnd(values: ReadonlyMap<number, number[]>): number {
  let end = 0;
  for (const [offsetsTag, countsTag] of [
    [STRIP_OFFSETS, STRIP_BYTE_COUNTS],
    [TILE_OFFSETS, TILE_BYTE_COUNTS],
  ] as const) {
    const offsets = values.get(offsetsTag) ?? [];
    const counts = values.get(countsTag) ?? [];
    // Without byte counts (old writers), at least the first byte of each strip must be there.
    for (const [i, offset] of offsets.entries()) end = Math.max(end, offset + (counts[i] ?? 1));
  }
  return end;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function truncated(whole: number, size: number): InputError {
  return new InputError(`the TIFF file is cut off at byte ${size}: ${whole} of its pages are whole`, {
    code: "FILE_TRUNCATED",
    hint: "The upload or the copy was not complete. Upload the file again, and compare its size with the original.",
  });
}

function broken(what: string): InputError {
  return new InputError(`the TIFF file is damaged: ${what}`, {
    code: "TIFF_BROKEN",
    hint: "Open it in an image viewer; if it shows, save it as a new TIFF or PNG, else scan it again.",
  });
}

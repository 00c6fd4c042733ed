/** Bytes of one value by TIFF 6.0 field type, 1 (BYTE) to 12 (DOUBLE). */
const TYPE_SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const STRIP_OFFSETS = 273;
const TILE_OFFSETS = 324;
const LONG = 4;

/**
 * One TIFF with the pages of several little-endian classic TIFFs, in order. sharp writes multi-page TIFFs only as
 * one tall image cut evenly; this keeps each page's own size, resolution and compression. The files are put one
 * behind the other, every offset moved, and the directories linked.
 */
export function joinTiffs(files: readonly Uint8Array[]): Buffer {
  const parts: Buffer[] = [];
  let base = 0;
  /** Where, in the parts so far, the offset of the next directory is to be written. */
  let link: { part: Buffer; at: number } | null = null;
  for (const file of files) {
    const part = Buffer.from(file);
    if (part.toString("latin1", 0, 4) !== "II*\0") throw new Error("joinTiffs: not a little-endian classic TIFF");
    const first = part.readUInt32LE(4);
    if (link !== null) link.part.writeUInt32LE(base + first, link.at);
    let directory = first;
    while (directory !== 0) {
      const next = moveDirectory(part, directory, base);
      link = { part, at: next };
      directory = part.readUInt32LE(next);
      if (directory !== 0) part.writeUInt32LE(base + directory, next);
    }
    // Directories begin on even offsets.
    const padded = part.length % 2 === 0 ? part : Buffer.concat([part, Buffer.alloc(1)]);
    if (link !== null) link.part = padded;
    parts.push(padded);
    base += padded.length;
  }
  return Buffer.concat(parts);
}

/** Moves all offsets of the directory at `at` by `base`; returns where the offset of the next directory stands. */
function moveDirectory(part: Buffer, at: number, base: number): number {
  const entries = part.readUInt16LE(at);
  for (let index = 0; index < entries; index++) {
    const entry = at + 2 + index * 12;
    const tag = part.readUInt16LE(entry);
    const type = part.readUInt16LE(entry + 2);
    const count = part.readUInt32LE(entry + 4);
    const outside = (TYPE_SIZES[type] ?? 1) * count > 4;
    const where = outside ? part.readUInt32LE(entry + 8) : entry + 8;
    if (tag === STRIP_OFFSETS || tag === TILE_OFFSETS) {
      if (type !== LONG) throw new Error(`joinTiffs: offsets of type ${type} cannot be moved`);
      for (let value = 0; value < count; value++) {
        part.writeUInt32LE(part.readUInt32LE(where + value * 4) + base, where + value * 4);
      }
    }
    if (outside) part.writeUInt32LE(where + base, entry + 8);
  }
  return at + 2 + entries * 12;
}

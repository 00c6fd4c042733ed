import { InputError } from "@malmoi/core";
import type { ByteSource } from "./byteSource.ts";

/** Bytes read at a time while looking for the end of a JPEG. */
const PIECE = 1 << 20;

/**
 * Does the JPEG reach its end-of-image marker? What follows it (padding, a second picture) does not matter. Decoders
 * fill what is missing with grey and say nothing. Throws `InputError` FILE_TRUNCATED.
 */
export async function checkJpegEnd(source: ByteSource): Promise<void> {
  let at = 2;
  while (at + 4 <= source.size) {
    const head = await source.read(at, 4);
    const [lead = 0, marker = 0, high = 0, low = 0] = head;
    // Padding or rubbish between segments, which decoders skip: look for the end from here.
    if (lead !== 0xff || marker === 0xff || marker === 0 || marker === 0xda) break;
    if (marker === 0xd9) return;
    const standsAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += standsAlone ? 2 : 2 + high * 256 + low;
  }
  // In entropy-coded data FF is always followed by 00 or a marker, so FF D9 is the end and nothing else.
  for (; at < source.size; at += PIECE) {
    const piece = await source.read(at, PIECE + 1);
    if (Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).includes(END_OF_IMAGE)) return;
  }
  throw truncated("JPEG", source.size);
}

const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

/** Does the PNG reach its IEND chunk? Throws `InputError` FILE_TRUNCATED. */
export async function checkPngEnd(source: ByteSource): Promise<void> {
  let at = 8;
  while (at + 8 <= source.size) {
    const head = await source.read(at, 8);
    const length = new DataView(head.buffer, head.byteOffset, 8).getUint32(0);
    const type = Buffer.from(head.subarray(4)).toString("latin1");
    if (type === "IEND") return;
    at += 12 + length;
  }
  throw truncated("PNG", source.size);
}

/** Is the WebP as long as its header says? Throws `InputError` FILE_TRUNCATED. */
export async function checkWebpEnd(source: ByteSource): Promise<void> {
  const head = await source.read(0, 8);
  const length = head.length < 8 ? Infinity : new DataView(head.buffer, head.byteOffset, 8).getUint32(4, true) + 8;
  if (length > source.size) throw truncated("WebP", source.size);
}

/**
 * Does the PDF have its trailer? Readers rebuild what they can from a cut file, and the missing pages come out white.
 * 4 KB from the end, as far back as PDFium itself looks. Throws `InputError` FILE_TRUNCATED.
 */
export async function checkPdfEnd(source: ByteSource): Promise<void> {
  const tail = await source.read(Math.max(0, source.size - 4096), 4096);
  if (!Buffer.from(tail).includes("%%EOF")) throw truncated("PDF", source.size);
}

function truncated(kind: string, size: number): InputError {
  return new InputError(`the ${kind} file is cut off: it has no end after ${size} bytes`, {
    code: "FILE_TRUNCATED",
    hint: "The upload or the copy was not complete. Upload the file again, and compare its size with the original.",
  });
}

import { InputError } from "@malmoi/core";
import type { ByteSource } from "./byteSource.ts";

/** What the header of a JPEG 2000 file says. */
export interface Jpeg2000Header {
  readonly width: number;
  readonly height: number;
  /** Pixels per inch, if the file says so. */
  readonly dpi: number | undefined;
}

/** Marker codes of ISO/IEC 15444-1, annex A. */
const SOC = 0xff4f;
const SIZ = 0xff51;
const SOT = 0xff90;
const EOC = 0xffd9;

/** Boxes before the codestream; files made to be odd have more. */
const MOST_BOXES = 1_000;
const MOST_TILE_PARTS = 1_000_000;

const METRES_PER_INCH = 0.0254;

/** Size and resolution of a JP2 file or a raw codestream. Throws `InputError` JPEG2000_BROKEN, FILE_TRUNCATED. */
export async function jpeg2000Header(source: ByteSource): Promise<Jpeg2000Header> {
  const { start, dpi } = await findCodestream(source);
  const head = view(await source.read(start, 24));
  if (head.byteLength < 24) throw truncated(source.size);
  if (head.getUint16(0) !== SOC || head.getUint16(2) !== SIZ) throw broken("its codestream has no size");
  // A.5.1: the picture is the part of the reference grid that begins at the offset.
  const width = head.getUint32(8) - head.getUint32(16);
  const height = head.getUint32(12) - head.getUint32(20);
  if (width <= 0 || height <= 0) throw broken(`its size is ${width} x ${height}`);
  return { width, height, dpi };
}

/**
 * Does the codestream reach its end? Every tile-part says how long it is (A.4.2), so they are walked from one to the
 * next; the decoder makes a blurred picture of what there is and says nothing. Throws `InputError` FILE_TRUNCATED.
 */
export async function checkJpeg2000End(source: ByteSource): Promise<void> {
  const { start } = await findCodestream(source);
  let at = start + 2;
  for (let parts = 0; parts < MOST_TILE_PARTS;) {
    const marker = view(await source.read(at, 12));
    if (marker.byteLength < 2) throw truncated(source.size);
    const code = marker.getUint16(0);
    if (code === EOC) return;
    if (marker.byteLength < 4) throw truncated(source.size);
    if (code !== SOT) {
      if (code < 0xff00) throw broken("its codestream has rubbish between tiles");
      at += 2 + marker.getUint16(2);
      continue;
    }
    if (marker.byteLength < 12) throw truncated(source.size);
    const length = marker.getUint32(6);
    // The last tile-part may leave its length open: then the file's own end must be the marker.
    if (length === 0) return checkLastBytes(source);
    parts += 1;
    at += Math.max(12, length);
  }
  throw broken("it has too many tile-parts");
}

async function checkLastBytes(source: ByteSource): Promise<void> {
  const tail = await source.read(Math.max(0, source.size - 4096), 4096);
  if (!Buffer.from(tail).includes(Buffer.from([0xff, 0xd9]))) throw truncated(source.size);
}

/** Where the codestream begins, and what the boxes before it say of resolution (annex I). */
async function findCodestream(source: ByteSource): Promise<{ start: number; dpi: number | undefined }> {
  const first = view(await source.read(0, 2));
  if (first.byteLength === 2 && first.getUint16(0) === SOC) return { start: 0, dpi: undefined };
  let dpi: number | undefined;
  let at = 0;
  for (let boxes = 0; boxes < MOST_BOXES; boxes += 1) {
    const head = view(await source.read(at, 16));
    if (head.byteLength < 8) throw truncated(source.size);
    const type = head.getUint32(4);
    const short = head.getUint32(0);
    if (short === 1 && head.byteLength < 16) throw truncated(source.size);
    const header = short === 1 ? 16 : 8;
    const length = short === 1 ? Number(head.getBigUint64(8)) : short === 0 ? source.size - at : short;
    if (type === boxType("jp2c")) return { start: at + header, dpi };
    if (length < header) throw broken("a box has no length");
    if (type === boxType("jp2h")) dpi ??= captureDpi(await source.read(at, Math.min(length, 1 << 16)));
    at += length;
  }
  throw broken("it has no codestream");
}

/** The vertical resolution of a capture resolution box (I.5.3.7.1), which stands inside the header box. */
function captureDpi(header: Uint8Array): number | undefined {
  const at = Buffer.from(header).indexOf("resc", 0, "latin1");
  const data = view(header);
  if (at < 0 || at + 14 > data.byteLength) return undefined;
  const denominator = data.getUint16(at + 6);
  if (denominator === 0) return undefined;
  return (data.getUint16(at + 4) / denominator) * 10 ** data.getInt8(at + 12) * METRES_PER_INCH;
}

function boxType(name: string): number {
  return Buffer.from(name, "latin1").readUInt32BE(0);
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function truncated(size: number): InputError {
  return new InputError(`the JPEG 2000 file is cut off: it has no end after ${size} bytes`, {
    code: "FILE_TRUNCATED",
    hint: "The upload or the copy was not complete. Upload the file again, and compare its size with the original.",
  });
}

function broken(what: string): InputError {
  return new InputError(`the JPEG 2000 file is damaged: ${what}`, {
    code: "JPEG2000_BROKEN",
    hint: "Open it in an image viewer; if it shows, save it as TIFF or PNG, else scan it again.",
  });
}

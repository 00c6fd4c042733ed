import { InputError } from "@malmoi/core";
import type { Scan } from "@malmoi/schemas";
import { tiffPageIndex } from "../intake/tiffPages.ts";
import { fileSource } from "../intake/byteSource.ts";
import { type PageImage, type PageSize, plausibleDpi, type SmallPage } from "./pageImage.ts";
import { MAX_PIXELS, sharp, WORKING_PIXELS } from "./sharpSetup.ts";

export type ImageFormat = Exclude<Scan["format"], "pdf" | "jpeg2000">;

/**
 * One page of an image file: upright (EXIF), on white where it is transparent (black if nothing shows on that), in 8-bit
 * grey; scaled down to 60 megapixels if it is larger. `page` starts at 1. Throws `InputError` IMAGE_UNREADABLE or IMAGE_TOO_LARGE.
 */
export async function decodeImage(path: string, format: ImageFormat, page: number): Promise<PageImage> {
  try {
    const onWhite = await drawn(path, format, page, "#ffffff");
    if (!onWhite.transparent || onWhite.image.grey.some((value) => value !== 255)) return onWhite.image;
    // Writing as white as the paper shows on black alone.
    const onBlack = await drawn(path, format, page, "#000000");
    return onBlack.image.grey.some((value) => value !== 0) ? onBlack.image : onWhite.image;
  } catch (error) {
    throw asUnreadable(error, page);
  }
}

async function drawn(
  path: string,
  format: ImageFormat,
  page: number,
  paper: string,
): Promise<{ readonly image: PageImage; readonly transparent: boolean }> {
  const { upright, size, scale, transparent } = await open(path, format, page);
  upright.flatten({ background: paper });
  if (scale < 1) upright.resize({ width: size.width });
  // Grey at once, and not after scaling: a page that is scaled down is the same grey as one that is not.
  return { image: { ...(await greyOf(upright.greyscale())), dpi: size.dpi }, transparent };
}

/**
 * The same page at a fraction of its size, decoded in a fraction of the time: a JPEG decoder leaves out what is finer.
 * `reduction` says by how much, from the page's size; undefined if it says 1 or less. Throws what `decodeImage` throws.
 */
export async function decodeSmall(
  path: string,
  format: ImageFormat,
  page: number,
  reduction: (size: PageSize) => number,
): Promise<SmallPage | undefined> {
  try {
    // Colour profiles change how grey ink is, never whether there is any, and applying them takes longer than the rest.
    const { upright, size, transparent } = await open(path, format, page, { ignoreIcc: true });
    const factor = transparent ? 1 : reduction(size);
    if (factor <= 1) return undefined;
    // Rounded down: a JPEG is decoded at half its size from a third downwards, and not a pixel above.
    upright.resize({ width: Math.floor(size.width / factor), kernel: "linear" });
    const small = await greyOf(upright);
    return { size, small: { ...small, dpi: (size.dpi * small.width) / size.width } };
  } catch (error) {
    throw asUnreadable(error, page);
  }
}

/** A JPEG in grey, whatever way up it says it is, in this size if it has another by more than two pixels. Throws what sharp does. */
export async function decodeJpeg(bytes: Uint8Array, size: PageSize): Promise<PageImage> {
  const image = sharp(bytes, { failOn: "error", limitInputPixels: MAX_PIXELS, ignoreIcc: true });
  const { width, height } = await image.metadata();
  const same = Math.max(Math.abs(width - size.width), Math.abs(height - size.height)) <= 2;
  if (!same) image.resize({ width: size.width, height: size.height, fit: "fill", kernel: "linear" });
  return { ...(await greyOf(image)), dpi: size.dpi };
}

interface Opened {
  readonly upright: ReturnType<typeof sharp>;
  /** Whether parts of it may be. */
  readonly transparent: boolean;
  /** As it is decoded in full. */
  readonly size: PageSize;
  /** Below 1 if it must be scaled down to that. */
  readonly scale: number;
}

async function open(
  path: string,
  format: ImageFormat,
  page: number,
  { ignoreIcc = false }: { readonly ignoreIcc?: boolean } = {},
): Promise<Opened> {
  const index = format === "tiff" ? await tiffIndex(path, page) : page - 1;
  const image = sharp(path, { page: index, failOn: "error", limitInputPixels: MAX_PIXELS, ignoreIcc });
  const { width, height, density, autoOrient, hasAlpha } = await image.metadata();
  refuseTooLarge(width, height);
  refuseTooSmall(width, height, page);
  const upright = image.autoOrient();
  const scale = Math.min(1, Math.sqrt(WORKING_PIXELS / (width * height)));
  const size = { width: Math.floor(autoOrient.width * scale), height: Math.round(autoOrient.height * scale) };
  const dpi = plausibleDpi(density === undefined ? undefined : density * scale, size.width, size.height);
  return { upright, transparent: hasAlpha, size: { ...size, dpi }, scale };
}

async function greyOf(image: ReturnType<typeof sharp>): Promise<Omit<PageImage, "dpi">> {
  const { data, info } = await image.toColourspace("b-w").raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, grey: firstChannel(data, info.channels) };
}

/** Throws `InputError` IMAGE_TOO_LARGE for what may be a decompression bomb. */
export function refuseTooLarge(width: number, height: number): void {
  if (width * height <= MAX_PIXELS) return;
  throw new InputError(`the image has ${width} x ${height} pixels, more than ${Math.round(MAX_PIXELS / 1e6)} million`, {
    code: "IMAGE_TOO_LARGE",
    hint: "Scale it down (300 dpi is enough for recognition) or cut it into pages, and upload it again.",
  });
}

/** No letter of anything that is meant to be read is lower. */
const LEAST_SHORT_SIDE = 12;
/** A line of small print at 100 dpi. Smaller pictures are icons and thumbnails, if they are no word cut out of a page. */
const LEAST_LONG_SIDE = 100;

/** And icons are square, in which the engine finds a letter or two (18 of 72 desktop icons). */
const SQUARE = 1.2;

/** Throws `InputError` IMAGE_TOO_SMALL. */
export function refuseTooSmall(width: number, height: number, page: number): void {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const isIcon = long < LEAST_LONG_SIDE && long < SQUARE * short;
  if (short < LEAST_SHORT_SIDE || isIcon) throw imageTooSmall({ width, height }, page);
}

/** Whether nothing is proved of a picture by finding no text on it: it may be a page as seen from afar. */
export function isThumbnail({ width, height }: Pick<PageSize, "width" | "height">): boolean {
  return Math.max(width, height) < LEAST_LONG_SIDE;
}

export function imageTooSmall({ width, height }: Pick<PageSize, "width" | "height">, page: number): InputError {
  return new InputError(`page ${page} has ${width} x ${height} pixels, too few for text`, {
    code: "IMAGE_TOO_SMALL",
    hint: "It is probably an icon or a thumbnail. If it is a page, scan it again at 300 dpi.",
  });
}

/** What sharp says, as an `InputError` with its words; our own errors and those of the machine pass as they are. */
export function asUnreadable(error: unknown, page: number): unknown {
  if (error instanceof InputError || (error instanceof Error && "code" in error)) return error;
  const words = error instanceof Error ? error.message : String(error);
  if (/exceeds pixel limit/i.test(words)) {
    return new InputError(`page ${page} has more than ${Math.round(MAX_PIXELS / 1e6)} million pixels`, {
      code: "IMAGE_TOO_LARGE",
      hint: "Scale it down (300 dpi is enough for recognition) or cut it into pages, and upload it again.",
      cause: error,
    });
  }
  return new InputError(`page ${page} cannot be decoded: ${words.split("\n").join("; ").slice(0, 300)}`, {
    code: "IMAGE_UNREADABLE",
    hint: "Open the file in an image viewer: if it is damaged there too, scan or upload it again; if not, save it as PNG or TIFF.",
    cause: error,
  });
}

async function tiffIndex(path: string, page: number): Promise<number> {
  const source = await fileSource(path);
  try {
    return await tiffPageIndex(source, page);
  } finally {
    await source.close();
  }
}

/** sharp gives grey with one channel for nearly every input; where it repeats it, the first is the picture. */
function firstChannel(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 1) return data;
  const grey = new Uint8Array(data.length / channels);
  for (let i = 0; i < grey.length; i += 1) grey[i] = data[i * channels] ?? 255;
  return grey;
}

import sharp from "sharp";

// Pages are the unit of parallelism: one thread a process, and no cache, for no page is decoded twice.
sharp.concurrency(1);
sharp.cache(false);

/** An image larger than this is refused before a pixel of it is decoded (16,384 squared, libvips' own default). */
export const MAX_PIXELS = 268_402_689;

/** Larger pages are scaled down while they are decoded: A2 at 300 dpi has 35 million, A1 at 300 dpi 70 million. */
export const WORKING_PIXELS = 60_000_000;

export { sharp };

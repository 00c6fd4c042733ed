import { TransientError } from "@malmoi/core";
import type { BoundingBox } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import { shrink } from "../page/shrink.ts";
import type { OcrEngine, Recognition } from "./engine.ts";

/** Below this, in pixels of the longer side, half of it is no page any more. */
const SMALLEST_SIDE = 200;

/**
 * The engine, with one more try for a page on which it ran out of time or crashed: at half the scale, which costs a
 * quarter of the time and the memory. The recognition says so (`scale`), and its boxes are those of the full image.
 * If that fails too, the first error is thrown.
 */
export function halfScaleRetry(engine: OcrEngine): OcrEngine {
  return {
    identity: engine.identity,
    async recognise(image, options) {
      try {
        return await engine.recognise(image, options);
      } catch (error) {
        if (!(error instanceof TransientError) || Math.max(image.width, image.height) < SMALLEST_SIDE) throw error;
        const second = await engine.recognise(shrink(image, 2), options).catch(() => undefined);
        if (second === undefined) throw error;
        return atFullScale(second, image);
      }
    },
    close: () => engine.close(),
  };
}

function atFullScale({ blocks, text, confidence }: Recognition, { width, height }: PageImage): Recognition {
  const enlarge = ([x0, y0, x1, y1]: BoundingBox): BoundingBox => [
    Math.min(width, x0 * 2),
    Math.min(height, y0 * 2),
    Math.min(width, x1 * 2),
    Math.min(height, y1 * 2),
  ];
  return {
    text,
    confidence,
    scale: 0.5,
    blocks: blocks.map((block) => ({
      ...block,
      bbox: enlarge(block.bbox),
      lines: block.lines.map((line) => ({
        ...line,
        bbox: enlarge(line.bbox),
        words: line.words.map((word) => ({ ...word, bbox: enlarge(word.bbox) })),
      })),
    })),
  };
}

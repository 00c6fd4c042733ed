import type { Recognition } from "../engine/engine.ts";
import type { BoxMap } from "../image/moved.ts";

/** A recognition with its boxes in the pixels of the image that the one recognised was made from. */
export function movedBack<Read extends Recognition>(recognition: Read, toSource: BoxMap): Read {
  const blocks = recognition.blocks.map((block) => ({
    bbox: toSource(block.bbox),
    lines: block.lines.map((line) => ({
      ...line,
      bbox: toSource(line.bbox),
      words: line.words.map((word) => ({ ...word, bbox: toSource(word.bbox) })),
    })),
  }));
  return { ...recognition, blocks };
}

import type { BoundingBox, Word } from "@malmoi/schemas";
import { union } from "../page/boxes.ts";

/** What a repair of spaces may add, take away or move. */
const UNSEEN = /[\s\u200C\p{Bidi_Control}]/gu;

/**
 * The words of a line whose spaces were repaired: each takes from the words as they were read the share of the box that
 * its letters have of theirs, and the confidence that they have on average. The words as they were, if they do not spell
 * `text` (in lines of both directions the engine's order of them is another).
 */
export function respacedWords(words: readonly Word[], text: string, direction: "ltr" | "rtl"): readonly Word[] {
  const spelled = words.map((word) => word.text.replaceAll(UNSEEN, ""));
  if (spelled.join("") !== text.replaceAll(UNSEEN, "")) return words;
  const tokens = text.split(/\s+/u).filter((token) => token !== "");
  if (tokens.length === words.length && tokens.every((token, i) => token === words[i]?.text)) return words;
  const respaced: Word[] = [];
  let index = 0;
  let used = 0;
  for (const token of tokens) {
    let left = token.replaceAll(UNSEEN, "").length;
    let box: BoundingBox | undefined;
    let sum = 0;
    let total = 0;
    while (index < words.length) {
      const word = words[index];
      const length = spelled[index]?.length ?? 0;
      const taken = Math.min(left, length - used);
      if (word !== undefined && taken > 0) {
        const piece = partOf(word.bbox, used / length, (used + taken) / length, direction);
        box = box === undefined ? piece : union(box, piece);
        sum += taken * word.confidence;
        total += taken;
      }
      left -= taken;
      used += taken;
      if (used < length) break;
      index += 1;
      used = 0;
      if (left === 0) break;
    }
    if (box !== undefined) {
      respaced.push({ text: token, bbox: box, confidence: Math.round((sum / total) * 10_000) / 10_000 });
    }
  }
  return respaced;
}

/** From the share `start` to the share `end` of a box, in the direction of reading. */
function partOf([x0, y0, x1, y1]: BoundingBox, start: number, end: number, direction: "ltr" | "rtl"): BoundingBox {
  const width = x1 - x0;
  return direction === "ltr"
    ? [Math.round(x0 + width * start), y0, Math.round(x0 + width * end), y1]
    : [Math.round(x1 - width * end), y0, Math.round(x1 - width * start), y1];
}

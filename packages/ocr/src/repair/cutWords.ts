import type { BoundingBox, Word } from "@malmoi/schemas";

/**
 * Words after a repair of their text that may have put spaces into it: each piece becomes a word, with the share of the
 * box that its letters have of all.
 */
export function cutWords(words: readonly Word[], mend: (text: string) => string, direction: "ltr" | "rtl"): Word[] {
  return words.flatMap((word) => {
    const text = mend(word.text);
    const pieces = text.split(" ").filter((piece) => piece !== "");
    if (pieces.length < 2) return [{ ...word, text }];
    const [x0, y0, x1, y1] = word.bbox;
    const total = pieces.reduce((sum, piece) => sum + piece.length, 0);
    let before = 0;
    return pieces.map((piece) => {
      const start = ((x1 - x0) * before) / total;
      before += piece.length;
      const end = ((x1 - x0) * before) / total;
      const bbox: BoundingBox =
        direction === "ltr"
          ? [Math.round(x0 + start), y0, Math.round(x0 + end), y1]
          : [Math.round(x1 - end), y0, Math.round(x1 - start), y1];
      return { ...word, text: piece, bbox };
    });
  });
}

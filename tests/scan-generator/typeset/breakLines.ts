import { joinTokens, type Token } from "./tokens.ts";

/** The width in pixels that a text takes on a line. */
export type Measure = (text: string) => Promise<number>;

/**
 * Fills lines one after the other, as full as they can be. The first is narrower by `indent`. A token wider than a
 * whole line is split between characters as readers see them (grapheme clusters).
 */
export async function breakLines(
  list: readonly Token[],
  width: number,
  indent: number,
  measure: Measure,
): Promise<Token[][]> {
  const lines: Token[][] = [];
  let rest = list;
  let guess = 8;
  while (rest.length > 0) {
    const room = lines.length === 0 ? width - indent : width;
    const fits = async (count: number): Promise<boolean> => (await measure(joinTokens(rest.slice(0, count)))) <= room;
    // oxlint-disable-next-line no-await-in-loop -- where a line begins depends on the one before
    const count = await largest(fits, rest.length, guess);
    if (count === 0) {
      rest = splitFirst(rest);
      continue;
    }
    lines.push(rest.slice(0, count));
    rest = rest.slice(count);
    guess = count;
  }
  return lines;
}

/** The largest count up to `most` that fits, trying `guess` first; 0 if not even 1 does. */
async function largest(fits: (count: number) => Promise<boolean>, most: number, guess: number): Promise<number> {
  let low = 0;
  let high = most + 1;
  let next = Math.min(guess, most);
  while (high - low > 1) {
    // oxlint-disable-next-line no-await-in-loop -- a search
    if (await fits(next)) low = next;
    else high = next;
    // Lines of a paragraph are alike: look near the guess first, halve the rest only when far from it.
    next = high - low > 8 ? Math.min(low + 3, high - 1) : Math.floor((low + high) / 2);
    if (next === low) next = low + 1;
  }
  return low;
}

/** The list with its first token taken apart; a single character that is too wide stands alone on its line. */
function splitFirst(list: readonly Token[]): Token[] {
  const [first, ...others] = list;
  if (first === undefined) return [];
  const parts = Array.from(new Intl.Segmenter().segment(first.text), ({ segment }) => segment);
  if (parts.length < 2)
    throw new Error(`The text block is narrower than ${JSON.stringify(first.text)}; widen the page`);
  return [...parts.map((text, index) => ({ text, space: index === parts.length - 1 && first.space })), ...others];
}

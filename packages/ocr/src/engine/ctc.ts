/** A character that a model of lines found, in which of its steps, and how likely it is. */
export interface Character {
  readonly text: string;
  /** The first step, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** 0-1 */
  readonly probability: number;
}

/** What any text may hold: ASCII, and general punctuation. */
const ANYWHERE = /^[ -~\u2010-\u2027]?$/u;

/**
 * For each class of a model the one that is written for it: itself if any text may hold it or the alphabet has it; else
 * the letter without its accents; else none, -1. So a page is spelled in one way, whatever reads a line, and a dot of a
 * screen above a letter makes no "ħ" of it.
 */
export function writtenAs(classes: readonly string[], alphabet: ReadonlySet<string>): Int32Array {
  const isWritten = (character: string): boolean => ANYWHERE.test(character) || alphabet.has(character);
  return Int32Array.from(classes, (character, index) => {
    if (isWritten(character)) return index;
    const [plain = ""] = character.normalize("NFD");
    return isWritten(plain) ? classes.indexOf(plain) : -1;
  });
}

/**
 * What a model trained by "connectionist temporal classification" has read: the likeliest class of each step; the same
 * again is the same character unless class 0, nothing, comes between them. `probabilities` are those of the classes, step by
 * step; `written` says which class each is written as (`writtenAs`).
 */
export function charactersOf(
  probabilities: Float32Array,
  classes: readonly string[],
  written: Int32Array,
): Character[] {
  const found: Character[] = [];
  const step = new Float32Array(classes.length);
  let last = 0;
  for (let at = 0; (at + 1) * classes.length <= probabilities.length; at += 1) {
    step.fill(0);
    for (let i = 0; i < classes.length; i += 1) {
      const as = written[i] ?? -1;
      if (as >= 0) step[as] = (step[as] ?? 0) + (probabilities[at * classes.length + i] ?? 0);
    }
    let best = 0;
    for (let i = 1; i < step.length; i += 1) if ((step[i] ?? 0) > (step[best] ?? 0)) best = i;
    const before = found.at(-1);
    if (best !== 0 && best === last && before !== undefined) found[found.length - 1] = { ...before, to: at + 1 };
    else if (best !== 0) found.push({ text: classes[best] ?? "", from: at, to: at + 1, probability: step[best] ?? 0 });
    last = best;
  }
  return found;
}

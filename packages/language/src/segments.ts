import { LANGUAGES, type LanguageTag } from "@malmoi/schemas";
import { guess } from "./guess.ts";
import { countLetters, scriptsOf } from "./letters.ts";
import { folded } from "./model/words.ts";
import { FEWEST_LETTERS } from "./pieces.ts";

/** A run of lines in one language. Offsets are in UTF-16 code units of the text, line ends between runs left out. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly language: LanguageTag;
  /** 0-1: mean probability of the language in the run's lines, by letters; 0 for `und`. */
  readonly score: number;
}

/** Chance that a line is in another language than the one before it. */
const SWITCH = 0.02;

/** What is left for a language that a line does not speak for at all. */
const LEAST = 0.001;

interface Line {
  readonly start: number;
  readonly end: number;
  readonly letters: number;
  readonly probabilities: ReadonlyMap<string, number>;
}

/**
 * Which lines of a text are in which language: the most likely sequence (Viterbi 1967) where lines seldom change it, so
 * that a short line goes with its neighbours and a quotation of a sentence stands out. Lines without letters go with the
 * line before. Empty for a text without letters. Linear in the number of lines.
 */
export function segments(text: string, { declared }: { readonly declared?: LanguageTag | undefined } = {}): Segment[] {
  const lines = linesOf(text, declared);
  const tags = [...new Set(lines.flatMap(({ probabilities }) => [...probabilities.keys()])), "und"];
  const path = likeliest(lines, tags);
  const runs: { start: number; end: number; language: string; letters: number; sum: number }[] = [];
  lines.forEach(({ start, end, letters, probabilities }, index) => {
    const language = tags[path[index] ?? 0] ?? "und";
    const sum = letters * (probabilities.get(language) ?? 0);
    const last = runs.at(-1);
    if (last?.language === language) Object.assign(last, { end, letters: last.letters + letters, sum: last.sum + sum });
    else runs.push({ start, end, language, letters, sum });
  });
  return runs.map(({ start, end, language, letters, sum }) => ({
    start,
    end,
    language,
    score: Math.round((sum / Math.max(1, letters)) * 1e6) / 1e6,
  }));
}

function linesOf(text: string, declared: LanguageTag | undefined): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const end = start + line.length;
    const counts = countLetters(line);
    if (counts.total >= FEWEST_LETTERS) {
      const scripts = scriptsOf(counts);
      const rows = LANGUAGES.filter(({ script }) => scripts.includes(script));
      const found = guess(folded(line), rows, { declared });
      lines.push({ start, end, letters: counts.total, probabilities: found?.probabilities ?? new Map() });
    } else if (counts.total > 0) {
      lines.push({ start, end, letters: counts.total, probabilities: new Map() });
    }
    start = end + 1;
  }
  return lines;
}

function likeliest(lines: readonly Line[], tags: readonly string[]): number[] {
  const stay = Math.log(1 - SWITCH);
  const change = Math.log(SWITCH / Math.max(1, tags.length - 1));
  let scores = new Float64Array(tags.length);
  const origins: Int32Array[] = [];
  for (const { probabilities } of lines) {
    const known = [...probabilities.values()].reduce((sum, value) => sum + value, 0);
    const best = scores.indexOf(scores.reduce((a, b) => Math.max(a, b), -Infinity));
    const next = new Float64Array(tags.length);
    const origin = new Int32Array(tags.length);
    for (const [index, tag] of tags.entries()) {
      // A line too short to speak says nothing against any language.
      const own = tag === "und" ? 1 - known : (probabilities.get(tag) ?? 0);
      const says = probabilities.size === 0 ? 0 : Math.log(Math.max(LEAST, own));
      const staying = (scores[index] ?? 0) + stay;
      const changing = (scores[best] ?? 0) + change;
      origin[index] = staying >= changing ? index : best;
      next[index] = Math.max(staying, changing) + says;
    }
    origins.push(origin);
    scores = next;
  }
  const path: number[] = [];
  let at = scores.indexOf(scores.reduce((a, b) => Math.max(a, b), -Infinity));
  for (let line = lines.length - 1; line >= 0; line -= 1) {
    path[line] = at;
    at = origins[line]?.[at] ?? 0;
  }
  return path;
}

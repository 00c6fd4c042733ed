import type { Language } from "@malmoi/schemas";
import { hanStandard } from "./han.ts";
import { NO_LANGUAGE } from "./model/languageModel.ts";
import { ownSections, type Sections } from "./model/loadModel.ts";
import { probabilitiesOf } from "./model/scorer.ts";
import { wordsOf } from "./model/words.ts";

/** Probabilities of languages for a piece of text, by tag; they sum to at most 1, and what is missing is no language. */
export interface Guess {
  readonly probabilities: ReadonlyMap<string, number>;
  readonly decidedBy: "script" | "model";
}

export interface GuessOptions {
  /** What the institution says. */
  readonly declared?: string | undefined;
  /** One of the rows must be right. */
  readonly forced?: boolean;
  /** The package's own, if absent. */
  readonly model?: Sections | undefined;
}

/** By how much the institution's word raises the odds of a language: it decides close calls, and clear text outvotes it. */
const DECLARED_ODDS = 10;

/** Below this a probability is not worth carrying along. */
const LEAST = 0.001;

/** Text whose characters prove a language in its script beyond what can be measured here. */
const CERTAIN = 1;

/**
 * What a piece of folded text (`folded`) in one script may be, among the languages of that script: by the script alone
 * where it has one, Chinese by its characters, else by the model. Undefined if there is nothing to go by. With `forced`
 * one of the rows must be right: nonsense is shared out among them.
 */
export function guess(
  text: string,
  rows: readonly Language[],
  { declared, forced = false, model = ownSections }: GuessOptions = {},
): Guess | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  if (rows.every(({ unicode }) => unicode.length === 1 && unicode[0] === "Han")) {
    const standard = hanStandard(text);
    const row = rows.find(({ script }) => script === standard) ?? rows.find(({ tag }) => tag === declared) ?? first;
    return { probabilities: new Map([[row.tag, CERTAIN]]), decidedBy: "script" };
  }
  const known = model(first.script);
  if (known === undefined || (rows.length === 1 && forced)) {
    return { probabilities: new Map([[first.tag, CERTAIN]]), decidedBy: "script" };
  }
  const scores = probabilitiesOf(known.score(wordsOf(text)), known.section.calibration);
  if (scores === undefined) return undefined;
  const { labels } = known.section;
  if (forced) {
    const allowed = new Set(rows.map(({ tag }) => tag));
    for (const [index, label] of labels.entries()) if (!allowed.has(label)) scores[index] = 0;
  }
  const said = declared === undefined ? -1 : labels.indexOf(declared);
  if (said >= 0) scores[said] = (scores[said] ?? 0) * DECLARED_ODDS;
  let sum = 0;
  for (const score of scores) sum += score;
  if (sum === 0) return undefined;
  const probabilities = new Map<string, number>();
  for (let index = 0; index < scores.length; index += 1) {
    const probability = (scores[index] ?? 0) / sum;
    const label = labels[index] ?? NO_LANGUAGE;
    if (probability >= LEAST && label !== NO_LANGUAGE) probabilities.set(label, probability);
  }
  return { probabilities, decidedBy: "model" };
}

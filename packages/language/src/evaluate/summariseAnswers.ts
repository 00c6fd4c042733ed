import { closeTo, type LanguageTag } from "@malmoi/schemas";
import type { Answer } from "./evaluateLanguages.ts";

export interface LanguageScore {
  readonly language: LanguageTag;
  readonly texts: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface AnswerSummary {
  readonly texts: number;
  /** 0-1: share of texts told right. */
  readonly accuracy: number;
  /** 0-1: the same with a close variety (`closeTo`) counted as right, each language counting the same. */
  readonly accuracyForgiving: number;
  /** 0-1: mean F1 of the target languages. */
  readonly macroF1: number;
  /** 0-1: the same with an answer of a close variety taken for the right one. */
  readonly macroF1Forgiving: number;
  /** 0-1: share of the contrast languages' texts that were taken for a target language. */
  readonly contrastAsTarget: number;
  /** 0-1: expected calibration error over ten bins of the score (Naeini et al. 2015), of texts that got an answer. */
  readonly calibrationError: number;
  readonly languages: readonly LanguageScore[];
  /** Pairs that were confused, the most frequent first. */
  readonly confusions: readonly { readonly truth: LanguageTag; readonly answer: LanguageTag; readonly count: number }[];
}

interface Tally {
  truths: number;
  answers: number;
  right: number;
  forgiven: number;
  /** Answers, those that are forgiven counted as the truth. */
  given: number;
}

const BINS = 10;

/** What answers say of an identifier. `targets` are the languages that are to be told; the others are contrast. */
export function summariseAnswers(answers: readonly Answer[], targets: ReadonlySet<LanguageTag>): AnswerSummary {
  const counts = new Map<LanguageTag, Tally>();
  const of = (tag: LanguageTag): Tally => {
    const found = counts.get(tag) ?? { truths: 0, answers: 0, right: 0, forgiven: 0, given: 0 };
    counts.set(tag, found);
    return found;
  };
  const pairs = new Map<string, { truth: LanguageTag; answer: LanguageTag; count: number }>();
  const bins = Array.from({ length: BINS }, () => ({ score: 0, right: 0 }));
  let answered = 0;
  let contrast = 0;
  let mistaken = 0;
  for (const { truth, answer, score } of answers) {
    const right = truth === answer;
    of(truth).truths += 1;
    of(answer).answers += 1;
    if (right) of(truth).right += 1;
    const forgiven = right || closeTo(truth).includes(answer);
    of(forgiven ? truth : answer).given += 1;
    if (forgiven) of(truth).forgiven += 1;
    else if (!targets.has(truth) && targets.has(answer)) mistaken += 1;
    if (!targets.has(truth)) contrast += 1;
    if (answer !== "und") {
      answered += 1;
      const bin = bins[Math.min(BINS - 1, Math.floor(score * BINS))];
      if (bin !== undefined) {
        bin.score += score;
        bin.right += Number(right);
      }
    }
    if (right) continue;
    const pair = pairs.get(`${truth} ${answer}`) ?? { truth, answer, count: 0 };
    pair.count += 1;
    pairs.set(`${truth} ${answer}`, pair);
  }
  const languages = [...counts]
    .filter(([, { truths }]) => truths > 0)
    .map(([language, { truths, answers: given, right }]) => ({
      language,
      texts: truths,
      precision: given === 0 ? 0 : right / given,
      recall: right / truths,
      f1: (2 * right) / (truths + given),
    }));
  const mean = (values: readonly number[]): number =>
    values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    texts: answers.length,
    accuracy: mean(answers.map(({ truth, answer }) => Number(truth === answer))),
    accuracyForgiving: mean(languages.map(({ language, texts }) => of(language).forgiven / texts)),
    macroF1: mean(languages.filter(({ language }) => targets.has(language)).map(({ f1 }) => f1)),
    macroF1Forgiving: mean(
      languages
        .filter(({ language }) => targets.has(language))
        .map(({ language }) => of(language))
        .map(({ forgiven, given, truths }) => (2 * forgiven) / (truths + given)),
    ),
    contrastAsTarget: contrast === 0 ? 0 : mistaken / contrast,
    calibrationError: bins.reduce((sum, { score, right }) => sum + Math.abs(score - right), 0) / Math.max(1, answered),
    languages: languages.toSorted((a, b) => a.f1 - b.f1),
    confusions: [...pairs.values()].toSorted((a, b) => b.count - a.count),
  };
}

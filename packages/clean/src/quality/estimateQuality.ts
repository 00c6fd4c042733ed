import { findLanguage, type ScriptCode } from "@malmoi/schemas";
import { alphabetOf } from "./alphabet.ts";
import { type CharacterModel, RATES } from "./characterModel.ts";
import { evenSample } from "./evenSample.ts";
import { impossibleClusters } from "./impossibleClusters.ts";
import { type Scan, scanText } from "./scanText.ts";

/** Fewer letters than this say nothing sure about how well a text was read. */
const LEAST_LETTERS = 30;

export interface TextQuality {
  /** Bits of surprise a character. */
  readonly surprise: number;
  /** Share of the characters looked up that are very surprising, 0-1. */
  readonly odd: number;
  /** Share of visible characters in debris, 0-1. */
  readonly debris: number;
  /** Share of visible characters that touch what words do not touch, 0-1. */
  readonly mixed: number;
  /** Share of letters where the rules of the script exclude them, 0-1; undefined if it has no such rules. */
  readonly impossible: number | undefined;
  /** Share of characters that are estimated to be wrong, 0-1. */
  readonly wrong: number;
}

/**
 * The share of misread characters at which a curve has this value; between rates in a straight line. Below 0 for texts
 * that are easier than half of those the curve was measured on.
 */
export function impliedRate(curve: readonly number[], value: number): number {
  const last = curve.length - 1;
  for (let at = 1; at <= last; at += 1) {
    const [from = 0, to = 0] = [curve[at - 1], curve[at]];
    const [low = 0, high = 0] = [RATES[at - 1], RATES[at]];
    if (value > to) continue;
    return to <= from ? low : Math.max(EASIEST, low + ((high - low) * (value - from)) / (to - from));
  }
  return RATES[last] ?? 1;
}

const EASIEST = -0.1;

/**
 * No text is known to be without a mistake: 0.99 right is what an ordinary clean one is taken for, and easier ones come
 * nearer to 1 without reaching it (softplus).
 */
function atLeastNothing(wrong: number): number {
  const width = 0.015;
  return wrong > 20 * width ? wrong : width * Math.log1p(Math.exp(wrong / width));
}

/** Shares from counts. */
export function sharesOf({
  looked,
  bits,
  odd,
  visible,
  debris,
  mixed,
}: Scan): Omit<TextQuality, "wrong" | "impossible"> {
  const share = (part: number, of: number): number => (of === 0 ? 0 : part / of);
  return {
    surprise: share(bits, looked),
    odd: share(odd, looked),
    debris: share(debris, visible),
    mixed: share(mixed, visible),
  };
}

/** Debris was often more than one character on the page; a junction is where something larger broke. */
const DEBRIS_WEIGHT = 1.5;
const MIXED_WEIGHT = 3;

/**
 * How well a text was read, from the text alone (a long one by `evenSample`); undefined where it has fewer than
 * `leastLetters` letters of the language's script.
 */
export function textQuality(
  text: string,
  model: CharacterModel,
  leastLetters = LEAST_LETTERS,
): TextQuality | undefined {
  const language = findLanguage(model.language);
  if (language === undefined) return undefined;
  const sample = evenSample(text);
  const scan = scanText(sample, model, alphabetOf(language.unicode), language.spaces);
  if (scan.letters < leastLetters) return undefined;
  const shares = sharesOf(scan);
  const impossible = impossibleShare(sample, scan, language.script);
  const usual = model.calibration;
  const wrong =
    (impliedRate(usual.bits, shares.surprise) + impliedRate(usual.odd, shares.odd)) / 2 +
    DEBRIS_WEIGHT * (shares.debris - usual.debris) +
    MIXED_WEIGHT * (shares.mixed - usual.mixed) +
    (impossible ?? 0) -
    usual.impossible;
  return { ...shares, impossible, wrong: Math.min(1, atLeastNothing(wrong)) };
}

/** Share of letters that cannot stand where they stand; undefined where the script has no such rules. */
export function impossibleShare(text: string, { letters }: Scan, script: ScriptCode): number | undefined {
  const impossible = impossibleClusters(text, script);
  return impossible === undefined || letters === 0 ? undefined : Math.min(1, impossible / letters);
}

import type { ScriptCode } from "@malmoi/schemas";
import { usualConfidence } from "./plausibility.ts";

/**
 * Shares of a script's usual confidence that a reading has to reach to be text. Of 160 pages of the test suites of image
 * and PDF libraries those with up to three letters that were in truth photographs, patterns and icons were read with 0.28
 * to 0.82 of it, single letters with up to 0.93, "RED" with 1.05; longer ones below a quarter were patterns and fonts that
 * the model does not know. The least sure headline of 80 Indonesian crops has 0.42.
 */
const ONE_LETTER = 0.95;
const FEW_LETTERS = 0.85;
const FEW = 3;
const AT_ALL = 0.25;

/**
 * Whether a reading is nothing but what the engine makes of a picture, of noise, or of a few specks: it finds a letter in
 * anything. No letters and figures, one or a few that it is not sure of, or more that it does not believe itself.
 */
export function isMadeUp({ text, confidence }: { text: string; confidence: number }, script: ScriptCode): boolean {
  const letters = lettersIn(text);
  if (letters === 0) return true;
  const least = letters === 1 ? ONE_LETTER : letters <= FEW ? FEW_LETTERS : AT_ALL;
  return confidence < least * usualConfidence(script);
}

/** Letters and figures. */
export function lettersIn(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

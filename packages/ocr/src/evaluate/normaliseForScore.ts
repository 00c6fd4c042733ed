import type { Language, ScriptCode } from "@malmoi/schemas";

/** What typists and engines write for the one mark; U+00B4 and the primes before NFKC takes them apart. */
const SINGLE_QUOTES = /['‘’‚‛‹›＇`´′‵ʹʻʼʽ]/gu;
const DOUBLE_QUOTES = /(?!')\p{Quotation_Mark}|[″‶]/gu;

/** Never seen on paper: zero-width space and non-joiner, and marks of direction. */
const INVISIBLE = /[\u200B\u200C\p{Bidi_Control}]/gu;
const TATWEEL = /ـ/gu;
const SOFT_HYPHEN = /\u00AD/gu;

/** A hyphen after a letter (a dash of dialogue has a space before it), and the white space that follows. */
const HYPHEN_AND_SPACE = /(?<=[\p{L}\p{M}])[-‐¬\u00AD֊⸗]+\s+/gu;
const LINE_END = /[\n\r\f\u2028\u2029]/u;
const NOT_SIGN = /¬/gu;
const DASHES = /\p{Dash}/gu;
const WHITE_SPACE = /\s+/gu;

interface Unification {
  readonly pattern: RegExp;
  readonly to: (character: string) => string;
}

/** The value of an Arabic-Indic (U+0660-0669) or Persian (U+06F0-06F9) digit is its last four bits. */
const europeanDigit = (digit: string): string => String((digit.codePointAt(0) ?? 0) & 0xf);

/** Characters of a script that look the same, or that keyboards put in the place of each other. */
const UNIFIED: Partial<Record<ScriptCode, readonly Unification[]>> = {
  Arab: [
    { pattern: /ی/gu, to: () => "ي" },
    { pattern: /ک/gu, to: () => "ك" },
    { pattern: /[٠-٩۰-۹]/gu, to: europeanDigit },
  ],
};

function joinLineEnds(text: string): string {
  return text.replace(HYPHEN_AND_SPACE, (match) => (LINE_END.test(match) ? "" : match));
}

/**
 * The printed lines of a text as `normaliseForScore` compares them: words hyphenated over a line end make one line of
 * two, empty lines are left out. Never throws.
 */
export function linesForScore(text: string, language: Language): string[] {
  let result = text.replace(SINGLE_QUOTES, "'").replace(DOUBLE_QUOTES, '"').normalize("NFKC");
  result = joinLineEnds(result.replace(INVISIBLE, "").replace(TATWEEL, ""));
  result = result.replace(SOFT_HYPHEN, "").replace(NOT_SIGN, "-").replace(DASHES, "-");
  for (const { pattern, to } of UNIFIED[language.script] ?? []) result = result.replace(pattern, to);
  return result
    .split(LINE_END)
    .map((line) => line.replace(WHITE_SPACE, spaceOf(language)).trim().normalize("NFC"))
    .filter((line) => line !== "");
}

/** What stands between two words of a language once normalised: a space, or nothing. */
export function spaceOf(language: Language): string {
  return language.spaces ? " " : "";
}

/**
 * The text as it is compared with another reading of the same page, so that only what a reader would call a mistake
 * counts: NFKC; white space collapsed, or removed for scripts without spaces; soft hyphens, zero-width spaces and
 * non-joiners, tatweel and marks of direction removed; words hyphenated over a line end ("-", "¬", U+00AD) joined;
 * quotes and dashes unified; in Arabic script yeh (U+06CC, U+064A), kaf (U+06A9, U+0643) and digits (Arabic-Indic,
 * Persian, European) unified. Vowel marks, case and alef maksura (U+0649) still count.
 * Doing it twice changes nothing. Never throws.
 */
export function normaliseForScore(text: string, language: Language): string {
  return linesForScore(text, language).join(spaceOf(language)).normalize("NFC");
}

import type { Signals } from "@malmoi/schemas";
import type { Measured } from "./measured.ts";
import { ratio } from "./numbers.ts";
import { occurrences } from "./occurrences.ts";
import { phraseCounter } from "./phrases.ts";
import type { ShapeCounts } from "./shapeCounts.ts";

/** C4's list, and what the same notices are called in the languages of the alliance and their neighbours. */
const POLICY: readonly string[] = [
  ["terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies"],
  ["política de privacidad", "términos de uso", "termos de uso", "kebijakan privasi", "dasar privasi"],
  ["chính sách bảo mật", "gizlilik politikası", "سياسة الخصوصية", "حریم خصوصی", "מדיניות פרטיות"],
  ["개인정보처리방침", "개인정보 처리방침", "นโยบายความเป็นส่วนตัว"],
].flat();

const JAVASCRIPT = "javascript";
const LOREM_IPSUM = "lorem ipsum";
const PHRASES = [LOREM_IPSUM, JAVASCRIPT, ...POLICY];
const phraseCounts = phraseCounter(PHRASES);

/**
 * C4's rules (Raffel et al. 2020, section 2.2; names after datatrove's), as numbers: C4 cuts lines and drops pages, here
 * what it would do is measured and nothing is cut. Shares are of non-empty lines, 0-1.
 * - `c4_no_terminal_punct_ratio`: end in no sentence end of C4 or of the language.
 * - `c4_too_few_words_ratio`, `c4_too_long_word_ratio`: hold fewer than three words between spaces; one of more than
 *   1000 UTF-16 units. Absent in scripts without spaces.
 * - `c4_javascript_ratio`, `c4_policy_ratio`: mention JavaScript; a privacy policy, terms of use or cookies.
 * - `c4_sentence_count`: sentences, by their ends; at least 1 where there is text.
 * - `c4_lorem_ipsum_count`, `c4_curly_bracket_count`: occurrences of "lorem ipsum" and of "{".
 */
export function c4Signals({ text, units, lines, language }: Measured, shapes: ShapeCounts): Signals {
  const phrases = phraseCounts(text, units);
  const found = new Set(PHRASES.filter((_, index) => (phrases[index] ?? 0) > 0));
  const shareNaming = (wanted: readonly string[]): number => {
    const named = wanted.filter((phrase) => found.has(phrase));
    if (named.length === 0) return 0;
    const naming = lines.filter((line) => named.some((phrase) => line.toLowerCase().includes(phrase)));
    return ratio(naming.length, lines.length);
  };
  const signals: Signals = {
    c4_no_terminal_punct_ratio: ratio(shapes.unended, shapes.lines),
    c4_javascript_ratio: shareNaming([JAVASCRIPT]),
    c4_policy_ratio: shareNaming(POLICY),
    c4_sentence_count: sentenceCount(units, language?.sentenceEnds ?? ".!?…"),
    c4_lorem_ipsum_count: phrases[0] ?? 0,
    c4_curly_bracket_count: occurrences(text, "{"),
  };
  if (language?.spaces === true) {
    signals["c4_too_few_words_ratio"] = ratio(shapes.short, shapes.lines);
    signals["c4_too_long_word_ratio"] = ratio(shapes.long, shapes.lines);
  }
  return signals;
}

const BREAK = 0;
const LETTER = 1;
const END = 2;
const tables = new Map<string, Uint8Array>();

/** What each UTF-16 unit is to sentences: white space, quotes and brackets break them. */
function tableOf(sentenceEnds: string): Uint8Array {
  const known = tables.get(sentenceEnds);
  if (known !== undefined) return known;
  const made = new Uint8Array(0x1_0000).fill(LETTER);
  made.fill(BREAK, 0, 0x21);
  for (const mark of "\u00a0\"')]»‘’“”") made[mark.charCodeAt(0)] = BREAK;
  for (const end of sentenceEnds) made[end.charCodeAt(0)] = END;
  tables.set(sentenceEnds, made);
  return made;
}

/** Runs of sentence ends that white space, a closing mark or the end of the text follows; text after the last counts. */
function sentenceCount(units: Uint16Array, sentenceEnds: string): number {
  const kinds = tableOf(sentenceEnds);
  const { length } = units;
  let count = 0;
  /** `LETTER` if there was one since the last sentence. */
  let open = BREAK;
  for (let at = 0; at < length; at += 1) {
    let kind = kinds[units[at] ?? 0] ?? LETTER;
    if (kind !== END) {
      open |= kind;
      continue;
    }
    while (kind === END && at + 1 < length) {
      at += 1;
      kind = kinds[units[at] ?? 0] ?? LETTER;
    }
    if (kind === END) break;
    // A full stop in a number or an abbreviation ends nothing; one of a script without spaces needs none after it.
    if (open === LETTER && (kind === BREAK || (units[at - 1] ?? 0) > 0x7f)) {
      count += 1;
      open = BREAK;
    }
    open |= kind;
  }
  return open === LETTER ? count + 1 : count;
}

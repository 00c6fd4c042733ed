import type { Signals } from "@malmoi/schemas";
import type { LineShape } from "./lineShapes.ts";
import type { Measured } from "./measured.ts";
import { ratio } from "./numbers.ts";
import { occurrences } from "./occurrences.ts";

/** C4's own sentence ends; a closing quote ends a sentence there, too. */
const C4_ENDS = ".?!\"'…”";
const LEAST_WORDS = 3;
const LONGEST_WORD = 1000;
/** C4's list, and what the same notices are called in the languages of the alliance and their neighbours. */
const POLICY: readonly string[] = [
  ["terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies"],
  ["política de privacidad", "términos de uso", "termos de uso", "kebijakan privasi", "dasar privasi"],
  ["chính sách bảo mật", "gizlilik politikası", "سياسة الخصوصية", "حریم خصوصی", "מדיניות פרטיות"],
  ["개인정보처리방침", "개인정보 처리방침", "นโยบายความเป็นส่วนตัว"],
].flat();

/** Parts of them that few texts have, one of which is in each: what lacks these need not be searched. */
const TELLING = ["cookie", "terms of use", "privac", "termos de uso", "términos de uso", "privasi"];
const TELLING_TOO = ["bảo mật", "gizlilik", "الخصوصية", "خصوصی", "פרטיות", "개인정보", "ความเป็นส่วนตัว"];

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
export function c4Signals({ text, lines, language }: Measured, shapes: readonly LineShape[]): Signals {
  const ends = new Set(`${language?.sentenceEnds ?? ""}${C4_ENDS}`);
  const lower = text.toLowerCase();
  const share = (test: (shape: LineShape) => boolean): number => ratio(shapes.filter(test).length, shapes.length);
  const shareNaming = (phrases: readonly string[]): number => {
    const found = phrases.filter((phrase) => lower.includes(phrase));
    if (found.length === 0) return 0;
    const naming = lines.filter((line) => found.some((phrase) => line.toLowerCase().includes(phrase)));
    return ratio(naming.length, lines.length);
  };
  const signals: Signals = {
    c4_no_terminal_punct_ratio: share(({ end, last }) => !ends.has(end) && !ends.has(last)),
    c4_javascript_ratio: shareNaming(["javascript"]),
    c4_policy_ratio: [...TELLING, ...TELLING_TOO].some((part) => lower.includes(part)) ? shareNaming(POLICY) : 0,
    c4_sentence_count: sentenceCount(text, language?.sentenceEnds ?? ".!?…"),
    c4_lorem_ipsum_count: occurrences(lower, "lorem ipsum"),
    c4_curly_bracket_count: occurrences(text, "{"),
  };
  if (language?.spaces === true) {
    signals["c4_too_few_words_ratio"] = share(({ parts }) => parts < LEAST_WORDS);
    signals["c4_too_long_word_ratio"] = share(({ longest }) => longest > LONGEST_WORD);
  }
  return signals;
}

const LETTER = 0;
const BREAK = 1;
const END = 2;
const tables = new Map<string, Uint8Array>();

/** What each UTF-16 unit is to sentences: white space, quotes and brackets break them. */
function tableOf(sentenceEnds: string): Uint8Array {
  const known = tables.get(sentenceEnds);
  if (known !== undefined) return known;
  const made = new Uint8Array(0x1_0000);
  made.fill(BREAK, 0, 0x21);
  for (const mark of "\u00a0\"')]»‘’“”") made[mark.charCodeAt(0)] = BREAK;
  for (const end of sentenceEnds) made[end.charCodeAt(0)] = END;
  tables.set(sentenceEnds, made);
  return made;
}

/** Runs of sentence ends that white space, a closing mark or the end of the text follows; text after the last counts. */
function sentenceCount(text: string, sentenceEnds: string): number {
  const kinds = tableOf(sentenceEnds);
  let count = 0;
  let inEnd = false;
  let open = false;
  for (let at = 0; at < text.length; at += 1) {
    const kind = kinds[text.charCodeAt(at)] ?? LETTER;
    if (kind === END) {
      inEnd = open;
      continue;
    }
    // A full stop in a number or an abbreviation ends nothing; one of a script without spaces needs none after it.
    if (inEnd && (kind === BREAK || text.charCodeAt(at - 1) > 0x7f)) {
      count += 1;
      open = false;
    }
    inEnd = false;
    if (kind === LETTER) open = true;
  }
  return open ? count + 1 : count;
}

import { SCRIPTS } from "@malmoi/schemas";
import { capMarks } from "@malmoi/core";

const KEPT = /^[\p{L}\p{M}\p{Nd}]$/u;

/** Letters that printers, keyboards and OCR exchange in Arabic script: alef with hamza or madda, yeh, kaf, heh. */
const ARABIC_VARIANTS = "أا إا آا ٱا ىي یي ېي ئي ؤو کك ةه ہه ەه ھه";
const PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹";
const TATWEEL = 0x0640;
const HARAKAT = /^[\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]$/;

const FOLDED = new Map<number, number>();
for (const pair of ARABIC_VARIANTS.split(" ")) FOLDED.set(pair.codePointAt(0) ?? 0, pair.codePointAt(1) ?? 0);
for (const digits of [...Object.values(SCRIPTS).map((script) => script.digits), PERSIAN_DIGITS]) {
  Array.from(digits).forEach((digit, value) => FOLDED.set(digit.codePointAt(0) ?? 0, 0x30 + value));
}

const UNSEEN = 0;
export const DROPPED = -1;

/** What becomes of each code point met so far: another one, or nothing. Regular expressions are asked once each. */
const table = new Int32Array(0x11_0000);

/** What a code point of normalised text becomes in comparable text: another one, or DROPPED. */
export function foldPoint(point: number): number {
  const known = table[point] ?? DROPPED;
  if (known !== UNSEEN) return known;
  const character = String.fromCodePoint(point);
  const kept = KEPT.test(character) && point !== TATWEEL && !HARAKAT.test(character);
  const found = kept ? (FOLDED.get(point) ?? point) : DROPPED;
  table[point] = found;
  return found;
}

export const lowerNfkc = (text: string): string => text.toLowerCase().normalize("NFKC");

/**
 * A text as duplicates are compared: the code points of its letters, marks and digits only, after NFKC and lower case;
 * native digits as 0-9; Arabic without tatweel and vowel signs, and with one form of alef, yeh, kaf and heh. Marks
 * stay, because in Thai, Lao, Khmer, Burmese and Indic scripts they are the vowels. White space and punctuation go,
 * because OCR and typesetters disagree about them. Never throws.
 */
export function comparable(text: string): Uint32Array {
  const plain = capMarks(lowerNfkc(capMarks(text)));
  const points = new Uint32Array(plain.length);
  let length = 0;
  for (let at = 0; at < plain.length; at += 1) {
    const point = plain.codePointAt(at) ?? 0;
    if (point > 0xff_ff) at += 1;
    const found = foldPoint(point);
    if (found === DROPPED) continue;
    points[length] = found;
    length += 1;
  }
  return points.slice(0, length);
}

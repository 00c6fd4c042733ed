import { remembered } from "./remembered.ts";
import { sortMarks } from "./sortMarks.ts";

/**
 * Parts of a syllable after its base letter, in the order of the Khmer encoding structure (Unicode Technical Note 61):
 * robat, subscripts (coeng and a letter) with coeng RO last, register shifter, vowel, signs.
 */
const RANKS: readonly (readonly [parts: RegExp, rank: number])[] = [
  [/^\u17CC/u, 0],
  [/^\u17D2(?!\u179A)/u, 1],
  [/^\u17D2\u179A/u, 2],
  [/^[\u17C9\u17CA]/u, 3],
  [/^[\u17B6-\u17C5]/u, 4],
  [/^[\u17C6-\u17C8\u17CB\u17CD-\u17D1\u17DD]/u, 5],
];
const PART = /\u17D2[\u1780-\u17B3]|[\u17B6-\u17D1\u17DD]/gu;
const PARTS = /(?<=[\u1780-\u17B3])(?:\u17D2[\u1780-\u17B3]|[\u17B6-\u17D1\u17DD]){2,}/gu;

const inOrder = remembered((parts) => sortMarks(parts.match(PART) ?? [], rankOf).join(""));

/** Vowels that print before their letter, met where no letter is before them: typed as they look. */
const VOWEL_FIRST = /(?<![\u1780-\u17D3\u17DD])([\u17C1-\u17C3])([\u1780-\u17B3](?:\u17D2[\u1780-\u17B3])*)/gu;

/**
 * One spelling for what looks the same in Khmer: the parts of a syllable in order, each sign once; a vowel that stands
 * before its letter goes behind it; E with II or AA is the vowel OE or OO that both print. Idempotent.
 */
export function repairKhmer(text: string): string {
  return text
    .replaceAll(VOWEL_FIRST, "$2$1")
    .replaceAll(PARTS, inOrder)
    .replaceAll(/\u17C1\u17B8|\u17B8\u17C1/gu, "\u17BE")
    .replaceAll(/\u17C1\u17B6|\u17B6\u17C1/gu, "\u17C4");
}

function rankOf(part: string): number {
  return RANKS.find(([parts]) => parts.test(part))?.[1] ?? RANKS.length;
}

import { remembered } from "./remembered.ts";
import { sortMarks } from "./sortMarks.ts";

/**
 * Marks in the order of the Unicode core specification ("Lao"): virama of Pali, the subscript semivowel, vowels above
 * and below (niggahita is the vowel o), tone marks, cancellation.
 */
const RANKS: readonly (readonly [marks: RegExp, rank: number])[] = [
  [/\u0EBA/u, 0],
  [/\u0EBC/u, 1],
  [/[\u0EB1\u0EB4-\u0EB9\u0EBB\u0ECD]/u, 2],
  [/[\u0EC8-\u0ECB]/u, 3],
  [/\u0ECC/u, 4],
];
const CLUSTER = /[\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECD]{2,}/gu;

const inOrder = remembered((marks) => sortMarks(Array.from(marks), rankOf).join(""));

/**
 * One spelling for what looks the same in Lao: marks in order and once each; niggahita and AA are AM, which comes after
 * the tone mark; two vowel signs E are EI. Idempotent.
 */
export function repairLao(text: string): string {
  return text
    .replaceAll(/\u0EB3([\u0EC8-\u0ECB]+)/gu, "$1\u0EB3")
    .replaceAll(CLUSTER, inOrder)
    .replaceAll(/\u0ECD([\u0EC8-\u0ECB]*)\u0EB2/gu, "$1\u0EB3")
    .replaceAll("\u0EC0\u0EC0", "\u0EC1");
}

function rankOf(mark: string): number {
  return RANKS.find(([marks]) => marks.test(mark))?.[1] ?? RANKS.length;
}

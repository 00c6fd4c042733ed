import { remembered } from "./remembered.ts";
import { sortMarks } from "./sortMarks.ts";

/**
 * Marks over and under a letter in the order in which Thai is typed and compared (Unicode core specification, "Thai";
 * WTT 2.0): phinthu, vowels, tone marks, silencer. Canonical order (NFC) agrees, but leaves the vowels above alone.
 */
const RANKS: readonly (readonly [marks: RegExp, rank: number])[] = [
  [/\u0E3A/u, 0],
  [/[\u0E31\u0E34-\u0E39\u0E47\u0E4D]/u, 1],
  [/[\u0E48-\u0E4B]/u, 2],
  [/[\u0E4C\u0E4E]/u, 3],
];
const CLUSTER = /[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]{2,}/gu;

const inOrder = remembered((marks) => sortMarks(Array.from(marks), rankOf).join(""));

/**
 * One spelling for what looks the same in Thai: marks in order and once each; nikhahit and SARA AA are SARA AM, which
 * comes after the tone mark; two SARA E are SARA AE. Idempotent.
 */
export function repairThai(text: string): string {
  return (
    text
      // A tone mark after SARA AM, or a second SARA AM's parts, before clusters are looked at.
      .replaceAll(/\u0E33([\u0E48-\u0E4B]+)/gu, "$1\u0E33")
      .replaceAll(CLUSTER, inOrder)
      .replaceAll(/\u0E4D([\u0E48-\u0E4B]*)\u0E32/gu, "$1\u0E33")
      .replaceAll("\u0E40\u0E40", "\u0E41")
  );
}

function rankOf(mark: string): number {
  return RANKS.find(([marks]) => marks.test(mark))?.[1] ?? RANKS.length;
}

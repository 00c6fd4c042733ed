import { codeUnits, wordSpans } from "@malmoi/core";
import { pointsBetween } from "../codePoints.ts";

/** The words of a text as numbers: equal words have equal numbers, counted from 0 in the order in which they first stand. */
export interface NumberedWords {
  /** One a word, in the order of the text. */
  readonly numbers: Int32Array;
  /** By number: the word, how often it occurs, and its code points. */
  readonly distinct: readonly string[];
  readonly counts: Int32Array;
  readonly lengths: Int32Array;
}

/**
 * Numbers the words of a text. By a table of our own with open addressing, because a Map would need a string of every
 * single word, and holds no more than 16 million. Linear; never throws. `units` are the text's.
 */
export function numberWords(text: string, units: Uint16Array = codeUnits(text)): NumberedWords {
  const spans = wordSpans(text, units);
  const numbers = new Int32Array(spans.length / 2);
  const counts = new Int32Array(numbers.length);
  const distinct: string[] = [];
  const starts = new Int32Array(numbers.length);
  const sizes = new Int32Array(numbers.length);
  /** 1 + the number of a word, 0 where there is none. */
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(numbers.length * 2 + 1)));
  const mask = slots.length - 1;
  for (let word = 0; word < numbers.length; word += 1) {
    const start = spans[2 * word] ?? 0;
    const end = spans[2 * word + 1] ?? 0;
    let slot = hashOf(units, start, end) & mask;
    let number = (slots[slot] ?? 0) - 1;
    while (number >= 0 && !isSame(units, starts[number] ?? 0, sizes[number] ?? 0, start, end)) {
      slot = (slot + 1) & mask;
      number = (slots[slot] ?? 0) - 1;
    }
    if (number < 0) {
      number = distinct.length;
      slots[slot] = number + 1;
      starts[number] = start;
      sizes[number] = end - start;
      distinct.push(text.slice(start, end));
    }
    numbers[word] = number;
    counts[number] = (counts[number] ?? 0) + 1;
  }
  const lengths = sizes.subarray(0, distinct.length);
  for (let number = 0; number < lengths.length; number += 1) {
    const start = starts[number] ?? 0;
    lengths[number] = pointsBetween(units, start, start + (sizes[number] ?? 0));
  }
  return { numbers, distinct, counts: counts.subarray(0, distinct.length), lengths };
}

/** FNV-1a over UTF-16 units, with a last stir, because slots are its low bits. */
function hashOf(units: Uint16Array, start: number, end: number): number {
  let hash = 0x811c_9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (units[at] ?? 0), 0x0100_0193);
  return hash ^ (hash >>> 15);
}

function isSame(units: Uint16Array, known: number, length: number, start: number, end: number): boolean {
  if (length !== end - start) return false;
  for (let at = 0; at < length; at += 1) {
    if (units[known + at] !== units[start + at]) return false;
  }
  return true;
}

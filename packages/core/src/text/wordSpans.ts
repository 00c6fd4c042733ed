import { unitReader } from "./codeUnits.ts";
import { SpanList } from "./spanList.ts";
import {
  CARRIAGE_RETURN,
  classAt,
  classes,
  JOINED,
  JOINED_ACROSS,
  JOINED_MARKED,
  JOINER,
  LETTER,
  LETTERS_END,
  LINE_FEED,
  MAY_JOIN_ACROSS,
  MARK,
  OTHER_RULES,
  PICTURE,
  plainClass,
  NONE,
  PUNCTUATION,
  segmenter,
  SKIPPED,
  SPACE,
  widthOf,
  WORD,
  WORD_MARKED,
} from "./wordClasses.ts";

const unitsOf = unitReader();

/** ICU is handed stretches of about this many UTF-16 units: each call costs, and each word of it a copy of it all. */
const STRETCH = 200;
/** A stretch in which nothing separates words is cut here... */
const LONGEST_STRETCH = 400;
/** ...and what was found so near to the cut is looked at again, with what follows: dictionaries look ahead. */
const UNSURE = 100;

/**
 * Where the words of a text are: start and end (exclusive) of each by turns, in UTF-16 units, in order. Words are those
 * of `Intl.Segmenter`: UAX #29, with ICU's dictionaries for Thai, Lao, Khmer, Burmese, Chinese and Japanese; numbers are
 * words, white space, punctuation and emoji are not. Unicode's rules are followed here, over classes that ICU was asked
 * for; only stretches with a dictionary's characters go to ICU, which takes a microsecond a word. A run of more than 400
 * units of these without punctuation or space is cut by what ICU says of its parts. Linear; never throws.
 * `units` are the text's, for those who have them already.
 */
export function wordSpans(text: string, units: Uint16Array = unitsOf(text)): Uint32Array {
  const spans = new SpanList();
  const { length } = units;
  // What is imported is looked up each time it is named; this loop is half of the time.
  const [kinds, letter, lettersEnd, skipped] = [classes, LETTER, LETTERS_END, SKIPPED];
  let start = 0;
  while (start < length) {
    let at = start;
    // Most of a text: letters that were met before, and what certainly ends a word.
    while (at < length && kinds[units[at] ?? 0] === letter) at += 1;
    const next = at < length ? (kinds[units[at] ?? 0] ?? NONE) : NONE;
    const beyond = at + 1 < length ? (kinds[units[at + 1] ?? 0] ?? NONE) : NONE;
    if (at === start && skipped[(next << 7) | beyond] === 1) {
      start += 1;
      continue;
    }
    let end = at;
    if (at === start) end = finishFirst(units, at);
    else if (at < length && lettersEnd[(next << 7) | beyond] !== 1) end = finish(units, at, LETTER);
    if (end === ASK_ICU) {
      start = askIcu(text, units, start, spans);
    } else {
      if (end > 0) spans.add(start, end);
      start = Math.abs(end);
    }
  }
  return spans.take();
}

/** Instead of an end: the segment holds what only ICU can cut. */
const ASK_ICU = 0;

function finishFirst(units: Uint16Array, start: number): number {
  const first = classAt(units, start);
  return finish(units, start + widthOf(first), plainClass(first));
}

/**
 * The end of a segment that is known up to `at`, where its last character is of the class `first`: positive for a word,
 * negative for what is none, or `ASK_ICU`.
 */
function finish(units: Uint16Array, from: number, first: number): number {
  if (first === OTHER_RULES) return ASK_ICU;
  let at = from;
  /** The last two characters that are no marks... */
  let pair = (NONE << 5) | first;
  let last = first;
  /** ...and the last one of all. */
  let latest = first;
  for (;;) {
    const found = classAt(units, at);
    const next = plainClass(found);
    if (next === OTHER_RULES || (next === PICTURE && latest === JOINER)) return ASK_ICU;
    if (MAY_JOIN_ACROSS[(last << 5) | next] === 1) {
      const beyond = skipMarks(units, at + widthOf(found));
      const right = classAt(units, beyond);
      const kind = plainClass(right);
      if (kind === OTHER_RULES) return ASK_ICU;
      if (JOINED_ACROSS[(last << 10) | (next << 5) | kind] === 1) {
        pair = (NONE << 5) | kind;
        last = kind;
        latest = kind;
        at = beyond + widthOf(right);
        continue;
      }
    }
    const together = (last << 5) | next;
    if ((latest === last ? JOINED : JOINED_MARKED)[together] === 0) {
      const word = latest === last ? WORD[pair] : WORD_MARKED[pair];
      return word === 1 ? at : -at;
    }
    at += widthOf(found);
    latest = next;
    if (next === MARK || next === JOINER) continue;
    pair = together;
    last = next;
  }
}

function skipMarks(units: Uint16Array, from: number): number {
  let at = from;
  for (;;) {
    const found = classAt(units, at);
    const kind = plainClass(found);
    if (kind !== MARK && kind !== JOINER) return at;
    at += widthOf(found);
  }
}

/** Adds the words of the stretch that begins with the segment at `start`, as ICU cuts it, and returns its end. */
function askIcu(text: string, units: Uint16Array, start: number, spans: SpanList): number {
  const end = stretchEnd(units, start);
  const sure = end - start < LONGEST_STRETCH ? end : end - UNSURE;
  for (const { segment, index, isWordLike } of segmenter.segment(text.slice(start, end))) {
    const to = start + index + segment.length;
    if (index > 0 && to > sure) return start + index;
    if (isWordLike === true) spans.add(start + index, to);
  }
  return end;
}

/**
 * Where a stretch for ICU ends: where there is certainly a boundary, before punctuation or white space that is followed
 * by what needs no dictionary.
 */
function stretchEnd(units: Uint16Array, start: number): number {
  let at = start;
  let gap = -1;
  while (at < units.length && at - start < LONGEST_STRETCH) {
    const found = classAt(units, at);
    const kind = plainClass(found);
    if (kind === PUNCTUATION || kind === SPACE || kind === LINE_FEED || kind === CARRIAGE_RETURN) {
      if (gap < 0) gap = at;
    } else {
      if (gap > start && (kind !== OTHER_RULES || at - start >= STRETCH)) return gap;
      gap = -1;
    }
    at += widthOf(found);
  }
  return gap > start ? gap : at;
}

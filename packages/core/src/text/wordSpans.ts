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
  LINE_FEED,
  MAY_JOIN_ACROSS,
  MARK,
  OTHER_RULES,
  PICTURE,
  plainClass,
  NONE,
  PUNCTUATION,
  segmenter,
  SPACE,
  widthOf,
  WORD,
  WORD_MARKED,
} from "./wordClasses.ts";

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
 */
export function wordSpans(text: string): Uint32Array {
  const spans = new SpanList();
  let start = 0;
  while (start < text.length) {
    let at = start;
    // Most of a text: letters that were met before.
    while (classes[text.charCodeAt(at)] === LETTER) at += 1;
    const end = at > start ? finish(text, at, LETTER) : finishFirst(text, at);
    if (end === ASK_ICU) {
      start = askIcu(text, start, spans);
    } else {
      if (end > 0) spans.add(start, end);
      start = Math.abs(end);
    }
  }
  return spans.take();
}

/** Instead of an end: the segment holds what only ICU can cut. */
const ASK_ICU = 0;

function finishFirst(text: string, start: number): number {
  const first = classAt(text, start);
  return finish(text, start + widthOf(first), plainClass(first));
}

/**
 * The end of a segment that is known up to `at`, where its last character is of the class `first`: positive for a word,
 * negative for what is none, or `ASK_ICU`.
 */
function finish(text: string, from: number, first: number): number {
  if (first === OTHER_RULES) return ASK_ICU;
  let at = from;
  /** The last two characters that are no marks... */
  let pair = (NONE << 5) | first;
  let last = first;
  /** ...and the last one of all. */
  let latest = first;
  for (;;) {
    const found = classAt(text, at);
    const next = plainClass(found);
    if (next === OTHER_RULES || (next === PICTURE && latest === JOINER)) return ASK_ICU;
    if (MAY_JOIN_ACROSS[(last << 5) | next] === 1) {
      const beyond = skipMarks(text, at + widthOf(found));
      const right = classAt(text, beyond);
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

function skipMarks(text: string, from: number): number {
  let at = from;
  for (;;) {
    const found = classAt(text, at);
    const kind = plainClass(found);
    if (kind !== MARK && kind !== JOINER) return at;
    at += widthOf(found);
  }
}

/** Adds the words of the stretch that begins with the segment at `start`, as ICU cuts it, and returns its end. */
function askIcu(text: string, start: number, spans: SpanList): number {
  const end = stretchEnd(text, start);
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
function stretchEnd(text: string, start: number): number {
  let at = start;
  let gap = -1;
  while (at < text.length && at - start < LONGEST_STRETCH) {
    const found = classAt(text, at);
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

import { findLanguage, type LanguageTag } from "@malmoi/schemas";
import { partsOf, SpanList } from "./spanList.ts";

const OTHER = 1;
const MARK = 2;
const SPACE = 3;
const LINE_END = 4;
const SMALL = 5;
const CAPITAL = 6;
const LETTER = 7;
const DIGIT = 8;
const CONTINUES = 9;
const CLOSES = 10;

/** The Sentence_Break classes of UAX #29, in the order in which they are asked. */
const CLASSES: readonly (readonly [found: RegExp, kind: number])[] = [
  [/[\p{M}\u200c\u200d\p{Emoji_Modifier}]/u, MARK],
  [/[\n\r\u0085\u2028\u2029]/u, LINE_END],
  [/\p{White_Space}/u, SPACE],
  [/\p{Cf}/u, MARK],
  // Georgian sentences begin with these.
  [/(?![\u10d0-\u10ff])\p{Lowercase}/u, SMALL],
  [/[\p{Uppercase}\p{Lt}]/u, CAPITAL],
  [/[\p{Alphabetic}\u05f3]/u, LETTER],
  [/[\p{Nd}\u066b\u066c]/u, DIGIT],
  [
    /[,\-:;\u055d\u060c\u060d\u07f8\u1802\u1808\u2013\u2014\u3001\ufe10\ufe11\ufe13\ufe31\ufe32\ufe50\ufe51\ufe55\ufe58\ufe63\uff0c\uff0d\uff1a\uff64]/u,
    CONTINUES,
  ],
  [/[\p{Ps}\p{Pe}\p{Pi}\p{Pf}"'\u275b-\u2760\u{1f676}-\u{1f678}]/u, CLOSES],
];

/** The Greek question mark is a semicolon. */
const MAY_END: readonly boolean[] = Array.from({ length: 11 }, (_, kind) => kind === OTHER || kind === CONTINUES);

const kinds = new Uint8Array(0x11_0000);

function kindAt(text: string, at: number): number {
  const point = text.codePointAt(at);
  if (point === undefined) return LINE_END;
  const known = kinds[point] ?? 0;
  if (known !== 0) return known;
  const character = String.fromCodePoint(point);
  const found = CLASSES.find(([pattern]) => pattern.test(character))?.[1] ?? OTHER;
  kinds[point] = found;
  return found;
}

const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xff_ff ? 2 : 1);

/** The next place that is neither of one of the kinds nor a mark. */
function skip(text: string, from: number, kind: number): number {
  let at = from;
  while (at < text.length) {
    const found = kindAt(text, at);
    if (found !== kind && found !== MARK) return at;
    at += widthAt(text, at);
  }
  return at;
}

/** Of languages that are not in the table. */
const ANY_END = /[\p{Sentence_Terminal}.…]/u;
/** They end abbreviations and ordinals, too. */
const SOFT = ".…";

function endsOf(language: LanguageTag): (character: string) => boolean {
  const ends = findLanguage(language)?.sentenceEnds;
  return ends === undefined ? (character) => ANY_END.test(character) : (character) => ends.includes(character);
}

/**
 * Where the sentences of a text are: start and end (exclusive) of each by turns, in UTF-16 units, white space around
 * them left out. By the rules of UAX #29 (SB3 to SB11), but with the sentence ends that the language has in `LANGUAGES`
 * (Unicode's, and the ellipsis, where it is not in the table): no end at "3.5", "U.S." or before small letters; closing
 * quotes and brackets belong to the sentence before. Every line's end ends a sentence. Scripts that separate sentences
 * by spaces only, such as Thai, have one a line. Linear; never throws.
 */
export function sentenceSpans(text: string, language: LanguageTag): Uint32Array {
  const isEnd = endsOf(language);
  const isEndAt = (at: number): boolean =>
    MAY_END[kindAt(text, at)] === true && isEnd(String.fromCodePoint(text.codePointAt(at) ?? 0));
  const spans = new SpanList();
  let start = 0;
  /** The kind of the last character that is no mark. */
  let before = LINE_END;
  const finish = (end: number): void => {
    let from = start;
    let to = end;
    while (from < to && isWhite(kindAt(text, from))) from += 1;
    while (to > from && isWhite(kindAt(text, to - 1))) to -= 1;
    if (to > from) spans.add(from, to);
    start = end;
  };

  /** Where the next sentence begins after an end at `at`; 0 if this one goes on. */
  const nextStart = (at: number): number => {
    const soft = SOFT.includes(text.charAt(at));
    const follows = skip(text, at + widthAt(text, at), MARK);
    if (soft) {
      const kind = kindAt(text, follows);
      if (kind === DIGIT || (kind === CAPITAL && (before === SMALL || before === CAPITAL))) return 0;
    }
    const next = skip(text, skip(text, follows, CLOSES), SPACE);
    const kind = kindAt(text, next);
    if (kind === LINE_END) return next;
    if (kind === CONTINUES || isEndAt(next)) return 0;
    if (!soft) return next;
    for (let ahead = next; ; ahead += widthAt(text, ahead)) {
      const found = kindAt(text, ahead);
      if (found === SMALL) return 0;
      if (found === CAPITAL || found === LETTER || found === LINE_END || isEndAt(ahead)) return next;
    }
  };

  for (let at = 0; at < text.length;) {
    const kind = kindAt(text, at);
    const next = isEndAt(at) ? nextStart(at) : 0;
    if (next > 0) {
      finish(next);
      at = next;
      before = LINE_END;
      continue;
    }
    at += widthAt(text, at);
    if (kind === LINE_END) finish(at);
    if (kind !== MARK) before = kind;
  }
  finish(text.length);
  return spans.take();
}

const isWhite = (kind: number): boolean => kind === SPACE || kind === LINE_END;

/** The sentences of a text, in order, as `sentenceSpans` finds them. */
export function sentences(text: string, language: LanguageTag): string[] {
  return partsOf(text, sentenceSpans(text, language));
}

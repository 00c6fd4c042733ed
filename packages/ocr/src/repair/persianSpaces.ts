import type { Block } from "@malmoi/schemas";
import type { WordList } from "../engine/wordList.ts";
import { respacedWords } from "./respacedWords.ts";

/** What a zero-width non-joiner stands after or before in Persian: prefixes of verbs, endings, parts of compounds. */
const PREFIXES = new Set("می نمی بی هم نیم".split(" "));
const ENDINGS = new Set(
  [
    "ها های هایی هایم هایت هایش هایمان هایتان هایشان هاست هاش هاشان هایند ای اند ام اید ایم ات اش مان تان شان تر ترین تری ی یی ست",
    "گر گری گرا گرایی گذار گذاری گیر گیری پذیر پذیری نامه شناس شناسی بندی کننده شده شدگان آمیز انگیز آور دار داری مند",
    "مندان گونه ساز سازی خوان نویس نویسی پرداز پردازی",
  ]
    .join(" ")
    .split(" "),
);

/** Words that stand by themselves: what joins one of them to another word is a narrow space. */
const ALONE = new Set(
  [
    "به که را است در از با یا تا هر و شد بود کرد نیز ما او این آن یک هیچ بر بین ولی یعنی اگر چون پس همان بلکه علی من تو نه شما وی",
    "نیست دارد گفت همه باید چه هم",
  ]
    .join(" ")
    .split(" "),
);
/** Save these, which may be written together. */
const POINTING = /^(?:این|آن|چه|هیچ|همان|یک) (?:که|طور|گونه|جا|چنان|همه|قدر|وقت|چه|گاه)$/u;

/**
 * Where so many narrow spaces were taken for joiners, the page is set so closely that all of them are, save those that
 * the language wants. (18 Persian book pages: 1 and 2 of them came out on modern pages with joiners of their own, 3-19
 * on those of closely set type without.)
 */
const CLOSELY_SET = 3;

/** Words that end in a letter which joins no other, and so are read as one with the word behind a narrow space. */
const BEFORE = /^(و(?=\p{L}{3})|(?:را|در|از|با|تا|هر|یا|بر|نه|ما|او|دو)(?=\p{L}{4}))(\p{L}+)$/u;
const INFLECTED = /^(\p{L}{3,}?)(?:ها|های|هایی|ات|ان|ی|م|ش|ند)$/u;
const BEFORE_ALONE = /^(و|را|در|از|با|تا|هر|یا|بر)(\p{L}{2,})$/u;

/**
 * The stroke of "ک" and "گ" reaches over the letter before, which is taken for the next word's: "بو دکه" is "بود که". In
 * one piece: the space is to come after the letter.
 */
const UNDER_KAF = /(?<![\p{L}\p{M}\u200C])([\p{L}\p{M}\u200C]+) (\p{L})([کكگ][\p{L}\p{M}\u200C]+)/gu;

const PAIR = /(?<![\p{L}\p{M}\u200C])([\p{L}\p{M}\u200C]+) (?=([\p{L}\p{M}\u200C]+))/gu;
/** Shorter words are made of chance. */
const SHORTEST_PAIR = 5;

/** A space that the typesetter put before a mark, and no reader takes for one. */
const BEFORE_MARK = /(?<=[\p{L}\p{M}]) +(?=[.،؛:؟!](?:\s|$))/gu;

const JOINED = /[\p{L}\p{M}\u200C]+/gu;
const JOINER = "\u200C";

/**
 * Word spaces as the Persian model loses, adds and misplaces them. On lines that are set closely it reads the narrow ones
 * as a zero-width non-joiner or not at all; the first are spaces between words that never join, the second before a word
 * that `known` has, where it does not know the two as one. (34 Persian pages: CER 9.7 to 9.2 %.)
 */
export function repairPersianSpaces(blocks: readonly Block[], known: WordList): Block[] {
  const text = blocks.flatMap(({ lines }) => lines.map((line) => line.text)).join("\n");
  let narrow = 0;
  for (const [joined] of text.matchAll(JOINED)) {
    const parts = joined.split(JOINER);
    for (let i = 1; i < parts.length; i += 1) if (standApart(parts[i - 1] ?? "", parts[i] ?? "")) narrow += 1;
  }
  return blocks.map((block) => ({
    ...block,
    lines: block.lines.map((line) => {
      const mended = spacedPersian(line.text, known, narrow >= CLOSELY_SET);
      return { ...line, text: mended, words: [...respacedWords(line.words, mended, "rtl")] };
    }),
  }));
}

/** The same for plain text, of which is said whether it is closely set. */
export function spacedPersian(text: string, known: WordList, closelySet: boolean): string {
  return withoutNarrow(withoutStray(text, known), known, closelySet).replaceAll(BEFORE_MARK, "");
}

/** Spaces inside words, and those that stand a letter too early. */
function withoutStray(text: string, known: WordList): string {
  const has = (word: string): boolean => known.has(plain(word)) || PREFIXES.has(word);
  const moved = text.replaceAll(UNDER_KAF, (all, before: string, letter: string, after: string) => {
    if (has(before) && has(letter + after)) return all;
    return has(before + letter) && has(after) ? `${before}${letter} ${after}` : all;
  });
  return moved.replaceAll(PAIR, (all, first: string, second: string) => {
    if (first.length + second.length < SHORTEST_PAIR || (has(first) && has(second))) return all;
    return has(first + second) ? first : all;
  });
}

function withoutNarrow(text: string, known: WordList, closelySet: boolean): string {
  return text.replaceAll(JOINED, (joined) => {
    const [first = "", ...rest] = joined.split(JOINER);
    let before = first;
    let spaced = first;
    for (const part of rest) {
      const apart = standApart(before, part) || (closelySet && !belong(before, part));
      spaced += `${apart ? " " : JOINER}${part}`;
      before = part;
    }
    return spaced
      .split(" ")
      .map((word) => parted(word, known))
      .join(" ");
  });
}

function belong(before: string, after: string): boolean {
  return before === "" || after === "" || PREFIXES.has(plain(before)) || ENDINGS.has(plain(after));
}

/** Whether what a joiner stands between are words of which one always stands by itself. */
function standApart(before: string, after: string): boolean {
  const [a, b] = [plain(before), plain(after)];
  if (belong(before, after)) return false;
  return (ALONE.has(a) || (ALONE.has(b) && b.length > 1)) && !POINTING.test(`${a} ${b}`);
}

function parted(word: string, known: WordList): string {
  if (isWord(word, known)) return word;
  const [, short, other] = BEFORE.exec(word) ?? [];
  if (short !== undefined && other !== undefined && isWord(other, known)) return `${short} ${other}`;
  const [, one, two] = BEFORE_ALONE.exec(word) ?? [];
  return one !== undefined && two !== undefined && ALONE.has(plain(two)) ? `${one} ${two}` : word;
}

/** Known, or a known word with an ending that is written to it. */
function isWord(word: string, known: WordList): boolean {
  const bare = plain(word);
  if (known.has(bare)) return true;
  const [, stem] = INFLECTED.exec(bare) ?? [];
  return stem !== undefined && known.has(stem);
}

/** As the model's list has it: Persian letters, no vowel marks. */
function plain(word: string): string {
  return word.replaceAll("ي", "ی").replaceAll("ك", "ک").replaceAll("ۀ", "ه").replaceAll(/\p{M}/gu, "");
}

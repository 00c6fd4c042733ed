/** A run of words that both texts have, or that stand in one, or in place of each other. */
export interface Difference {
  readonly same: boolean;
  readonly left: readonly string[];
  readonly right: readonly string[];
}

const SEGMENTER = new Intl.Segmenter(undefined, { granularity: "word" });

/** Scripts that write no spaces between words. */
const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}]/u;

/**
 * The words of a text, each with the white space behind it as one space, so that the words joined are the text. Where
 * a script has no spaces, words are those of Unicode's segmentation.
 */
export function wordsOf(text: string): string[] {
  return Array.from(text.matchAll(/\S+\s*/g), ([run]) => run.replace(/\s+$/, " ")).flatMap((run) =>
    UNSPACED.test(run) ? Array.from(SEGMENTER.segment(run), ({ segment }) => segment) : [run],
  );
}

/** Words that stand together once in either text, by which the texts are laid beside each other. */
const ANCHOR_WORDS = [4, 2, 1];

/** Largest product of lengths that is compared word by word. */
const MOST_CELLS = 1_000_000;

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * What two texts have in common and where they differ. First by word runs that both have exactly once, in the longest
 * order they share (patience diff; Cohen), then, between those, word by word. Nearly linear; gaps longer than a
 * thousand words on both sides with nothing in common stand in place of each other.
 */
export function wordDiff(left: readonly string[], right: readonly string[]): Difference[] {
  const matches: [number, number][] = [];
  const compare = (a: Span, b: Span, level: number): void => {
    let [from, to] = [0, 0];
    const shortest = Math.min(a.to - a.from, b.to - b.from);
    while (from < shortest && left[a.from + from] === right[b.from + from]) from += 1;
    while (to < shortest - from && left[a.to - 1 - to] === right[b.to - 1 - to]) to += 1;
    for (let at = 0; at < from; at += 1) matches.push([a.from + at, b.from + at]);
    for (let at = 0; at < to; at += 1) matches.push([a.to - 1 - at, b.to - 1 - at]);
    between({ from: a.from + from, to: a.to - to }, { from: b.from + from, to: b.to - to }, level);
  };
  const between = (a: Span, b: Span, level: number): void => {
    const words = ANCHOR_WORDS[level];
    if (a.from === a.to || b.from === b.to) return;
    if (words === undefined || (a.to - a.from) * (b.to - b.from) <= 2500) {
      for (const [x, y] of longestCommon(left.slice(a.from, a.to), right.slice(b.from, b.to))) {
        matches.push([a.from + x, b.from + y]);
      }
      return;
    }
    const anchors = increasing(uniqueInBoth(left, a, right, b, words));
    let [x, y] = [a.from, b.from];
    for (const [nextX, nextY] of [...anchors, [a.to, b.to] as const]) {
      if (nextX < x || nextY < y) continue;
      if (anchors.length === 0) between({ from: x, to: nextX }, { from: y, to: nextY }, level + 1);
      else compare({ from: x, to: nextX }, { from: y, to: nextY }, level + 1);
      if (nextX === a.to && nextY === b.to) break;
      for (let at = 0; at < words; at += 1) matches.push([nextX + at, nextY + at]);
      [x, y] = [nextX + words, nextY + words];
    }
  };
  compare({ from: 0, to: left.length }, { from: 0, to: right.length }, 0);
  return runs(
    left,
    right,
    matches.toSorted(([a], [b]) => a - b),
  );
}

/** Places of word runs that stand exactly once in both spans. */
function uniqueInBoth(
  left: readonly string[],
  a: Span,
  right: readonly string[],
  b: Span,
  words: number,
): [number, number][] {
  const placesIn = (text: readonly string[], { from, to }: Span): Map<string, number> => {
    const places = new Map<string, number>();
    for (let at = from; at + words <= to; at += 1) {
      const run = text.slice(at, at + words).join(" ");
      places.set(run, places.has(run) ? -1 : at);
    }
    return places;
  };
  const inRight = placesIn(right, b);
  return [...placesIn(left, a)].flatMap(([run, place]): [number, number][] => {
    const other = inRight.get(run) ?? -1;
    return place < 0 || other < 0 ? [] : [[place, other]];
  });
}

/** The longest run of pairs, ascending in the first, that ascends in the second too. */
function increasing(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const ends: number[] = [];
  const before: number[] = [];
  pairs.forEach(([, y], index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < y) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? -1 : (ends[low - 1] ?? -1);
    ends[low] = index;
  });
  const chain: (readonly [number, number])[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) chain.push(pair);
  }
  return chain.toReversed();
}

/** Longest common subsequence, by the table; of what is too large for it, nothing. */
function longestCommon(a: readonly string[], b: readonly string[]): [number, number][] {
  if (a.length * b.length > MOST_CELLS) return [];
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let x = a.length - 1; x >= 0; x -= 1) {
    for (let y = b.length - 1; y >= 0; y -= 1) {
      table[x * width + y] =
        a[x] === b[y]
          ? (table[(x + 1) * width + y + 1] ?? 0) + 1
          : Math.max(table[(x + 1) * width + y] ?? 0, table[x * width + y + 1] ?? 0);
    }
  }
  const pairs: [number, number][] = [];
  for (let x = 0, y = 0; x < a.length && y < b.length;) {
    if (a[x] === b[y]) {
      pairs.push([x, y]);
      x += 1;
      y += 1;
    } else if ((table[(x + 1) * width + y] ?? 0) >= (table[x * width + y + 1] ?? 0)) x += 1;
    else y += 1;
  }
  return pairs;
}

function runs(left: readonly string[], right: readonly string[], matches: readonly [number, number][]): Difference[] {
  const found: Difference[] = [];
  let [x, y] = [0, 0];
  let same: string[] = [];
  const endSame = (): void => {
    if (same.length > 0) found.push({ same: true, left: same, right: same });
    same = [];
  };
  for (const [nextX, nextY] of [...matches, [left.length, right.length] as const]) {
    if (nextX > x || nextY > y) {
      endSame();
      found.push({ same: false, left: left.slice(x, nextX), right: right.slice(y, nextY) });
    }
    const word = left[nextX];
    if (word !== undefined) same.push(word);
    [x, y] = [nextX + 1, nextY + 1];
  }
  endSame();
  return found;
}

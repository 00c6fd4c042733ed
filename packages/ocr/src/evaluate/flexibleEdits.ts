import { lastRow } from "./bitParallel.ts";

/** Where the shorter of two pieces fits best into the longer one. */
interface Placement {
  readonly edits: number;
  /** Of the longer piece, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

/**
 * What an edit weighs against a matched character when the best pair of pieces is looked for. A pair needs a positive
 * balance, so with 2 more than half of the shorter piece must be right. One weight suits clean readings, another poor
 * ones; as in the paper, the reading gets the benefit of the best.
 */
const WEIGHTS = [2, 3, 5] as const;

/** Pairs of pieces above which the search would take seconds; a file of many pages, not a page. */
const MOST_PAIRS = 250_000;

/** The end of the first run of smallest values: of matches that cost the same, the longest leaves least over. */
function lowest(start: number, differences: Int8Array): { value: number; index: number } {
  let value = start;
  let best = { value, index: 0 };
  let running = true;
  for (let j = 0; j < differences.length; j++) {
    value += differences[j] ?? 0;
    if (value < best.value) {
      best = { value, index: j + 1 };
      running = true;
    } else if (value === best.value && running) best = { value, index: j + 1 };
    else running = false;
  }
  return best;
}

function place(a: Int32Array, b: Int32Array, symbols: number): Placement {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  const { value: edits, index: end } = lowest(shorter.length, lastRow(shorter, longer, symbols, 0));
  const backwards = lastRow(shorter.toReversed(), longer.subarray(0, end).toReversed(), symbols, 1);
  return { edits, start: end - lowest(shorter.length, backwards).index, end };
}

/** A piece of the page's text, and the placements already worked out against pieces of the other text. */
interface Piece {
  readonly symbols: Int32Array;
  readonly placements: Map<Piece, Placement>;
}

const piece = (symbols: Int32Array): Piece => ({ symbols, placements: new Map() });
const total = (pieces: readonly Piece[]): number => pieces.reduce((sum, { symbols }) => sum + symbols.length, 0);

/** Numbers the characters of both texts by one table. */
function encode(texts: readonly (readonly string[])[]): { pieces: Piece[][]; symbols: number } {
  const numbers = new Map<string, number>();
  const pieces = texts.map((lines) =>
    lines.map((line) =>
      piece(
        Int32Array.from(Array.from(line), (character) => {
          const number = numbers.get(character) ?? numbers.size;
          numbers.set(character, number);
          return number;
        }),
      ),
    ),
  );
  return { pieces, symbols: numbers.size };
}

/** Both lists without the lines that are the same in both, each taken once. */
function withoutEqual(truth: readonly string[], read: readonly string[]): [string[], string[]] {
  const counts = new Map<string, number>();
  for (const line of read) counts.set(line, (counts.get(line) ?? 0) + 1);
  const left = truth.filter((line) => {
    const count = counts.get(line) ?? 0;
    if (count > 0) counts.set(line, count - 1);
    return count === 0;
  });
  const right = read.filter((line) => {
    const count = counts.get(line) ?? 0;
    if (count > 0) counts.set(line, count - 1);
    return count > 0;
  });
  return [left, right];
}

interface Pair {
  readonly truth: Piece;
  readonly read: Piece;
  readonly placement: Placement;
  readonly balance: number;
}

/** The pair with the best balance for a piece of the truth; undefined if none is positive. */
function bestFor(truth: Piece, reads: readonly Piece[], weight: number, symbols: number): Pair | undefined {
  let best: Pair | undefined;
  for (const read of reads) {
    const length = Math.min(truth.symbols.length, read.symbols.length);
    if (length <= (best?.balance ?? 0)) continue;
    const placement = truth.placements.get(read) ?? place(truth.symbols, read.symbols, symbols);
    truth.placements.set(read, placement);
    const balance = length - weight * placement.edits;
    if (balance > (best?.balance ?? 0)) best = { truth, read, placement, balance };
  }
  return best;
}

function remainders(longer: Piece, { start, end }: Placement): Piece[] {
  return [longer.symbols.subarray(0, start), longer.symbols.subarray(end)].filter((part) => part.length > 0).map(piece);
}

function editsWith(weight: number, truths: readonly Piece[], reads: readonly Piece[], symbols: number): number {
  let left = [...reads];
  const best = new Map<Piece, Pair | undefined>();
  for (const truth of truths) best.set(truth, bestFor(truth, left, weight, symbols));
  let edits = 0;
  for (;;) {
    let pair: Pair | undefined;
    for (const candidate of best.values()) {
      if (candidate !== undefined && candidate.balance > (pair?.balance ?? 0)) pair = candidate;
    }
    if (pair === undefined) return edits + Math.max(total([...best.keys()]), total(left));
    const { truth, read, placement } = pair;
    edits += placement.edits;
    best.delete(truth);
    left = left.filter((other) => other !== read);
    if (truth.symbols.length > read.symbols.length) {
      for (const rest of remainders(truth, placement)) best.set(rest, bestFor(rest, left, weight, symbols));
    } else {
      const rests = remainders(read, placement);
      left.push(...rests);
      for (const [other, known] of best) {
        if (known?.read === read) continue;
        const better = bestFor(other, rests, weight, symbols);
        if (better !== undefined && better.balance > (known?.balance ?? 0)) best.set(other, better);
      }
    }
    for (const [other, known] of best) {
      if (known?.read === read) best.set(other, bestFor(other, left, weight, symbols));
    }
  }
}

/**
 * The edits a reading needs if its pieces may come in any order: what is left of the errors when the order of columns,
 * captions and marginal notes is forgiven, and lines that run across columns may be cut. In the manner of Flexible
 * Character Accuracy (C. Clausner, S. Pletschacher, A. Antonacopoulos, "Flexible character accuracy measure for
 * reading-order-independent evaluation of page segmentation and OCR", Pattern Recognition Letters 131, 2020): lines are
 * matched with lines or parts of lines, what is left of the longer one is matched again, several weights are tried and
 * the best counts. Unlike there, the pair that is most alike on the whole page always goes first, and what resembles
 * nothing counts as substituted, not as deleted and inserted.
 *
 * Takes lines as `linesForScore` gives them. 0 to the characters of the longer text, in code points; `edits` if that
 * is less, so that the result never exceeds the errors in reading order. Returns `edits` for files with more than
 * about 500 lines that differ.
 */
export function flexibleEdits(truth: readonly string[], read: readonly string[], edits: number): number {
  if (edits === 0) return 0;
  const [truthLeft, readLeft] = withoutEqual(truth, read);
  if (truthLeft.length * readLeft.length > MOST_PAIRS) return edits;
  const { pieces, symbols } = encode([truthLeft, readLeft]);
  const [truths = [], reads = []] = pieces;
  return Math.min(edits, ...WEIGHTS.map((weight) => editsWith(weight, truths, reads, symbols)));
}

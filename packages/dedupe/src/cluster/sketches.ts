import type { OpenFile } from "@malmoi/core";
import type { Sketch } from "../sketch.ts";
import { checkOf, firstTexts, recordLength, type SegmentInput } from "./segment.ts";
import { allNumbers, numberBlocks, numbersOf } from "./words.ts";

/** Numbers of a text in `index.bin`. */
export const INDEX_WIDTH = 4;

/** Sketches of texts that follow one another, empty for texts that have none. */
export interface Batch {
  /** Number of the first within its segment. */
  readonly first: number;
  readonly sketches: Sketch[];
}

const NO_SKETCH: Sketch = { hashes: new Uint32Array(), places: new Uint16Array() };

/** The sketch of so many hashes that begins, with its check number, at `start`. */
function sketchAt(numbers: Uint32Array, start: number, length: number): Sketch {
  if (length === 0) return NO_SKETCH;
  const hashes = numbers.subarray(start + 1, start + 1 + length);
  return { hashes, places: new Uint16Array(numbers.buffer, hashes.byteOffset + hashes.byteLength, length) };
}

/** All sketches of a segment, in order. */
export async function* sketchBatches(segment: SegmentInput): AsyncGenerator<Batch> {
  const index = await allNumbers(segment.index.stream());
  let first = 0;
  let rest = new Uint32Array();
  for await (const block of numberBlocks(segment.sketches.stream(), 1)) {
    const numbers = new Uint32Array(rest.length + block.length);
    numbers.set(rest);
    numbers.set(block, rest.length);
    const sketches: Sketch[] = [];
    let at = 0;
    for (let text = first; text < segment.texts; text += 1) {
      const length = index[text * INDEX_WIDTH] ?? 0;
      if (at + recordLength(length) > numbers.length) break;
      sketches.push(sketchAt(numbers, at, length));
      at += recordLength(length);
    }
    rest = numbers.slice(at);
    if (sketches.length > 0) yield { first, sketches };
    first += sketches.length;
  }
  const short = Array.from({ length: segment.texts - first }, () => NO_SKETCH);
  if (short.length > 0) yield { first, sketches: short };
}

/** Texts whose places are found together. */
const GROUP = 64;

/** Files open at one time. */
const MOST_OPEN = 64;

/** Reads under way at one time, and how far apart two sketches may be to be read at once. */
const READS = 32;
const GAP_NUMBERS = 1 << 11;

/** Where the sketches of a segment are: 2 bytes a text. */
interface Places {
  readonly lengths: Uint16Array;
  /** Of each 64th text. */
  readonly starts: Float64Array;
}

interface Wanted {
  readonly text: number;
  readonly start: number;
  readonly length: number;
}

/** Reads any sketches of any segments, each checked by its check number. Memory: a little more than 2 bytes a text. */
export class SketchReader {
  readonly #segments: readonly SegmentInput[];
  readonly #firsts: readonly number[];
  readonly #places: readonly Places[];
  readonly #open = new Map<number, OpenFile>();

  private constructor(segments: readonly SegmentInput[], places: readonly Places[]) {
    this.#segments = segments;
    this.#firsts = firstTexts(segments);
    this.#places = places;
  }

  static async over(segments: readonly SegmentInput[]): Promise<SketchReader> {
    const places: Places[] = [];
    for (const segment of segments) places.push(await placesOf(segment));
    return new SketchReader(segments, places);
  }

  #segmentOf(text: number): number {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#firsts[middle] ?? Infinity) <= text) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Hashes of the sketch of a text, 0 if it has none. */
  length(text: number): number {
    const segment = this.#segmentOf(text);
    return this.#places[segment]?.lengths[text - (this.#firsts[segment] ?? 0)] ?? 0;
  }

  /** The sketches of some texts; those that have none are left out. */
  async fetch(texts: Iterable<number>): Promise<Map<number, Sketch>> {
    const found = new Map<number, Sketch>();
    const sorted = Uint32Array.from(new Set(texts)).toSorted();
    for (let from = 0; from < sorted.length;) {
      const segment = this.#segmentOf(sorted[from] ?? 0);
      const end = this.#firsts[segment + 1] ?? Infinity;
      let to = from;
      while (to < sorted.length && (sorted[to] ?? 0) < end) to += 1;
      await this.#fetchFrom(segment, sorted.subarray(from, to), found);
      from = to;
    }
    return found;
  }

  async #fetchFrom(segment: number, texts: Uint32Array, found: Map<number, Sketch>): Promise<void> {
    const groups: Wanted[][] = [];
    for (const text of texts) {
      const wanted = this.#wanted(segment, text);
      if (wanted.length === 0) continue;
      const group = groups.at(-1);
      const last = group?.at(-1);
      if (group !== undefined && last !== undefined && wanted.start - endOf(last) < GAP_NUMBERS) group.push(wanted);
      else groups.push([wanted]);
    }
    for (let at = 0; at < groups.length; at += READS) {
      await Promise.all(groups.slice(at, at + READS).map(async (group) => await this.#read(segment, group, found)));
    }
  }

  #wanted(segment: number, text: number): Wanted {
    const local = text - (this.#firsts[segment] ?? 0);
    const { lengths, starts } = this.#places[segment] ?? { lengths: [], starts: [] };
    let start = starts[Math.floor(local / GROUP)] ?? 0;
    for (let before = local - (local % GROUP); before < local; before += 1) start += recordLength(lengths[before] ?? 0);
    return { text, start, length: lengths[local] ?? 0 };
  }

  async #read(segment: number, group: readonly Wanted[], found: Map<number, Sketch>): Promise<void> {
    const from = group[0]?.start ?? 0;
    const last = group.at(-1);
    const file = await this.#fileOf(segment);
    const numbers = numbersOf(await file.read(from * 4, last === undefined ? 0 : (endOf(last) - from) * 4));
    for (const wanted of group) {
      const { text, start, length } = wanted;
      const record = numbers.subarray(start - from, endOf(wanted) - from);
      if (record.length !== recordLength(length) || record[0] !== checkOf(record.subarray(1))) {
        const input = this.#segments[segment]?.sketches;
        throw (await input?.damaged()) ?? new Error("no such segment");
      }
      found.set(text, sketchAt(record, 0, length));
    }
  }

  /** Called by several reads at once, which then wait for one opening. */
  readonly #opening = new Map<number, Promise<OpenFile>>();

  async #fileOf(segment: number): Promise<OpenFile> {
    const known = this.#open.get(segment);
    if (known !== undefined) return known;
    const under = this.#opening.get(segment) ?? this.#openFile(segment);
    this.#opening.set(segment, under);
    return await under;
  }

  async #openFile(segment: number): Promise<OpenFile> {
    // Nobody reads an older segment any more: `fetch` takes one after the other.
    for (const [other, file] of this.#open) {
      if (this.#open.size < MOST_OPEN) break;
      this.#open.delete(other);
      await file.close();
    }
    const file = await this.#segments[segment]?.sketches.open();
    if (file === undefined) throw new Error("no such segment");
    this.#open.set(segment, file);
    this.#opening.delete(segment);
    return file;
  }

  async close(): Promise<void> {
    for (const file of this.#open.values()) await file.close();
    this.#open.clear();
  }
}

const endOf = ({ start, length }: Wanted): number => start + recordLength(length);

async function placesOf(segment: SegmentInput): Promise<Places> {
  const lengths = new Uint16Array(segment.texts);
  const starts = new Float64Array(Math.ceil(segment.texts / GROUP));
  let text = 0;
  let at = 0;
  for await (const block of numberBlocks(segment.index.stream(), INDEX_WIDTH)) {
    for (let from = 0; from < block.length; from += INDEX_WIDTH) {
      if (text % GROUP === 0) starts[text / GROUP] = at;
      const length = block[from] ?? 0;
      lengths[text] = length;
      at += recordLength(length);
      text += 1;
    }
  }
  return { lengths, starts };
}

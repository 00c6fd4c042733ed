import { RecordSort } from "../sort/recordSort.ts";
import { containment, isPartOf, plainContainment, sizeOf } from "./containment.ts";
import { areCopies, coverage, LEAST_SAME } from "./coverage.ts";
import type { Input, Output } from "./files.ts";
import { addUp, bytesBetween, type Meeting, pairCheck, ENOUGH } from "./meet.ts";
import type { Rarity } from "./rarity.ts";
import { firstTexts, type SegmentInput } from "./segment.ts";
import { SketchReader } from "./sketches.ts";
import { UnionFind } from "./unionFind.ts";
import { bytesOf, numberBlocks } from "./words.ts";

/** Numbers of sketches that are in memory together: 64 MB. */
const HELD_NUMBERS = 1 << 24;

/**
 * Long texts of one language share many shingles by chance, so that half of the smaller must be in the larger if that
 * has some 8,000 different shingles or more, which is ten pages. Measured on classical Arabic works: others of one
 * genre are joined at 0.3 and are not at 0.45, where all editions of one work still are.
 */
const LONG_SIMILARITY = 0.5;
export const LONG_SHINGLES = 8192;

/**
 * Texts that share less than half of what is needed by number are not weighed. A heuristic, since weights could make up
 * for numbers: on the sets that `malmoi eval dedupe` was tried on, it changes no figure.
 */
const PLAIN_SHARE = 0.5;

const needed = (a: number, b: number, similarity: number): number =>
  Math.max(a, b) > LONG_SHINGLES ? Math.max(similarity, LONG_SIMILARITY) : similarity;

export interface MeetingInput extends Meeting {
  readonly pairs: Input;
}

/** Segments whose texts are compared with those before them: `to` is not included. */
interface Part {
  readonly from: number;
  readonly to: number;
}

interface Request {
  readonly segments: readonly SegmentInput[];
  readonly meetings: readonly MeetingInput[];
  readonly rarity: Rarity;
  readonly similarity: number;
  readonly part: Part;
}

/** Numbers of a line of `edges.bin`: two texts, and as a 32-bit float the share of the smaller that is in the larger. */
export const EDGE_WIDTH = 3;

const float = new Float32Array(1);
const floatBits = new Uint32Array(float.buffer);

/** The share of an edge. */
export function shareOf(bits: number): number {
  floatBits[0] = bits;
  return float[0] ?? 0;
}

/**
 * Compares the pairs of texts that share three anchors or more (`meet`), and writes those of which one holds at least
 * `similarity` of the other, long ones half, and lies in it all over (`coverage`), to `edges.bin`. Pairs that others have
 * joined already are not compared. Memory: 200 MB and 7 bytes a text.
 */
export async function verify({ segments, meetings, rarity, similarity, part }: Request, output: Output): Promise<void> {
  const sorted = new RecordSort({ width: 2, folder: await output.scratch() });
  for (const meeting of meetings) await readPairs(meeting, part, sorted);
  const reader = await SketchReader.over(segments);
  const sets = new UnionFind(firstTexts(segments).at(-1) ?? 0);
  async function* edges(): AsyncGenerator<Uint8Array> {
    let held = 0;
    let waiting: [number, number][] = [];
    for (const block of addUp(sorted.sorted())) {
      for (let at = 0; at < block.length; at += 2) {
        const packed = block[at + 1] ?? 0;
        const [a, b] = [block[at] ?? 0, packed >>> 2];
        if ((packed & 3) < ENOUGH || sets.find(a) === sets.find(b)) continue;
        waiting.push([a, b]);
        held += reader.length(a) + reader.length(b);
        if (held < HELD_NUMBERS) continue;
        yield bytesOf(await compare(waiting));
        waiting = [];
        held = 0;
      }
    }
    yield bytesOf(await compare(waiting));
  }
  async function compare(pairs: readonly (readonly [number, number])[]): Promise<Uint32Array> {
    const sketches = await reader.fetch(pairs.flat());
    const found: number[] = [];
    for (const [a, b] of pairs) {
      const [left, right] = [sketches.get(a), sketches.get(b)];
      if (left === undefined || right === undefined || sets.find(a) === sets.find(b)) continue;
      const [sizeA, sizeB] = [sizeOf(left.hashes), sizeOf(right.hashes)];
      const least = needed(sizeA, sizeB, similarity);
      if (plainContainment(left.hashes, right.hashes) < PLAIN_SHARE * least) continue;
      const share = containment(left.hashes, right.hashes, rarity);
      if (share < least) continue;
      const [ofA, ofB] = coverage(left, right);
      const [partA, partB] = [isPartOf(sizeA, sizeB), isPartOf(sizeB, sizeA)];
      if (partA || partB ? (partA ? ofA : ofB) < LEAST_SAME : !areCopies(ofA, ofB)) continue;
      float[0] = share;
      found.push(a, b, floatBits[0] ?? 0);
      if (!partA && !partB) sets.union(a, b);
    }
    return Uint32Array.from(found);
  }
  try {
    await output.write("edges.bin", edges());
  } finally {
    await reader.close();
  }
}

/** Adds the pairs of a part to what is sorted. */
async function readPairs(
  { pairs, starts, checks }: MeetingInput,
  { from, to }: Part,
  sorted: RecordSort,
): Promise<void> {
  let segment = from;
  let [at, check] = [starts[from] ?? 0, 0];
  const close = async (): Promise<void> => {
    while (segment < to && at === (starts[segment + 1] ?? 0)) {
      if (check !== checks[segment]) throw await pairs.damaged();
      segment += 1;
      check = 0;
    }
  };
  await close();
  for await (const block of numberBlocks(bytesBetween(pairs, at * 8, (starts[to] ?? 0) * 8), 2)) {
    for (let record = 0; record < block.length; record += 2) {
      check = pairCheck(check, block, record);
      sorted.add(block[record] ?? 0, block[record + 1] ?? 0);
      at += 1;
      if (at === starts[segment + 1]) await close();
    }
  }
}

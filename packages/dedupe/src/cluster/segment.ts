import { InputError, toJsonLines } from "@malmoi/core";
import { z } from "zod";
import { mix32, murmur32 } from "../hash.ts";
import { NOTHING } from "../signatureOf.ts";
import { decodeSketch, type Sketch } from "../sketch.ts";
import { RecordSort } from "../sort/recordSort.ts";
import { bestOf, type Candidate, compareCandidates } from "./best.ts";
import { sizeOf } from "./containment.ts";
import type { ClusterEntry } from "./entry.ts";
import type { Input, Output } from "./files.ts";
import { byteBlocks } from "./words.ts";

/** Hashes by which texts meet, the least of each sketch: of a short text so many, of a long one... */
const ANCHORS = 128;

/** ...one for so many of its shingles, as far as the sketch goes, so that a page meets the book that it is in. */
const SHINGLES_AN_ANCHOR = 16;

const anchorsOf = (sketch: Uint32Array): number =>
  Math.min(sketch.length, Math.max(ANCHORS, Math.floor(sizeOf(sketch) / SHINGLES_AN_ANCHOR)));

/** Parts of the anchors of a segment, by the first bits of their mixed hashes; a task takes one or more. */
export const BUCKET_RANGES = 256;
export const RANGE_SHIFT = 24;

/** What a segment holds; its files are below. */
export const Segment = z.strictObject({
  /** Different documents that were read. */
  documents: z.int().nonnegative(),
  /** Different comparable texts. */
  texts: z.int().nonnegative(),
  /** Where each of the 256 ranges of anchors begins, in records, and where the last ends. */
  ranges: z.array(z.int().nonnegative()).length(BUCKET_RANGES + 1),
  /** Check numbers of the ranges, since they are read alone. */
  checks: z.array(z.int().nonnegative()).length(BUCKET_RANGES),
});
export type Segment = z.infer<typeof Segment>;

/**
 * The files of a segment. Texts are numbered by their digests, from 0.
 *
 * - `sketches.bin`: of each text that has a sketch a check number, its hashes, ascending, and the place of each in the
 *   text, two to a number
 * - `index.bin`: of each text four numbers: hashes of its sketch (0 if it has none), different shingles, documents, and
 *   the quality of its best copy as a 32-bit float
 * - `anchors.bin`: records of three numbers, sorted: an anchor (mixed, so that they are spread evenly), the hash that
 *   follows it in the sketch, the text
 * - `members.jsonl`: what each document is judged by, in the order of texts, the best copy of each first
 */
export const SEGMENT_FILES = ["sketches.bin", "index.bin", "anchors.bin", "members.jsonl"] as const;

export interface SegmentInput extends Segment {
  readonly sketches: Input;
  readonly index: Input;
  readonly anchors: Input;
  readonly members: Input;
}

/** Number of the first text of each segment, and of all texts. */
export function firstTexts(segments: readonly { readonly texts: number }[]): number[] {
  const firsts = [0];
  for (const { texts } of segments) firsts.push((firsts.at(-1) ?? 0) + texts);
  return firsts;
}

/** Which of `count` segments a text is in: segments are ranges of digests, in their order. */
export function segmentOf(exact: string, count: number): number {
  return Math.floor((Number.parseInt(exact.slice(0, 8), 16) / 2 ** 32) * count);
}

const NO_HASHES = new Uint32Array();

interface Text {
  readonly exact: string;
  readonly members: Map<string, Candidate>;
  /** Undefined if the text is too short for one. */
  readonly sketch: Sketch | undefined;
}

/**
 * Brings the signatures of some documents, all of one range of digests, into the form in which they are clustered.
 * Equal texts become one, so that a text that stands a million times is compared with others once; an id that comes
 * again is ignored. Memory: 13 kB for each different text. Throws `InputError` for a damaged sketch.
 */
export async function writeSegment(entries: AsyncIterable<ClusterEntry>, output: Output): Promise<Segment> {
  const texts = new Map<string, Text>();
  const nothing = new Set<string>();
  let documents = 0;
  for await (const { id, exact, sketch, quality, chars, rights, year, released } of entries) {
    if (exact === NOTHING) {
      nothing.add(id);
      continue;
    }
    const known = texts.get(exact);
    const text = known ?? { exact, members: new Map(), sketch: checkedSketch(sketch) };
    if (known === undefined) texts.set(exact, text);
    if (!text.members.has(id)) documents += 1;
    text.members.set(id, { id, quality: quality ?? 1, chars, rights, year, released });
  }
  const sorted = [...texts.values()].toSorted((a, b) => (a.exact < b.exact ? -1 : 1));
  return {
    documents: documents + nothing.size,
    texts: sorted.length,
    ...(await writeTexts(sorted, output)),
  };
}

async function writeTexts(texts: readonly Text[], output: Output): Promise<Pick<Segment, "ranges" | "checks">> {
  await output.write("sketches.bin", byteBlocks(sketchRecords(texts)));
  await output.write("index.bin", byteBlocks(texts.map(indexOf)));
  await output.write("members.jsonl", toJsonLines(membersOf(texts)));
  const anchors = new RecordSort({ width: 3, keys: 2, folder: await output.scratch() });
  // Texts are added in order, and stay so where the rest is equal.
  for (const [text, { sketch }] of texts.entries()) {
    const hashes = sketch?.hashes ?? NO_HASHES;
    const count = anchorsOf(hashes);
    for (let at = 0; at < count; at += 1) anchors.add(mix32(hashes[at] ?? 0), hashes[at + 1] ?? 0, text);
  }
  const checks = Array.from({ length: BUCKET_RANGES }, () => 0);
  const ranges = Array.from({ length: BUCKET_RANGES + 1 }, () => 0);
  function* counted(): Generator<Uint32Array> {
    for (const block of anchors.sorted()) {
      for (let at = 0; at < block.length; at += 3) {
        const range = (block[at] ?? 0) >>> RANGE_SHIFT;
        ranges[range + 1] = (ranges[range + 1] ?? 0) + 1;
        checks[range] = nextCheck(checks[range] ?? 0, block, at);
      }
      yield block;
    }
  }
  await output.write("anchors.bin", byteBlocks(counted()));
  for (let at = 1; at <= BUCKET_RANGES; at += 1) ranges[at] = (ranges[at] ?? 0) + (ranges[at - 1] ?? 0);
  return { ranges, checks };
}

/** The check number of a range with one more record of three. */
export function nextCheck(check: number, records: Uint32Array, at: number): number {
  return murmur32(records, at, 3, check);
}

function* membersOf(texts: readonly Text[]): Generator<Candidate> {
  for (const { members } of texts) {
    const all = [...members.values()].toSorted(compareCandidates);
    const best = bestOf(all);
    if (best === undefined) continue;
    yield { ...best };
    for (const member of all) if (member !== best) yield { ...member };
  }
}

/** Numbers of a sketch of so many hashes in `sketches.bin`, the check number included. */
export const recordLength = (hashes: number): number => (hashes === 0 ? 0 : 1 + hashes + ((hashes + 1) >> 1));

function* sketchRecords(texts: readonly Text[]): Generator<Uint32Array> {
  for (const { sketch } of texts) {
    if (sketch === undefined) continue;
    const { hashes, places } = sketch;
    const record = new Uint32Array(recordLength(hashes.length));
    record.set(hashes, 1);
    new Uint16Array(record.buffer).set(places, 2 * (1 + hashes.length));
    record[0] = checkOf(record.subarray(1));
    yield record;
  }
}

const float = new Float32Array(1);
const floatBits = new Uint32Array(float.buffer);

function indexOf({ sketch, members }: Text): Uint32Array {
  float[0] = 0;
  for (const { quality } of members.values()) float[0] = Math.max(float[0] ?? 0, quality);
  const hashes = sketch?.hashes ?? NO_HASHES;
  return Uint32Array.of(hashes.length, sizeOf(hashes), members.size, floatBits[0] ?? 0);
}

/** By which a sketch that is read alone is known to be whole. */
export function checkOf(sketch: Uint32Array): number {
  return murmur32(sketch, 0, sketch.length, 0);
}

function checkedSketch(encoded: string | null): Sketch | undefined {
  if (encoded === null) return undefined;
  const sketch = decodeSketch(encoded);
  if (sketch !== undefined) return sketch;
  throw new InputError("the sketch of a text is damaged", {
    code: "SIGNATURE_DAMAGED",
    hint: "It was written by another version of Malmoi. Delete work/dedupe.signature in the corpus and build again.",
  });
}

import { createReadStream } from "node:fs";
import { appendFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lines, sortOnDisk, toJsonLines } from "@malmoi/core";
import { ClusterMember } from "@malmoi/schemas";
import { mix32 } from "../hash.ts";
import type { Sketch } from "../sketch.ts";
import { bestOf, Candidate, CLEARLY_WORSE } from "./best.ts";
import { containment, isPartOf, sizeOf } from "./containment.ts";
import { coverage, LEAST_STANDING } from "./coverage.ts";
import type { Output } from "./files.ts";
import type { Rarity } from "./rarity.ts";
import { firstTexts, type SegmentInput } from "./segment.ts";
import { INDEX_WIDTH, SketchReader } from "./sketches.ts";
import { ATTACHED, type Tops } from "./tops.ts";
import { allNumbers } from "./words.ts";

/** Documents that are described together: 100 MB. One cluster is never parted, however large it is. */
const DOCUMENTS_TOGETHER = 1 << 18;

/** Numbers of sketches that are in memory together: 64 MB. */
const HELD_NUMBERS = 1 << 24;

/** How many texts of one cluster may stand before each text that is left does. */
const MOST_STARS = 16;

/** So many members are sorted in memory. */
const SORTED_IN_MEMORY = 1 << 16;

/** Characters of a file of documents that wait to be written. */
const WAITING = 1 << 18;

interface Request {
  readonly segments: readonly SegmentInput[];
  readonly families: Tops;
  readonly rarity: Rarity;
}

export interface MemberCounts {
  /** Documents with the same comparable text as their representative, itself not counted. */
  exact: number;
  /** Other copies of their representative. */
  near: number;
  /** Documents that are a part of their representative. */
  contained: number;
  clusters: number;
}

/** All documents of one text. */
interface Group {
  readonly text: number;
  readonly members: Candidate[];
}

/**
 * Describes the clusters of at least two documents: writes `clusters.jsonl`, a ClusterMember a line by id. Memory: 400 MB,
 * 20 bytes a text, and a kilobyte a document of the largest cluster.
 */
export async function writeMembers({ segments, families, rarity }: Request, output: Output): Promise<MemberCounts> {
  const folder = await output.scratch();
  const { parts, documents } = await scatter(segments, families.tops, folder);
  const counts: MemberCounts = { exact: 0, near: 0, contained: 0, clusters: 0 };
  const reader = await SketchReader.over(segments);
  async function* all(): AsyncGenerator<ClusterMember> {
    for (const part of parts) {
      for await (const member of describePart(await readPart(part, families.tops), { families, rarity, reader })) {
        if (member.id === member.representative) counts.clusters += 1;
        else counts[member.kind] += 1;
        yield member;
      }
      await rm(part);
    }
  }
  try {
    await output.write("clusters.jsonl", toJsonLines(byId(all(), documents, folder)));
  } finally {
    await reader.close();
  }
  return counts;
}

async function* byId(
  members: AsyncIterable<ClusterMember>,
  count: number,
  folder: string,
): AsyncGenerator<ClusterMember> {
  if (count > SORTED_IN_MEMORY) {
    async function* keyed(): AsyncGenerator<{ key: string; value: ClusterMember }> {
      for await (const value of members) yield { key: value.id, value };
    }
    yield* sortOnDisk(keyed(), ClusterMember, folder);
    return;
  }
  const all: ClusterMember[] = [];
  for await (const member of members) all.push(member);
  yield* all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Puts the documents of clusters into files, each cluster into one, so that a file fits into memory. */
async function scatter(
  segments: readonly SegmentInput[],
  tops: Uint32Array,
  folder: string,
): Promise<{ parts: string[]; documents: number }> {
  const sizes = new Float64Array(tops.length);
  for (const [index, first] of firstTexts(segments).entries()) {
    const numbers = await documentsOf(segments[index]);
    numbers.forEach((count, text) => {
      const top = tops[first + text] ?? 0;
      sizes[top] = (sizes[top] ?? 0) + count;
    });
  }
  const documents = sizes.reduce((sum, size) => sum + (size > 1 ? size : 0), 0);
  const parts = Array.from({ length: Math.max(1, Math.ceil(documents / DOCUMENTS_TOGETHER)) }, (_, part) =>
    join(folder, `documents-${part}.jsonl`),
  );
  for (const part of parts) await writeFile(part, "");
  const waiting = parts.map(() => "");
  const flush = async (part: number): Promise<void> => {
    await appendFile(parts[part] ?? "", waiting[part] ?? "");
    waiting[part] = "";
  };
  for (const [index, first] of firstTexts(segments).entries()) {
    const segment = segments[index];
    if (segment === undefined) break;
    const numbers = await documentsOf(segment);
    let [text, left] = [-1, 0];
    for await (const line of lines(segment.members.stream())) {
      while (left === 0) left = numbers[(text += 1)] ?? 1;
      left -= 1;
      const top = tops[first + text] ?? 0;
      if ((sizes[top] ?? 0) < 2) continue;
      const part = mix32(top) % parts.length;
      waiting[part] = `${waiting[part] ?? ""}${first + text} ${line}\n`;
      if ((waiting[part] ?? "").length > WAITING) await flush(part);
    }
  }
  for (const part of parts.keys()) await flush(part);
  return { parts, documents };
}

/** Documents of each text of a segment. */
async function documentsOf(segment: SegmentInput | undefined): Promise<Uint32Array> {
  if (segment === undefined) return new Uint32Array();
  const index = await allNumbers(segment.index.stream());
  return Uint32Array.from({ length: segment.texts }, (_, text) => index[text * INDEX_WIDTH + 2] ?? 0);
}

/** The texts of each cluster of a file, in the order of texts. */
async function readPart(path: string, tops: Uint32Array): Promise<Map<number, Group[]>> {
  const clusters = new Map<number, Group[]>();
  let last: Group | undefined;
  for await (const line of lines(bytes(path))) {
    const space = line.indexOf(" ");
    const text = Number(line.slice(0, space));
    if (last?.text !== text) {
      last = { text, members: [] };
      const top = tops[text] ?? 0;
      const cluster = clusters.get(top);
      if (cluster === undefined) clusters.set(top, [last]);
      else cluster.push(last);
    }
    last.members.push(Candidate.parse(JSON.parse(line.slice(space + 1))));
  }
  return clusters;
}

async function* bytes(path: string): AsyncGenerator<Uint8Array> {
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 18 })) {
    if (piece instanceof Uint8Array) yield piece;
  }
}

/** A text that stands, and those that it may stand for. */
interface Star {
  readonly home: Group;
  readonly representative: Candidate;
  readonly groups: readonly Group[];
  readonly described: Described[];
  /** Texts too much of which does not stand in it. */
  readonly rest: Group[];
}

interface Described extends Pick<ClusterMember, "similarity" | "kind"> {
  readonly group: Group;
}

interface Knowledge {
  readonly families: Tops;
  readonly rarity: Rarity;
  readonly reader: SketchReader;
}

/**
 * Nothing is left out of which more than half is not in the text that stands for it: copies of copies may have grown
 * apart. What is left of a cluster becomes one of its own, of which the best copy stands, and so on; after so many times,
 * what is still left stands by itself, each text.
 */
async function* describePart(
  clusters: ReadonlyMap<number, readonly Group[]>,
  knowledge: Knowledge,
): AsyncGenerator<ClusterMember> {
  let left: (readonly Group[])[] = [...clusters.values()];
  for (let round = 0; left.length > 0; round += 1) {
    const stars = left.flatMap((groups) => starOf(groups, knowledge) ?? []);
    await compareAll(stars, knowledge);
    for (const star of stars) yield* membersOf(star);
    const rests = stars.flatMap(({ rest }) => (rest.length === 0 ? [] : [rest]));
    left = round + 1 < MOST_STARS ? rests : rests.flatMap((rest) => rest.map((group) => [group]));
  }
}

/** The best copy of all of a family, or of what is left of it. */
function starOf(groups: readonly Group[], { families }: Knowledge): Star | undefined {
  const whole = groups.filter(({ text }) => families.whole[text] === 1);
  const able = whole.length > 0 ? whole : groups;
  const representative = bestOf(able.flatMap(({ members }) => members[0] ?? []));
  const home = able.find(({ members }) => members[0] === representative);
  if (representative === undefined || home === undefined) return undefined;
  return { home, representative, groups, described: [], rest: [] };
}

async function compareAll(stars: readonly Star[], knowledge: Knowledge): Promise<void> {
  let waiting: [Star, Group][] = [];
  let held = 0;
  const flush = async (): Promise<void> => {
    const sketches = await knowledge.reader.fetch(waiting.flatMap(([{ home }, group]) => [group.text, home.text]));
    for (const [star, group] of waiting) compare(star, group, sketches, knowledge);
    [waiting, held] = [[], 0];
  };
  for (const star of stars) {
    // Not all of a cluster at once: it may be the whole corpus.
    for (const group of star.groups) {
      if (group === star.home) star.described.push({ group, similarity: 1, kind: "exact" });
      else waiting.push([star, group]);
      held += knowledge.reader.length(group.text);
      if (held > HELD_NUMBERS) await flush();
    }
  }
  await flush();
}

function compare(
  { home, representative, described, rest }: Star,
  group: Group,
  sketches: ReadonlyMap<number, Sketch>,
  { families, rarity }: Knowledge,
): void {
  const [own, its] = [sketches.get(group.text), sketches.get(home.text)];
  if (own === undefined || its === undefined) return;
  const [ofOwn, ofIts] = coverage(own, its);
  // Of a copy so bad what is not in the other is noise.
  const isNoise = (group.members[0]?.quality ?? 1) < representative.quality - CLEARLY_WORSE;
  if (families.whole[group.text] !== ATTACHED && (isNoise ? Math.max(ofOwn, ofIts) : ofOwn) < LEAST_STANDING) {
    rest.push(group);
    return;
  }
  const similarity = Math.round(containment(own.hashes, its.hashes, rarity) * 10_000) / 10_000;
  const kind = isPartOf(sizeOf(own.hashes), sizeOf(its.hashes)) ? "contained" : "near";
  described.push({ group, similarity, kind });
}

function* membersOf({ described, representative }: Star): Generator<ClusterMember> {
  const size = described.reduce((sum, { group }) => sum + group.members.length, 0);
  if (size === 1) return;
  for (const { group, similarity, kind } of described) {
    for (const { id, released } of group.members) {
      yield {
        id,
        representative: representative.id,
        size,
        similarity,
        kind,
        released,
        representativeReleased: representative.released,
      };
    }
  }
}

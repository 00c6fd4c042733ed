import { createReadStream } from "node:fs";
import { appendFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lines, sortOnDisk, toJsonLines } from "@malmoi/core";
import { ClusterMember } from "@malmoi/schemas";
import { mix32 } from "../hash.ts";
import { bestOf, Candidate } from "./best.ts";
import { containment, isPartOf, sizeOf } from "./containment.ts";
import type { Output } from "./files.ts";
import type { Rarity } from "./rarity.ts";
import { firstTexts, type SegmentInput } from "./segment.ts";
import { INDEX_WIDTH, SketchReader } from "./sketches.ts";
import type { Tops } from "./tops.ts";
import { allNumbers } from "./words.ts";

/** Documents that are described together: 100 MB. One cluster is never parted, however large it is. */
const DOCUMENTS_TOGETHER = 1 << 18;

/** Numbers of sketches that are in memory together: 64 MB. */
const HELD_NUMBERS = 1 << 24;

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

/** The documents of a text, and those of the text that stands for their cluster. */
interface Described {
  readonly group: Group;
  readonly home: Group;
  readonly representative: Candidate;
  /** Documents of the cluster. */
  readonly size: number;
}

interface Knowledge {
  readonly families: Tops;
  readonly rarity: Rarity;
  readonly reader: SketchReader;
}

async function* describePart(
  clusters: ReadonlyMap<number, readonly Group[]>,
  { families, rarity, reader }: Knowledge,
): AsyncGenerator<ClusterMember> {
  let waiting: Described[] = [];
  let held = 0;
  async function* flush(): AsyncGenerator<ClusterMember> {
    const sketches = await reader.fetch(
      waiting.flatMap(({ group, home }) => (group === home ? [] : [group.text, home.text])),
    );
    for (const described of waiting) yield* describe(described, sketches, rarity);
    [waiting, held] = [[], 0];
  }
  for (const groups of clusters.values()) {
    const whole = groups.filter(({ text }) => families.whole[text] === 1);
    const representative = bestOf(whole.flatMap(({ members }) => members[0] ?? []));
    const home = whole.find(({ members }) => members[0] === representative);
    if (representative === undefined || home === undefined) continue;
    const size = groups.reduce((sum, { members }) => sum + members.length, 0);
    // Not all of a cluster at once: it may be the whole corpus.
    for (const group of groups) {
      waiting.push({ group, home, representative, size });
      held += reader.length(group.text);
      if (held > HELD_NUMBERS) yield* flush();
    }
  }
  yield* flush();
}

function* describe(
  { group, home, representative, size }: Described,
  sketches: ReadonlyMap<number, Uint32Array>,
  rarity: Rarity,
): Generator<ClusterMember> {
  const { similarity, kind } = relation(group, home, sketches, rarity);
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

function relation(
  group: Group,
  home: Group,
  sketches: ReadonlyMap<number, Uint32Array>,
  rarity: Rarity,
): Pick<ClusterMember, "similarity" | "kind"> {
  const [own, its] = [sketches.get(group.text), sketches.get(home.text)];
  if (group === home || own === undefined || its === undefined) return { similarity: 1, kind: "exact" };
  const similarity = Math.round(containment(own, its, rarity) * 10_000) / 10_000;
  return { similarity, kind: isPartOf(sizeOf(own), sizeOf(its)) ? "contained" : "near" };
}

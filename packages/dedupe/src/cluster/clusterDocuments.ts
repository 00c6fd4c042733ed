import type { ClusterMember } from "@malmoi/schemas";
import { InputError } from "@malmoi/core";
import { NOTHING } from "../signatureOf.ts";
import { decodeSketch } from "../sketch.ts";
import { compareCandidates, type Candidate, type ClusterEntry } from "./entry.ts";
import { attachFaint } from "./attachFaint.ts";
import { containment } from "./containment.ts";
import { joinVerified } from "./joinVerified.ts";
import { Rarity } from "./rarity.ts";

/** All documents with one comparable text. */
interface Group {
  readonly exact: string;
  readonly members: Candidate[];
  /** Undefined if the text is too short for one. */
  readonly sketch: Uint32Array | undefined;
}

export interface Clusters {
  /** Different ids read. */
  readonly documents: number;
  /** Members of clusters of at least two, by id. */
  readonly members: readonly ClusterMember[];
  /** See `joinVerified`. */
  readonly fullBuckets: number;
}

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** A group whose text can be compared with others. */
interface Comparable extends Group {
  readonly sketch: Uint32Array;
}

/**
 * Finds duplicates among documents. Equal comparable texts are one group from the start, so that a text that stands a
 * million times costs no more than reading it; groups are then joined where one holds `similarity` of the other
 * (`joinVerified`), and what is too badly read for that goes to the cluster that explains it (`attachFaint`). A
 * cluster's representative is its best copy, see `compareCandidates`. Documents without letters or digits have no
 * duplicates; an id that comes again is ignored. The order of the entries does not matter.
 *
 * Memory grows with the number of documents: up to 9 kB for each different text, and about 300 bytes for bookkeeping.
 * Throws `InputError` for a damaged sketch.
 */
export async function clusterDocuments(entries: AsyncIterable<ClusterEntry>, similarity: number): Promise<Clusters> {
  const seen = new Set<string>();
  const groups = new Map<string, Group>();
  for await (const { id, exact, sketch, confidence, chars } of entries) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (exact === NOTHING) continue;
    const group = groups.get(exact) ?? {
      exact,
      members: [],
      sketch: sketch === null ? undefined : checkedSketch(sketch),
    };
    groups.set(exact, group);
    group.members.push({ id, confidence: confidence ?? 1, chars });
  }
  const sorted = [...groups.values()].toSorted((a, b) => byText(a.exact, b.exact));
  const compared = sorted.flatMap((group): Comparable[] =>
    group.sketch === undefined ? [] : [{ ...group, sketch: group.sketch }],
  );
  const sketches = compared.map(({ sketch }) => sketch);
  const rarity = new Rarity(sketches);
  const { sets, fullBuckets } = joinVerified(sketches, rarity, similarity);
  attachFaint(sketches, sets);
  const clusters = new Map<number, Group[]>();
  compared.forEach((group, place) => {
    const root = sets.find(place);
    const cluster = clusters.get(root);
    if (cluster === undefined) clusters.set(root, [group]);
    else cluster.push(group);
  });
  const short = sorted.filter(({ sketch }) => sketch === undefined).map((group) => [group]);
  const members = [...clusters.values(), ...short]
    .filter((cluster) => cluster.reduce((sum, group) => sum + group.members.length, 0) > 1)
    .flatMap((cluster) => describe(cluster, rarity));
  return { documents: seen.size, members: members.toSorted((a, b) => byText(a.id, b.id)), fullBuckets };
}

function checkedSketch(encoded: string): Uint32Array {
  const sketch = decodeSketch(encoded);
  if (sketch !== undefined) return sketch;
  throw new InputError("the sketch of a text is damaged", {
    code: "SIGNATURE_DAMAGED",
    hint: "It was written by another version of Malmoi. Delete work/dedupe.signature in the corpus and build again.",
  });
}

function best(candidates: readonly Candidate[]): Candidate | undefined {
  let first: Candidate | undefined;
  for (const candidate of candidates) {
    if (first === undefined || compareCandidates(candidate, first) < 0) first = candidate;
  }
  return first;
}

function describe(cluster: readonly Group[], rarity: Rarity): ClusterMember[] {
  const representative = best(cluster.flatMap(({ members }) => best(members) ?? []));
  const home = cluster.find(({ members }) => members.some((member) => member === representative));
  if (representative === undefined || home === undefined) return [];
  const size = cluster.reduce((sum, { members }) => sum + members.length, 0);
  return cluster.flatMap((group) => {
    const exact = group === home;
    const known = group.sketch !== undefined && home.sketch !== undefined;
    const share = exact || !known ? 1 : containment(group.sketch, home.sketch, rarity);
    const similarity = Math.round(share * 10_000) / 10_000;
    return group.members.map(({ id }): ClusterMember => {
      return { id, representative: representative.id, size, similarity, kind: exact ? "exact" : "near" };
    });
  });
}

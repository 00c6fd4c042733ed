import type { ClusterMember } from "@malmoi/schemas";
import { InputError } from "@malmoi/core";
import { NOTHING } from "../signatureOf.ts";
import { decodeSketch } from "../sketch.ts";
import { attachFaint } from "./attachFaint.ts";
import { bestOf, type Candidate, CLEARLY_WORSE } from "./best.ts";
import { containment, isPartOf } from "./containment.ts";
import type { ClusterEntry } from "./entry.ts";
import { Families } from "./families.ts";
import type { Holders } from "./holders.ts";
import { joinVerified, LONG_SHINGLES } from "./joinVerified.ts";
import { Rarity } from "./rarity.ts";
import type { UnionFind } from "./unionFind.ts";

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

/** Groups of one cluster. */
interface Cluster {
  readonly groups: Group[];
  /** Those that are not a part of another. */
  readonly whole: Group[];
}

/** A group whose text can be compared with others. */
interface Comparable extends Group {
  readonly sketch: Uint32Array;
}

/**
 * Finds duplicates among documents. Equal comparable texts are one group from the start, so that a text that stands a
 * million times costs no more than reading it; groups are then joined where one holds `similarity` of the other
 * (`joinVerified`), copies of a part go to the text that holds it (`Families`), and what is too badly read for that goes
 * to the cluster that explains it (`attachFaint`). A cluster's representative is the best copy of all of it, see
 * `bestOf`. Documents without letters or digits have no
 * duplicates; an id that comes again is ignored. The order of the entries does not matter.
 *
 * Memory grows with the number of documents: up to 9 kB for each different text, and about 300 bytes for bookkeeping.
 * Throws `InputError` for a damaged sketch.
 */
export async function clusterDocuments(entries: AsyncIterable<ClusterEntry>, similarity: number): Promise<Clusters> {
  const seen = new Set<string>();
  const groups = new Map<string, Group>();
  for await (const { id, exact, sketch, quality, chars, rights, year, released } of entries) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (exact === NOTHING) continue;
    const group = groups.get(exact) ?? {
      exact,
      members: [],
      sketch: sketch === null ? undefined : checkedSketch(sketch),
    };
    groups.set(exact, group);
    group.members.push({ id, quality: quality ?? 1, chars, rights, year, released });
  }
  const sorted = [...groups.values()].toSorted((a, b) => byText(a.exact, b.exact));
  const compared = sorted.flatMap((group): Comparable[] =>
    group.sketch === undefined ? [] : [{ ...group, sketch: group.sketch }],
  );
  const sketches = compared.map(({ sketch }) => sketch);
  const rarity = new Rarity(sketches);
  const { sets, holders, fullBuckets } = joinVerified(sketches, rarity, similarity);
  const qualities = Float32Array.from(compared, ({ members }) =>
    members.reduce((best, { quality }) => Math.max(best, quality), 0),
  );
  joinNoise(sketches, sets, holders, qualities);
  const families = new Families(sketches.length, sets, holders);
  attachFaint(sketches, families);
  const clusters = new Map<number, Cluster>();
  compared.forEach((group, place) => {
    const top = families.topOf(place);
    const cluster = clusters.get(top) ?? { groups: [], whole: [] };
    clusters.set(top, cluster);
    cluster.groups.push(group);
    if (families.isTop(place)) cluster.whole.push(group);
  });
  const short = sorted
    .filter(({ sketch }) => sketch === undefined)
    .map((group) => ({ groups: [group], whole: [group] }));
  const members = [...clusters.values(), ...short]
    .filter(({ groups: all }) => all.reduce((sum, group) => sum + group.members.length, 0) > 1)
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

/**
 * A reading so bad that noise makes it longer does not hold the better one as a part. It is its copy, unless it is
 * longer than ten pages: no such text is given up for a part of it.
 */
function joinNoise(sketches: readonly Uint32Array[], sets: UnionFind, holders: Holders, qualities: Float32Array): void {
  for (let part = 0; part < sketches.length; part += 1) {
    const whole = holders.of(part);
    if (whole === undefined || holders.size(whole) > LONG_SHINGLES) continue;
    if ((qualities[whole] ?? 0) < (qualities[part] ?? 0) - CLEARLY_WORSE) sets.union(whole, part);
  }
}

function describe({ groups, whole }: Cluster, rarity: Rarity): ClusterMember[] {
  const representative = bestOf(whole.flatMap(({ members }) => bestOf(members) ?? []));
  const home = whole.find(({ members }) => members.some((member) => member === representative));
  if (representative === undefined || home === undefined) return [];
  const size = groups.reduce((sum, { members }) => sum + members.length, 0);
  return groups.flatMap((group) => {
    const { similarity, kind } = relation(group, home, rarity);
    return group.members.map(({ id, released }): ClusterMember => {
      return {
        id,
        representative: representative.id,
        size,
        similarity,
        kind,
        released,
        representativeReleased: representative.released,
      };
    });
  });
}

function relation(group: Group, home: Group, rarity: Rarity): Pick<ClusterMember, "similarity" | "kind"> {
  if (group.sketch === undefined || home.sketch === undefined || group === home)
    return { similarity: 1, kind: "exact" };
  const similarity = Math.round(containment(group.sketch, home.sketch, rarity) * 10_000) / 10_000;
  return { similarity, kind: isPartOf(group.sketch, home.sketch) ? "contained" : "near" };
}

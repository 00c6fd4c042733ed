import type { ClusterMember } from "@malmoi/schemas";
import { NOTHING } from "../signatureOf.ts";
import { compareCandidates, type Candidate, type ClusterEntry } from "./entry.ts";
import { joinSimilar } from "./joinSimilar.ts";
import { Signatures } from "./signatures.ts";

/** All documents with one comparable text. */
interface Group {
  readonly exact: string;
  readonly members: Candidate[];
  /** Its number among the signatures, if the text is long enough for one. */
  readonly signature: number | undefined;
}

export interface Clusters {
  /** Different ids read. */
  readonly documents: number;
  /** Members of clusters of at least two, by id. */
  readonly members: readonly ClusterMember[];
}

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * Finds duplicates among documents. Equal comparable texts are one group from the start, so that a text that stands a
 * million times costs no more than reading it; groups are then joined by similarity, see `joinSimilar`. A cluster's
 * representative is its best copy, see `compareCandidates`. Documents without letters or digits have no duplicates;
 * an id that comes again is ignored. The order of the entries does not matter.
 *
 * Memory grows with the number of documents: 416 bytes for each different text, and about 300 for id and bookkeeping.
 */
export async function clusterDocuments(entries: AsyncIterable<ClusterEntry>, similarity: number): Promise<Clusters> {
  const seen = new Set<string>();
  const groups = new Map<string, Group>();
  const signatures = new Signatures();
  for await (const { id, exact, minhash, confidence, chars } of entries) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (exact === NOTHING) continue;
    const group = groups.get(exact) ?? {
      exact,
      members: [],
      signature: minhash === null ? undefined : signatures.add(minhash),
    };
    groups.set(exact, group);
    group.members.push({ id, confidence: confidence ?? 1, chars });
  }
  const sorted = [...groups.values()].toSorted((a, b) => byText(a.exact, b.exact));
  const members = clustersOf(sorted, signatures, similarity).flatMap((cluster) => describe(cluster, signatures));
  return { documents: seen.size, members: members.toSorted((a, b) => byText(a.id, b.id)) };
}

/** The groups of each cluster, for clusters of at least two documents. */
function clustersOf(groups: readonly Group[], signatures: Signatures, similarity: number): Group[][] {
  const comparable = groups.filter(({ signature }) => signature !== undefined);
  const sets = joinSimilar(
    signatures,
    Uint32Array.from(comparable, ({ signature }) => signature ?? 0),
    similarity,
  );
  const clusters = new Map<number, Group[]>();
  comparable.forEach((group, place) => {
    const root = sets.find(place);
    const cluster = clusters.get(root);
    if (cluster === undefined) clusters.set(root, [group]);
    else cluster.push(group);
  });
  const short = groups.filter(({ signature }) => signature === undefined).map((group) => [group]);
  return [...clusters.values(), ...short].filter(
    (cluster) => cluster.reduce((sum, { members }) => sum + members.length, 0) > 1,
  );
}

function best(candidates: readonly Candidate[]): Candidate | undefined {
  let first: Candidate | undefined;
  for (const candidate of candidates) {
    if (first === undefined || compareCandidates(candidate, first) < 0) first = candidate;
  }
  return first;
}

function describe(cluster: readonly Group[], signatures: Signatures): ClusterMember[] {
  const representative = best(cluster.flatMap(({ members }) => best(members) ?? []));
  const home = cluster.find(({ members }) => members.some((member) => member === representative));
  if (representative === undefined || home === undefined) return [];
  const size = cluster.reduce((sum, { members }) => sum + members.length, 0);
  return cluster.flatMap((group) => {
    const exact = group === home;
    const known = group.signature !== undefined && home.signature !== undefined;
    const similarity = exact || !known ? 1 : signatures.similarity(group.signature ?? 0, home.signature ?? 0);
    return group.members.map(({ id }): ClusterMember => {
      return { id, representative: representative.id, size, similarity, kind: exact ? "exact" : "near" };
    });
  });
}

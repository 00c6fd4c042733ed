import type { ClusterMember, DocumentEntry } from "@malmoi/schemas";

export interface JoinedDocument {
  readonly entry: DocumentEntry;
  /** Undefined for a document without duplicates. */
  readonly cluster: ClusterMember | undefined;
}

/** The values as they are; throws where their ids do not ascend. */
export async function* ascending<T extends { readonly id: string }>(
  values: AsyncIterable<T>,
  of: string,
): AsyncGenerator<T> {
  let last: string | undefined;
  for await (const value of values) {
    if (last !== undefined && value.id <= last) throw new Error(`${of} are not in the order of ids at ${value.id}`);
    last = value.id;
    yield value;
  }
}

/**
 * Documents with the cluster each belongs to, by merging two streams that are sorted by id; memory does not grow with
 * them. Throws if one is out of order, has an id twice, or a cluster has a member that is no document.
 */
export async function* joinClusters(
  documents: AsyncIterable<DocumentEntry>,
  clusters: AsyncIterable<ClusterMember>,
): AsyncGenerator<JoinedDocument> {
  const members = ascending(clusters, "clusters");
  let member = await members.next();
  for await (const entry of ascending(documents, "documents")) {
    const cluster = member.done !== true && member.value.id === entry.id ? member.value : undefined;
    if (cluster !== undefined) member = await members.next();
    if (member.done !== true && member.value.id <= entry.id) break;
    yield { entry, cluster };
  }
  if (member.done !== true) throw new Error(`clusters name ${member.value.id}, which is no document`);
}

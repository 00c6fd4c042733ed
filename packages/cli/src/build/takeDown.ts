import {
  localStore,
  readJsonLines,
  type RunnerContext,
  type StageTally,
  writeManifest,
  readRecord,
} from "@malmoi/core";
import { sampleOf, signatureOf } from "@malmoi/dedupe";
import type { DocumentOutcome, ReleaseTotals } from "@malmoi/publish";
import { CleanDocument, ClusterMember, DocumentEntry, LedgerEntry, type ProgressEvent } from "@malmoi/schemas";
import { type Asked, askedDocuments, inWords } from "./askedDocuments.ts";
import type { Corpus, FoundRun } from "./corpus.ts";
import { type MadeRelease, makeRelease, MANIFESTS } from "./makeRelease.ts";
import { publicTakedowns, readTombstones, type Refusal, refuser, type Tombstone } from "./tombstones.ts";

async function clustersOf(
  folder: string,
): Promise<{ byId: Map<string, ClusterMember>; members: Map<string, string[]> }> {
  const byId = new Map<string, ClusterMember>();
  const members = new Map<string, string[]>();
  for await (const member of readJsonLines(localStore(folder).stream("clusters.jsonl"), ClusterMember)) {
    byId.set(member.id, member);
    members.set(member.representative, [...(members.get(member.representative) ?? []), member.id]);
  }
  return { byId, members };
}

const documentsOf = (folder: string): AsyncGenerator<DocumentEntry> =>
  readJsonLines(localStore(folder).stream("documents.jsonl"), DocumentEntry);

export interface Planned {
  readonly tombstones: readonly Tombstone[];
  /** Documents of the same clusters that stay. */
  readonly spared: readonly string[];
  /** Meant, but taken down before. */
  readonly before: number;
}

/**
 * The tombstones of what is asked for, with what identifies each text when it comes again. What a document stands for
 * goes with it: another copy of the same text must not take its place. With `nearDuplicates` everything goes that is in
 * the same duplicate cluster. Throws as `askedDocuments` does.
 */
export async function planTakedown(
  corpus: Corpus,
  run: FoundRun,
  { asked, nearDuplicates }: { readonly asked: readonly Asked[]; readonly nearDuplicates: boolean },
  told: Pick<Tombstone, "who" | "when" | "reason">,
): Promise<Planned> {
  const { byId, members } = await clustersOf(run.folder);
  const meant = await askedDocuments(run, asked);
  const request = [...asked.map(inWords), ...(nearDuplicates ? ["--with-near-duplicates"] : [])].join(" ");
  const spared = new Set<string>();
  for (const id of meant) {
    const cluster = byId.get(id);
    if (cluster === undefined) continue;
    const all = nearDuplicates || cluster.representative === id;
    for (const other of members.get(cluster.representative) ?? []) {
      if (all) meant.add(other);
      else spared.add(other);
    }
  }
  for (const id of meant) spared.delete(id);
  const known = new Set((await readTombstones(corpus)).map(({ id }) => id));
  const work = localStore(corpus.work);
  const tombstones: Tombstone[] = [];
  let before = 0;
  for await (const entry of documentsOf(run.folder)) {
    if (!meant.has(entry.id)) continue;
    if (known.has(entry.id)) {
      before += 1;
      continue;
    }
    const { text } = readRecord(await work.read(entry.clean.key), CleanDocument);
    const { exact, sketch } = signatureOf(text);
    tombstones.push({
      id: entry.id,
      source: { path: entry.path, sha256: entry.scan.sha256 },
      institution: entry.provenance.institution,
      exact,
      sample: sketch === null ? null : sampleOf(sketch),
      ...told,
      request,
      spared: [...spared].toSorted(),
    });
  }
  return { tombstones, spared: [...spared].toSorted(), before };
}

function withRefusal(entry: DocumentEntry, refusal: Refusal | undefined): DocumentEntry {
  const { reasons } = entry.decision;
  if (refusal === undefined || reasons.some(({ rule }) => rule === refusal.rule)) return entry;
  return { ...entry, decision: { keep: false, reasons: [...reasons, refusal] } };
}

/** A line of the ledger of a document that is taken down. A file that only repeats another's bytes stays its copy. */
function takenEntry(entry: LedgerEntry, refusal: Refusal, representative: string | undefined): LedgerEntry {
  const itsOwn = entry.outcome === "published" || entry.outcome === "dropped";
  const asDuplicate = entry.outcome === "duplicate" && entry.duplicateOf === representative;
  if ((!itsOwn && !asDuplicate) || entry.reasons.some(({ rule }) => rule === refusal.rule)) return entry;
  return { ...entry, outcome: "dropped", duplicateOf: null, reasons: [...entry.reasons, refusal] };
}

interface Request {
  readonly corpus: Corpus;
  readonly run: FoundRun;
  readonly context: RunnerContext;
  readonly runFolder: string;
  readonly tallies: StageTally[];
}

/**
 * The release of the last run again, without what has a tombstone. Reads no scan, and writes only the shards that held
 * a row of it.
 */
export async function* releaseWithout({
  corpus,
  run,
  context,
  runFolder,
  tallies,
}: Request): AsyncGenerator<ProgressEvent, MadeRelease> {
  const tombstones = await readTombstones(corpus);
  const refuse = refuser(tombstones);
  const { store } = context.workspace;
  const { byId } = await clustersOf(run.folder);
  async function* entries(): AsyncGenerator<DocumentEntry> {
    for await (const entry of documentsOf(run.folder)) yield withRefusal(entry, refuse.byId(entry.id));
  }
  let textPages = 0;
  for await (const { pages } of documentsOf(run.folder))
    textPages += pages.filter(({ source }) => source !== "blank").length;
  const { totals } = run.record;
  if (totals === null) throw new Error("a finished run without totals");
  const { files, ignored, pages, blank, quarantined } = totals;
  const expected: ReleaseTotals = {
    files,
    ignored,
    pages,
    blank,
    quarantined,
    sameFile: pages - blank - quarantined - textPages,
  };
  async function* ledger(
    outcomes: AsyncIterable<DocumentOutcome>,
    count: (pages: number) => void,
  ): AsyncGenerator<LedgerEntry> {
    // Both are in the order of ids.
    const documents = documentsOf(run.folder);
    for await (const { id, outcome } of outcomes) {
      const document = await documents.next();
      if (document.done === true || document.value.id !== id)
        throw new Error(`document ${id} has an outcome, but no entry`);
      if (outcome === "published") count(document.value.pages.length);
    }
    for await (const entry of readJsonLines(localStore(run.folder).stream("ledger.jsonl"), LedgerEntry)) {
      const refusal = entry.document === null ? undefined : refuse.byId(entry.document);
      yield refusal === undefined ? entry : takenEntry(entry, refusal, byId.get(entry.document ?? "")?.representative);
    }
  }
  async function* clusters(): AsyncGenerator<ClusterMember> {
    yield* byId.values();
  }
  return yield* makeRelease({
    pipeline: run.record.pipeline,
    context,
    corpus,
    runFolder,
    tallies,
    documents: await writeManifest(store, MANIFESTS, entries()),
    clusters: await writeManifest(store, MANIFESTS, clusters()),
    totals: expected,
    takedowns: publicTakedowns(tombstones),
    ledger,
    kept: [],
  });
}

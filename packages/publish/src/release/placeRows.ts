import { digestOf } from "@malmoi/core";
import { ascending, type JoinedDocument } from "./joinClusters.ts";
import { isWithheld } from "./outcomeOf.ts";
import type { DocumentOutcome, RowPlace } from "./releaseRecords.ts";

/** The config a document's row goes to; undefined if it gets no row. */
export function configOf(
  { entry }: JoinedDocument,
  outcome: DocumentOutcome,
  options: { readonly removed: boolean },
): string | undefined {
  const { language } = entry.identification;
  if (outcome.outcome === "published") return language;
  // Withheld text is not published under any name.
  return options.removed && !isWithheld(entry) ? `${language}_removed` : undefined;
}

/**
 * What a row is made of, without the number of its duplicates, the share of its paragraphs that others have, and the
 * version of Malmoi: none is a reason to write a shard anew that is published. Two rows with the same digest have the same text.
 */
export function rowDigest(config: string, { entry, cluster }: JoinedDocument): string {
  const { clean, provenance, path, identification, signals, redactions, decision, pages } = entry;
  return digestOf({
    config,
    clean: clean.sha256,
    provenance,
    path,
    identification,
    signals,
    redactions,
    reasons: decision.reasons,
    representative: config.endsWith("_removed") ? (cluster?.representative ?? null) : null,
    extractors: pages.map(({ source, extractor }) => [source, extractor]),
  });
}

/** A document that has a row, and where the row is published, if it is. */
export interface PlacedDocument extends JoinedDocument {
  readonly outcome: DocumentOutcome;
  readonly config: string | undefined;
  readonly digest: string | undefined;
  /** The shard that holds the row as it is published, changed or not. */
  readonly shard: string | undefined;
  /** True if the published row is just this one. */
  readonly stands: boolean;
  /** Of the row as it is published; 0 if it is not. */
  readonly publishedTokens: number;
}

type Met =
  | { readonly kind: "document"; readonly placed: PlacedDocument }
  /** A published row whose document is gone. */
  | { readonly kind: "gone"; readonly place: RowPlace };

/** The config of a shard. */
const configIn = (shard: string): string | undefined => shard.split("/")[1];

/**
 * Documents and published rows, both in the order of ids, side by side; memory does not grow with them. Without
 * `sameColumns` no published row stands: readers take the columns of all shards from one of them.
 */
export async function* placeRows(
  documents: AsyncIterable<JoinedDocument & { readonly outcome: DocumentOutcome }>,
  rows: AsyncIterable<RowPlace>,
  options: { readonly removed: boolean; readonly sameColumns: boolean },
): AsyncGenerator<Met> {
  const places = ascending(rows, "published rows");
  let place = await places.next();
  for await (const document of documents) {
    const { id } = document.entry;
    while (place.done !== true && place.value.id < id) {
      yield { kind: "gone", place: place.value };
      place = await places.next();
    }
    const config = configOf(document, document.outcome, options);
    const digest = config === undefined ? undefined : rowDigest(config, document);
    const known = place.done !== true && place.value.id === id ? place.value : undefined;
    if (known !== undefined) place = await places.next();
    const same = known !== undefined && configIn(known.shard) === config;
    if (known !== undefined && !same) yield { kind: "gone", place: known };
    const shard = same ? known.shard : undefined;
    const stands = same && options.sameColumns && known.digest === digest;
    const placed = { ...document, config, digest, shard, stands, publishedTokens: known?.tokens ?? 0 };
    yield { kind: "document", placed };
  }
  while (place.done !== true) {
    yield { kind: "gone", place: place.value };
    place = await places.next();
  }
}

/** What a release changes in the one before it, in rows, and the shards that must be written anew. */
export interface Changes {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly touched: ReadonlySet<string>;
}

export async function changesOf(met: AsyncIterable<Met>): Promise<Changes> {
  const changes = { added: 0, changed: 0, removed: 0, touched: new Set<string>() };
  for await (const one of met) {
    if (one.kind === "gone") {
      changes.removed += 1;
      changes.touched.add(one.place.shard);
    } else if (one.placed.config !== undefined && !one.placed.stands) {
      const { shard } = one.placed;
      if (shard === undefined) changes.added += 1;
      else {
        changes.changed += 1;
        changes.touched.add(shard);
      }
    }
  }
  return changes;
}

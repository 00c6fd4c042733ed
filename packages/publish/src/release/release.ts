import { canonicalJson, digestOf, readJsonLines, type TaskContext } from "@malmoi/core";
import { CleanDocument, ClusterMember, DocumentEntry } from "@malmoi/schemas";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { changeOf } from "../card/changelog.ts";
import { describeRelease } from "../card/describeRelease.ts";
import { columnsDigest } from "./columns.ts";
import { joinClusters, type JoinedDocument } from "./joinClusters.ts";
import { createLineFile } from "./lineFile.ts";
import { outcomeOf } from "./outcomeOf.ts";
import { changesOf, type PlacedDocument, placeRows } from "./placeRows.ts";
import { releaseFiles } from "./releaseFiles.ts";
import { type DocumentOutcome, type ReleaseInput, type ReleaseSummary, RowPlace } from "./releaseRecords.ts";
import { nextIndex, openShards, shardPath, type Shards } from "./shards.ts";
import { checkPages, countDocument, countTokensOf, newStatistics } from "./statistics.ts";
import { toRow } from "./toRow.ts";
import { nextVersion } from "./version.ts";

const SAMPLE = "sample";

async function* nothing(): AsyncGenerator<never> {
  // No release is published yet.
}

/** The open shards of a release: those of published ones that are written anew, and those that are new. */
function shardSet(
  input: ReleaseInput,
  touched: ReadonlySet<string>,
  scratch: string,
  write: Parameters<typeof openShards>[0]["write"],
) {
  const published = (input.released?.record.shards ?? []).filter(({ path }) => !touched.has(path));
  const used = input.released?.record.shards ?? [];
  const open = new Map<string, Shards>();
  const opened = (name: string, make: () => Shards): Shards => {
    const found = open.get(name) ?? make();
    open.set(name, found);
    return found;
  };
  const textBytes = input.options.shardMegabytes * 1e6;
  return {
    /** Published shards that stay as they are. */
    published,
    /** New shards of a config. */
    fresh: (config: string): Shards =>
      opened(config, () => {
        const first = config === SAMPLE ? 0 : nextIndex(config, used);
        return openShards({
          name: config,
          pathOf: (index) => shardPath(config, first + index),
          scratch,
          textBytes,
          write,
        });
      }),
    /** A published shard, written anew under its name. */
    again: (path: string): Shards =>
      opened(path, () =>
        openShards({ name: path.replaceAll("/", "."), pathOf: () => path, scratch, textBytes: Infinity, write }),
      ),
    async close(): Promise<void> {
      for (const name of [...open.keys()].toSorted()) await open.get(name)?.close();
    },
  };
}

/** Runs the release task. See `releaseStage`. */
export async function release(input: ReleaseInput, context: TaskContext): Promise<ReleaseSummary> {
  const { options, totals, released, takedowns } = input;
  const scratch = await context.scratch();
  const statistics = newStatistics();
  let removed = 0;
  const files = releaseFiles(context);
  const outcomes = await createLineFile(join(scratch, "outcomes.jsonl"));
  const rows = await createLineFile(join(scratch, "rows.jsonl"));

  async function* documents(): AsyncGenerator<JoinedDocument & { readonly outcome: DocumentOutcome }> {
    const entries = readJsonLines(context.stream(input.documents), DocumentEntry);
    const clusters = readJsonLines(context.stream(input.clusters), ClusterMember);
    for await (const joined of joinClusters(entries, clusters)) {
      yield { ...joined, outcome: outcomeOf(joined.entry, joined.cluster) };
    }
  }
  const places = (): AsyncIterable<RowPlace> =>
    released === null ? nothing() : readJsonLines(context.stream(released.rows), RowPlace);
  const columns = columnsDigest();
  const sameColumns = released?.record.columns === columns;
  const met = (): ReturnType<typeof placeRows> =>
    placeRows(documents(), places(), { removed: options.removed, sameColumns });
  // Once to know which published shards must be written anew, once to write.
  const changes = await changesOf(met());

  const shards = shardSet(input, changes.touched, scratch, files.add);
  const inSample = (placed: PlacedDocument): boolean =>
    placed.outcome.outcome === "published" &&
    (statistics.languages.get(placed.entry.identification.language)?.documents ?? 0) <= options.sampleRows;

  for await (const one of met()) {
    if (one.kind === "gone") continue;
    const { placed } = one;
    const { entry, outcome, config, digest, shard, stands } = placed;
    countDocument(statistics, placed, outcome);
    await outcomes.add(canonicalJson(outcome));
    if (config === undefined || digest === undefined) continue;
    if (outcome.outcome !== "published") removed += 1;
    const stays = stands && shard !== undefined && !changes.touched.has(shard);
    if (stays) {
      await rows.add(canonicalJson({ id: entry.id, shard, digest, tokens: placed.publishedTokens }));
      countTokensOf(statistics, placed, placed.publishedTokens);
    }
    const sampled = inSample(placed);
    if (stays && !sampled) continue;
    const bytes = await context.read(entry.clean);
    const clean = CleanDocument.parse(JSON.parse(new TextDecoder().decode(bytes)));
    const row = toRow(entry, clean, placed.cluster, options);
    if (sampled) await shards.fresh(SAMPLE).add(row);
    if (stays) continue;
    const into = shard === undefined ? shards.fresh(config) : shards.again(shard);
    await rows.add(canonicalJson({ id: entry.id, shard: await into.add(row), digest, tokens: row.token_count }));
    countTokensOf(statistics, placed, row.token_count);
  }
  // A bare load_dataset() reads the sample, so there is one even if nothing was published.
  if (options.sampleRows > 0) await shards.fresh(SAMPLE).close({ evenIfEmpty: true });
  await shards.close();
  const kept = shards.published;

  await outcomes.close();
  await context.write("outcomes.jsonl", createReadStream(outcomes.path));
  await rows.close();
  await context.write("rows.jsonl", createReadStream(rows.path));
  checkPages(statistics, totals);

  const data = [...kept, ...files.list()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const told = { options, totals, statistics, data, takedowns };
  // Everything that is not data, but for the version and how it came: if it is other than before, so is the version.
  const state = digestOf(describeRelease({ ...told, version: "0.0.0", history: [] }));
  const version = nextVersion(released?.record, changes, { columns, state });
  const before = released?.record.history ?? [];
  const base = { ...told, version };
  const history = before.at(-1)?.version === version ? before : [...before, changeOf(base, changes, released?.record)];
  for (const [path, text] of describeRelease({ ...base, history })) await files.addText(path, text);

  return {
    rows: statistics.outcomes.published.documents,
    removed,
    files: [...kept, ...files.list()].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    kept: kept.map(({ path }) => path),
    record: {
      version,
      columns,
      state,
      shards: data.filter(({ path }) => !path.startsWith(`data/${SAMPLE}/`)),
      history,
      takedowns: takedowns.length,
    },
    languages: [...statistics.languages]
      .filter(([, language]) => language.documents > 0)
      .map(([tag, { documents: count, pages, characters, words, tokens }]) => ({
        tag,
        documents: count,
        pages,
        characters,
        words,
        tokens,
      }))
      .toSorted((a, b) => (a.tag < b.tag ? -1 : 1)),
  };
}

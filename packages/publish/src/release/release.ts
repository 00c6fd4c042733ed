import { canonicalJson, readJsonLines, type TaskContext, withDatabase, writeParquet } from "@malmoi/core";
import { CleanDocument, ClusterMember, DocumentEntry } from "@malmoi/schemas";
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { datasetCard } from "../card/datasetCard.ts";
import { changelog, languagesCsv, manifest } from "../card/sideFiles.ts";
import { ROW_COLUMNS } from "./columns.ts";
import { joinClusters } from "./joinClusters.ts";
import { createLineFile } from "./lineFile.ts";
import { isEmbargoed, outcomeOf } from "./outcomeOf.ts";
import { releaseFiles } from "./releaseFiles.ts";
import type { ReleaseInput, ReleaseSummary } from "./releaseRecords.ts";
import { openShards, type Shards } from "./shards.ts";
import { checkPages, countDocument, newStatistics } from "./statistics.ts";
import { toRow } from "./toRow.ts";

/** DuckDB's part of the task's memory; the rest is for one document, its row and buffers of open shards. */
const DATABASE_MEGABYTES = 2000;

/** Config names of the published and the left-out documents of a language. */
const removedConfig = (tag: string): string => `${tag}_removed`;
const SAMPLE = "sample";

/** Runs the release task. See `releaseStage`. */
export async function release(input: ReleaseInput, context: TaskContext): Promise<ReleaseSummary> {
  const { options, totals } = input;
  const scratch = await context.scratch();
  const statistics = newStatistics();
  let removed = 0;
  const files = releaseFiles(context);
  const outcomes = await createLineFile(join(scratch, "outcomes.jsonl"));

  await withDatabase(
    async (connection) => {
      const open = new Map<string, Shards>();
      const shardsOf = (config: string): Shards => {
        const found = open.get(config) ?? openShards({ config, scratch, textBytes, write });
        open.set(config, found);
        return found;
      };
      const textBytes = options.shardMegabytes * 1e6;
      const write = async (path: string, jsonLines: string, rows: number): Promise<void> => {
        const table = join(scratch, "shard.parquet");
        await writeParquet(connection, { from: jsonLines, to: table, columns: ROW_COLUMNS });
        await files.add(path, createReadStream(table), rows);
        await rm(table);
      };

      const documents = readJsonLines(context.stream(input.documents), DocumentEntry);
      const clusters = readJsonLines(context.stream(input.clusters), ClusterMember);
      for await (const joined of joinClusters(documents, clusters)) {
        const { entry, cluster } = joined;
        const outcome = outcomeOf(entry, cluster);
        countDocument(statistics, joined, outcome);
        await outcomes.add(canonicalJson(outcome));

        const published = outcome.outcome === "published";
        // Text under embargo is not published under any name.
        if (!published && (!options.removed || isEmbargoed(entry))) continue;
        const bytes = await context.read(entry.clean);
        const clean = CleanDocument.parse(JSON.parse(new TextDecoder().decode(bytes)));
        const row = toRow(entry, clean, cluster, options);
        const tag = row.language;
        if (!published) removed += 1;
        await shardsOf(published ? tag : removedConfig(tag)).add(row);
        const rank = statistics.languages.get(tag)?.documents ?? 0;
        if (published && rank <= options.sampleRows) await shardsOf(SAMPLE).add(row);
      }
      // A bare load_dataset() reads the sample, so there is one even if nothing was published.
      if (options.sampleRows > 0) await shardsOf(SAMPLE).close({ evenIfEmpty: true });
      for (const config of [...open.keys()].toSorted()) await open.get(config)?.close();
    },
    { memoryMegabytes: DATABASE_MEGABYTES, tempFolder: scratch },
  );

  await outcomes.close();
  await context.write("outcomes.jsonl", createReadStream(outcomes.path));
  checkPages(statistics, totals);

  const data = files.list();
  const facts = { options, totals, statistics, data };
  await files.addText("README.md", datasetCard(facts));
  await files.addText("CHANGELOG.md", changelog(facts));
  await files.addText("manifest.jsonl", manifest(data));
  await files.addText("stats/languages.csv", languagesCsv(facts));

  return {
    rows: statistics.outcomes.published.documents,
    removed,
    files: files.list(),
    languages: [...statistics.languages]
      .filter(([, language]) => language.documents > 0)
      .map(([tag, { documents, pages, characters, words }]) => ({ tag, documents, pages, characters, words }))
      .toSorted((a, b) => (a.tag < b.tag ? -1 : 1)),
  };
}

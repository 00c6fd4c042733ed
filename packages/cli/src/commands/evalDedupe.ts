import { basename } from "node:path";
import {
  clusterDocuments,
  type ClusterEntry,
  type DedupeScore,
  readDedupeGold,
  scoreClusters,
  signatureOf,
} from "@malmoi/dedupe";
import { z } from "zod";
import { EXIT } from "../terminal/exitCodes.ts";
import { count, percent, table } from "../terminal/format.ts";
import { parseOptions } from "./build.ts";
import { readMaybeGzipped } from "./readMaybeGzipped.ts";

const Options = z.object({
  similarity: z.coerce.number().min(0).max(1).default(0.3),
  json: z.boolean().default(false),
});

async function measure(file: string, similarity: number): Promise<DedupeScore & { readonly seconds: number }> {
  const gold = readDedupeGold(await readMaybeGzipped(file, "a gold set is a .jsonl or .jsonl.gz file."), file);
  const start = performance.now();
  async function* entries(): AsyncGenerator<ClusterEntry> {
    for (const { id, text } of gold) {
      const { exact, sketch, chars } = signatureOf(text);
      yield { id, exact, sketch, chars, quality: null, rights: 0, year: null, released: false, path: id };
    }
  }
  const { members } = await clusterDocuments(entries(), similarity);
  const seconds = (performance.now() - start) / 1000;
  const representatives = new Map(members.map(({ id, representative }) => [id, representative]));
  return { ...scoreClusters(gold, (id) => representatives.get(id) ?? id), seconds };
}

const exact = (share: number): string => share.toFixed(4);

function print(
  name: string,
  { pairs, clusters, ari, texts, left, byAccuracy, seconds }: Awaited<ReturnType<typeof measure>>,
): void {
  const rows = [
    ["", "precision", "recall", "F1"],
    ["pairs", exact(pairs.precision), exact(pairs.recall), exact(pairs.f1)],
    ["clusters", exact(clusters.precision), exact(clusters.recall), exact(clusters.f1)],
  ];
  process.stdout.write(
    `${name}: ${count(texts)} texts, ${count(left)} left, ARI ${exact(ari)}, ${seconds.toFixed(1)} s\n`,
  );
  process.stdout.write(`${table(rows)}\n`);
  if (byAccuracy.length === 0) return;
  const steps = byAccuracy.map((step) => [
    step.from === null ? "not known" : `${step.from}-${step.from + 10} %`,
    count(step.texts),
    percent(step.recall),
  ]);
  process.stdout.write(`${table([["OCR accuracy", "texts", "recall"], ...steps])}\n`);
}

/** `malmoi eval dedupe`. Returns the exit code. */
export async function evalDedupeCommand(files: readonly string[], rawOptions: unknown): Promise<number> {
  const { similarity, json } = parseOptions(Options, rawOptions);
  const sets: Record<string, DedupeScore> = {};
  for (const file of files) {
    // oxlint-disable-next-line no-await-in-loop -- one set after the other, so that times are those of each
    const score = await measure(file, similarity);
    if (!json) print(basename(file), score);
    sets[file] = score;
  }
  if (json)
    process.stdout.write(`${JSON.stringify({ ...(files.length === 1 ? Object.values(sets)[0] : {}), sets })}\n`);
  return EXIT.complete;
}

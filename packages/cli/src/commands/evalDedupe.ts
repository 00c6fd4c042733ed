import { basename } from "node:path";
import {
  clusterDocuments,
  type ClusterEntry,
  DATATROVE_CONFIGS,
  type DatatroveConfig,
  datatroveClusters,
  datatroveSignature,
  type DedupeScore,
  type GoldText,
  readDedupeGold,
  scoreClusters,
  signatureOf,
} from "@malmoi/dedupe";
import { z } from "zod";
import { EXIT } from "../terminal/exitCodes.ts";
import { count, percent, table } from "../terminal/format.ts";
import { parseOptions } from "./build.ts";
import { readMaybeGzipped } from "./readMaybeGzipped.ts";

const METHODS = ["malmoi", "datatrove-14x8", "datatrove-32x10"] as const;
type Method = (typeof METHODS)[number];

const Options = z.object({
  method: z.enum(METHODS).default("malmoi"),
  similarity: z.coerce.number().min(0).max(1).default(0.3),
  json: z.boolean().default(false),
});

/** The representative of each text, by our own clusters. */
async function ownClusters(gold: readonly GoldText[], similarity: number): Promise<(id: string) => string> {
  async function* entries(): AsyncGenerator<ClusterEntry> {
    for (const { id, text } of gold) {
      const { exact, sketch, chars } = signatureOf(text);
      yield { id, exact, sketch, chars, quality: null, rights: 0, year: null, released: false, path: id };
    }
  }
  const { members } = await clusterDocuments(entries(), similarity);
  const representatives = new Map(members.map(({ id, representative }) => [id, representative]));
  return (id) => representatives.get(id) ?? id;
}

/** The first text of the cluster of each text, as datatrove makes them. */
function clustersOfDatatrove(gold: readonly GoldText[], config: DatatroveConfig): (id: string) => string {
  const firsts = datatroveClusters(
    gold.map(({ text }) => datatroveSignature(text, config)),
    config,
  );
  const representatives = new Map(gold.map(({ id }, index) => [id, gold[firsts[index] ?? index]?.id ?? id]));
  return (id) => representatives.get(id) ?? id;
}

async function measure(
  file: string,
  method: Method,
  similarity: number,
): Promise<DedupeScore & { readonly seconds: number }> {
  const gold = readDedupeGold(await readMaybeGzipped(file, "a gold set is a .jsonl or .jsonl.gz file."), file);
  const start = performance.now();
  const clusterOf =
    method === "malmoi" ? await ownClusters(gold, similarity) : clustersOfDatatrove(gold, DATATROVE_CONFIGS[method]);
  const seconds = (performance.now() - start) / 1000;
  return { ...scoreClusters(gold, clusterOf), seconds };
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
  const { method, similarity, json } = parseOptions(Options, rawOptions);
  const sets: Record<string, DedupeScore> = {};
  for (const file of files) {
    // oxlint-disable-next-line no-await-in-loop -- one set after the other, so that times are those of each
    const score = await measure(file, method, similarity);
    if (!json) print(basename(file), score);
    sets[file] = score;
  }
  if (json)
    process.stdout.write(`${JSON.stringify({ ...(files.length === 1 ? Object.values(sets)[0] : {}), sets })}\n`);
  return EXIT.complete;
}

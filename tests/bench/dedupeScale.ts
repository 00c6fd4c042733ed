import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { localStore, readJsonLines } from "@malmoi/core";
import { BUCKET_RANGES, partsOf } from "@malmoi/dedupe";
import { ClusterMember } from "@malmoi/schemas";
import { z } from "zod";
import { KINDS, workOf } from "./plantedDocuments.ts";
import { runMeasured } from "./run.ts";

// Deduplicates so many documents with planted copies, two processes at a time; says what each step needs, and how much
// of what was planted was found; and the same of corpora that might be the ruin of it (`KINDS`). A document has so many shingles on average; real pages have 300 to 2,048. Disk: 400 + 24
// bytes a document and shingle, at most, freed at the end.
// node --import tsx tests/bench/dedupeScale.ts [documents] [shingles] [folder] [kind]   (in the folder of the repository)

const [givenDocuments = "100000", givenHashes = "100", parent = tmpdir(), givenKind] = process.argv.slice(2);
const kind = z.enum(KINDS).default("works").parse(givenKind);
const [documents, hashes] = [Number(givenDocuments), Number(givenHashes)];
const SEGMENT = 20_000;
const WORKERS = 2;
// Looking at all processes takes time itself.
const LOOK_EVERY = 500;
const STEP = fileURLToPath(new URL("dedupeScaleStep.ts", import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

const segmentCount = Math.max(1, Math.ceil(documents / SEGMENT));
const segments = partsOf(segmentCount, Math.max(WORKERS, Math.ceil(documents / 1_000_000)));
const meetings = partsOf(BUCKET_RANGES, Math.max(WORKERS, Math.ceil(documents / 500_000)));
const folder = await mkdtemp(join(parent, "malmoi-scale-"));
process.on("SIGTERM", () => process.exit(1));

async function bytesIn(path: string): Promise<number> {
  let total = 0;
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) total += (await stat(join(entry.parentPath, entry.name))).size;
  return total;
}

let seconds = 0;
let peak = 0;
let disk = 0;

async function step(
  name: string,
  parts: readonly { from: number; to: number }[],
  inputs: readonly number[] = [],
): Promise<void> {
  const start = performance.now();
  let stepPeak = 0;
  const waiting = [...parts];
  const worker = async (): Promise<void> => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      const numbers = [documents, hashes, segmentCount, part.from, part.to, ...inputs].map(String);
      const run = await runMeasured(
        process.execPath,
        ["--import", TSX, STEP, folder, name, kind, ...numbers],
        LOOK_EVERY,
      );
      if (!run.ok) throw new Error(`${name} ${part.from} failed`);
      stepPeak = Math.max(stepPeak, run.peakBytes);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  const took = (performance.now() - start) / 1000;
  const bytes = await bytesIn(folder);
  seconds += took;
  peak = Math.max(peak, stepPeak);
  disk = Math.max(disk, bytes);
  const parallel = Math.min(WORKERS, parts.length);
  console.log(
    `${name.padEnd(8)} ${took.toFixed(1).padStart(8)} s  ${String(parts.length).padStart(3)} tasks, ${parallel} at a time,` +
      ` peak ${(stepPeak / 1e6).toFixed(0)} MB each; ${(bytes / 1e9).toFixed(2)} GB on disk`,
  );
}

const pairs = (size: number): number => (size * (size - 1)) / 2;
const add = (counts: Map<number | string, number>, key: number | string): void =>
  void counts.set(key, (counts.get(key) ?? 0) + 1);
const pairsIn = (counts: ReadonlyMap<number | string, number>): number => {
  let sum = 0;
  for (const size of counts.values()) sum += pairs(size);
  return sum;
};

/** 1 of nothing. */
const share = (part: number, all: number): string => (all === 0 ? 1 : part / all).toFixed(5);

async function score(): Promise<void> {
  const [found, both, planted] = [new Map<string, number>(), new Map<string, number>(), new Map<number, number>()];
  let members = 0;
  for await (const { id, representative } of readJsonLines(
    localStore(folder).stream("members/clusters.jsonl"),
    ClusterMember,
  )) {
    members += 1;
    add(found, representative);
    add(both, `${representative} ${workOf(Number.parseInt(id, 16), kind)}`);
  }
  for (let document = 0; document < documents; document += 1) add(planted, workOf(document, kind));
  const [right, all, gold] = [pairsIn(both), pairsIn(found), pairsIn(planted)];
  console.log(
    `${members} members of ${found.size} clusters; pairs: precision ${share(right, all)}, recall ${share(right, gold)}`,
  );
  if (kind !== "works") return;
  const form = pairs(Math.floor(documents / 1000));
  const ofForm = [...both].reduce((sum, [key, size]) => sum + (key.endsWith(" 4294967295") ? pairs(size) : 0), 0);
  console.log(
    `without the form: recall ${((right - ofForm) / (gold - form)).toFixed(5)}; of the form ${(ofForm / Math.max(1, form)).toFixed(5)}`,
  );
}

const Meeting = z.object({ fullBuckets: z.number() });
const Joined = z.object({ families: z.number(), thinned: z.number() });

/** Where rules for too many of a kind stood for comparing each with each. */
async function limits(): Promise<void> {
  const noted = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, `${name}.json`), "utf8"));
  let full = 0;
  for (const { from } of meetings) full += Meeting.parse(await noted(`meet-${from}`)).fullBuckets;
  const { families, thinned } = Joined.parse(await noted("join"));
  console.log(`${full} full buckets; ${thinned} of ${families} families of three and more thinned`);
}

try {
  console.log(`${documents} documents (${kind}) of ${hashes} shingles in ${segmentCount} segments, ${folder}`);
  await step("segment", segments);
  await step("rarity", [{ from: 0, to: 0 }]);
  await step("meet", meetings);
  await step(
    "verify",
    segments,
    meetings.map(({ from }) => from),
  );
  await step(
    "join",
    [{ from: 0, to: 0 }],
    segments.map(({ from }) => from),
  );
  await step("attach", segments);
  await step(
    "members",
    [{ from: 0, to: 0 }],
    segments.map(({ from }) => from),
  );
  console.log(
    `${seconds.toFixed(0)} s, peak ${(peak / 1e6).toFixed(0)} MB a process, ${(disk / 1e9).toFixed(2)} GB on disk`,
  );
  await score();
  await limits();
} finally {
  await rm(folder, { recursive: true, force: true });
}

import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { SIGNAL_NAMES } from "@malmoi/publish";
import { countRedactions, type Row } from "@malmoi/schemas";
import { z } from "zod";
import { installPython, PYTHON } from "../interop/pythonEnvironment.ts";
import { writeFakeRelease } from "../support/fakeRelease.ts";

// Writing and uploading beside Python's own libraries, on the same rows and to the same server on loopback, in turns.
// node --import tsx tests/bench/publish.ts [rows] [megabytes]   (in the folder of the repository)

const [rows = 20_000, megabytes = 512] = process.argv.slice(2).map(Number);
const ROUNDS = 3;
const SHARDS = 8;
const HERE = fileURLToPath(new URL(".", import.meta.url));
const NODE = ["--import", pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href];
const run = promisify(execFile);
const Measured = z.object({
  seconds: z.number(),
  /** Of the first table of a process; of an upload until it is committed, where the Python client ends. */
  beside: z.number().nullable(),
  megabytes: z.number(),
});
type Measured = z.infer<typeof Measured>;

async function measured(who: "malmoi" | "python", ...args: string[]): Promise<Measured> {
  const [command, parameters] =
    who === "malmoi"
      ? [process.execPath, [...NODE, join(HERE, "publishWorker.ts")]]
      : [PYTHON, [join(HERE, "publish.py")]];
  const { stdout } = await run(command, [...parameters, ...args], { maxBuffer: 1 << 26 });
  return Measured.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
}

const WORDS = "agua casa camino libro noche ciudad tierra palabra tiempo mano vida mundo historia pueblo lengua".split(
  " ",
);

function rowLine(index: number): string {
  const text = Array.from({ length: 500 }, () => WORDS[Math.floor(Math.random() * WORDS.length)]).join(" ");
  const id = randomBytes(16).toString("hex");
  const row: Row = {
    id,
    text,
    language: "spa_Latn",
    script: "Latn",
    language_score: 0.9,
    languages: [{ language: "spa_Latn", share: 0.9 }],
    pages: [text.length],
    page_numbers: [1],
    title_src: `Title ${index}`,
    author_src: null,
    date_src: "1900",
    institution: "Archive",
    collection: "Letters",
    source_id: `box/${index}.tif`,
    source_sha256: randomBytes(32).toString("hex"),
    rights: "CC0",
    license: "CC0-1.0",
    embargo_until: null,
    extractor: "tesseract.js 7.0.0 spa",
    ocr_confidence: 0.9,
    signals: Object.fromEntries(SIGNAL_NAMES.map((name) => [name, Math.random()])),
    pii_redactions: countRedactions(),
    duplicate_cluster: id,
    duplicate_count: 1,
    duplicate_kind: null,
    duplicate_similarity: null,
    repeated_para_ratio: 0,
    near_duplicate_of_release: null,
    removed_reasons: [],
    char_count: text.length,
    word_count: 500,
    token_count: 700,
    pipeline_version: "0.1.0",
    text_sha256: randomBytes(32).toString("hex"),
  };
  return JSON.stringify(row);
}

const root = await mkdtemp(join(tmpdir(), "malmoi-bench-"));

/**
 * Seconds before an upload. A virtual machine gives free memory back to its host, which takes some seconds, and to get it
 * again costs the server as much time as all the rest: what the last upload's files occupied, a client whose process
 * starts quickly would find still there.
 */
const SETTLING = 5;

/** A server with a process and a folder of its own, for one upload. */
async function withServer<T>(use: (url: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(root, "hub-"));
  const server = spawn(process.execPath, [...NODE, join(HERE, "../support/hub/main.ts"), folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [url]: unknown[] = await once(server.stdout, "data");
  await sleep(SETTLING * 1000);
  try {
    return await use(String(url).trim());
  } finally {
    server.stdin.end();
    await once(server, "exit");
    await rm(folder, { recursive: true });
  }
}

const middle = (all: readonly Measured[]): Measured =>
  all.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(all.length / 2)] ?? {
    seconds: 0,
    beside: null,
    megabytes: 0,
  };

async function compare(
  title: string,
  { amount, unit, beside }: { readonly amount: number; readonly unit: string; readonly beside: string },
  step: (who: "malmoi" | "python") => Promise<Measured>,
): Promise<void> {
  const times: Record<"malmoi" | "python", Measured[]> = { malmoi: [], python: [] };
  for (let round = 0; round < ROUNDS; round += 1)
    for (const who of ["malmoi", "python"] as const) times[who].push(await step(who));
  const [ours, theirs] = [middle(times.malmoi), middle(times.python)];
  const line = ({ seconds, megabytes: peak }: Measured): string =>
    `${(amount / seconds).toFixed(0)} ${unit}, peak ${peak.toFixed(0)} MB`;
  const ratio = (theirs.seconds / ours.seconds).toFixed(2);
  const second = ((theirs.beside ?? theirs.seconds) / (ours.beside ?? ours.seconds)).toFixed(2);
  console.log(`${title}: malmoi ${line(ours)}; python ${line(theirs)}; ratio ${ratio}, ${second} ${beside}`);
}

try {
  const missing = await installPython(root);
  if (missing !== undefined) throw new Error(missing);
  const lines = join(root, "rows.jsonl");
  await writeFile(lines, Array.from({ length: rows }, (_, index) => `${rowLine(index)}\n`).join(""));
  await compare(
    "Parquet",
    { amount: rows, unit: "rows/s", beside: "for the first table of a process" },
    async (who) => await measured(who, "write", lines, join(root, `${who}.parquet`)),
  );
  const release = join(root, "release");
  await writeFakeRelease(release, { shards: SHARDS, bytes: Math.round((megabytes * 1e6) / SHARDS) });
  await compare(
    "upload",
    { amount: megabytes, unit: "MB/s", beside: "until committed, which is all that Python does" },
    async (who) => await withServer(async (url) => await measured(who, "upload", release, url)),
  );
} finally {
  await rm(root, { recursive: true });
}

import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { z } from "zod";
import { DATATROVE, installPython, PYTHON } from "../interop/pythonEnvironment.ts";
import { scriptTexts } from "../support/scriptTexts.ts";

// node --import tsx tests/bench/dedupe.ts [rounds]   (in the folder of the repository)
// Signatures of texts, normalisation and words included: our own, datatrove's by us, datatrove's MinHash stage 1 by its
// own classes, and its algorithm in plain numpy. One process each, on the same texts in turn; megabytes of UTF-8 a second
// of processor time, so that other programs on the machine change little. Only the ratios of one run mean anything.

const rounds = Number(process.argv[2] ?? 5);
const HERE = fileURLToPath(new URL(".", import.meta.url));
const LANGUAGES = join(HERE, "../../../shared/data/language/dev");
const Measured = z.object({ seconds: z.number(), megabytes: z.number() });
type Measured = z.infer<typeof Measured>;

interface Peer {
  readonly ask: (method: string) => Promise<Measured>;
  readonly end: () => void;
}

function start(command: string, parameters: readonly string[]): Peer {
  const child = spawn(command, parameters, { stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (method) => {
      child.stdin.write(`${method}\n`);
      return Measured.parse(JSON.parse(z.string().parse((await answers.next()).value)));
    },
    end: () => child.stdin.end(),
  };
}

const middle = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

/** Each method, what is asked of which peer, and what it is compared with. */
const METHODS = [
  { name: "malmoi", peer: "node", method: "own", base: "14x8 numpy" },
  { name: "malmoi, datatrove 14 x 8", peer: "node", method: "14x8", base: "14x8 numpy" },
  { name: "malmoi, datatrove 32 x 10", peer: "node", method: "32x10", base: "32x10 numpy" },
  { name: "numpy 14 x 8", peer: "python", method: "14x8 numpy", base: "14x8 numpy" },
  { name: "datatrove 14 x 8", peer: "python", method: "14x8 datatrove", base: "14x8 numpy" },
  { name: "numpy 32 x 10", peer: "python", method: "32x10 numpy", base: "32x10 numpy" },
  { name: "datatrove 32 x 10", peer: "python", method: "32x10 datatrove", base: "32x10 numpy" },
] as const;

async function compare(title: string, texts: readonly string[], folder: string, python: boolean): Promise<void> {
  const file = join(folder, "texts.jsonl");
  await writeFile(file, texts.map((text) => JSON.stringify(text)).join("\n"));
  const amount = texts.reduce((total, text) => total + Buffer.byteLength(text), 0) / 1e6;
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const peers = {
    node: start(process.execPath, ["--import", tsx, join(HERE, "dedupeWorker.ts"), file]),
    ...(python ? { python: start(PYTHON, [join(HERE, "../interop/minhash.py"), "bench", file]) } : {}),
  };
  const times = new Map<string, number[]>();
  const peaks = new Map<string, number>();
  // The first round warms them up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const { peer, method } of METHODS) {
      // oxlint-disable-next-line no-await-in-loop -- one at a time is the point
      const measured = await peers[peer]?.ask(method);
      if (measured === undefined) continue;
      if (round > 0) times.set(method, [...(times.get(method) ?? []), measured.seconds]);
      peaks.set(peer, measured.megabytes);
    }
  }
  for (const { end } of Object.values(peers)) end();
  console.log(`${title}: ${texts.length} texts, ${amount.toFixed(1)} MB`);
  for (const { name, method, base } of METHODS) {
    const taken = middle(times.get(method) ?? []);
    if (taken === 0) continue;
    const ratio = python ? `${(middle(times.get(base) ?? []) / taken).toFixed(1)} x ${base}` : "";
    console.log(`  ${name.padEnd(26)}${(amount / taken).toFixed(1).padStart(7)} MB/s  ${ratio}`);
  }
  console.log(`  peak memory: ${[...peaks].map(([peer, peak]) => `${peer} ${peak.toFixed(0)} MB`).join(", ")}`);
}

const folder = await mkdtemp(join(tmpdir(), "malmoi-bench-"));
try {
  const missing = await installPython(folder, DATATROVE);
  if (missing !== undefined) console.log(`without Python: ${missing}`);
  const python = missing === undefined;
  await compare("generated pages", scriptTexts(400, 2500), folder, python);
  await compare("generated documents", scriptTexts(40, 25_000), folder, python);
  if (existsSync(LANGUAGES)) {
    const pages = readdirSync(LANGUAGES)
      .filter((name) => name.endsWith(".txt"))
      .flatMap((name) => {
        const text = readFileSync(join(LANGUAGES, name), "utf8");
        return Array.from({ length: 6 }, (_, page) => text.slice(page * 3000, (page + 1) * 3000));
      });
    await compare("shared/data/language/dev, pages of all languages", pages, folder, python);
    const english = readFileSync(join(LANGUAGES, "eng_Latn.txt"), "utf8");
    const parts = Array.from({ length: Math.ceil(english.length / 3000) }, (_, page) =>
      english.slice(page * 3000, (page + 1) * 3000),
    );
    await compare("shared/data/language/dev/eng_Latn.txt, pages", parts, folder, python);
  } else console.log("without ../shared/data/language/dev: absent");
} finally {
  await rm(folder, { recursive: true });
}

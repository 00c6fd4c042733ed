import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cleanDocument, decide, resolveThresholds } from "@malmoi/clean";
import { type Document, findLanguage, Identification, RawText } from "@malmoi/schemas";
import { z } from "zod";

// node --import tsx tests/bench/clean.ts [folder of <tag>.txt] [--megabytes 2] [--python PATH]
// Ours (normalise, all signals, decide) and datatrove's Gopher repetition, Gopher quality, FineWeb and C4 filters on the
// same documents, language by language in one run; megabytes of UTF-8 a second of processor time, helpers of the engine
// included. A document has ten pages of 2,000 characters. Without a folder: ../shared/data/language/dev, or frequent
// words of the language in random order. `--python` is one that can import datatrove and the language's tokenizer;
// languages for which it cannot are skipped by name.

const HERE = dirname(fileURLToPath(import.meta.url));
const PAGE = 2000;
const PAGES = 10;
const TAGS = "spa_Latn vie_Latn ind_Latn arb_Arab fas_Arab heb_Hebr tha_Thai khm_Khmr mya_Mymr lao_Laoo kor_Hang".split(
  " ",
);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { megabytes: { type: "string", default: "2" }, python: { type: "string" } },
});
const folder = positionals[0] ?? join(HERE, "../../../shared/data/language/dev");

function textOf(tag: string): string {
  const path = join(folder, `${tag}.txt`);
  if (existsSync(path)) return readFileSync(path, "utf8");
  const stopWords = findLanguage(tag)?.stopWords ?? [];
  let state = 1;
  const lines = Array.from({ length: 2000 }, () =>
    Array.from({ length: 12 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return stopWords[state % stopWords.length] ?? "";
    }).join(findLanguage(tag)?.spaces === false ? "" : " "),
  );
  return lines.map((line) => `${line}.`).join("\n");
}

function documentsOf(tag: string, bytes: number): Document[] {
  const text = textOf(tag);
  const share = Buffer.byteLength(text) / text.length;
  const length = PAGE * PAGES;
  const count = Math.max(1, Math.ceil(bytes / share / length));
  return Array.from({ length: count }, (_, index) => {
    const start = (index * length) % Math.max(1, text.length - length);
    const slice = text.slice(start, start + length);
    const points = Array.from(slice).length;
    return {
      id: index.toString(16).padStart(32, "0"),
      sha256: index.toString(16).padStart(64, "0"),
      text: RawText.parse(slice),
      pages: [...Array(PAGES).keys()].map((page) => ({
        number: page + 1,
        end: Math.floor((points * (page + 1)) / PAGES),
        source: "ocr" as const,
        extractor: "bench",
        confidence: 0.9,
        furniture: [],
      })),
    };
  });
}

const options = { languages: TAGS, leastScores: {}, thresholds: {}, overrides: {} };

/** Processor seconds of normalise, signals and decide. */
function clean(tag: string, documents: readonly Document[]): number {
  const identification = Identification.parse({
    language: tag,
    script: tag.slice(4),
    score: 0.95,
    margin: 0.5,
    decidedBy: "model",
    near: [],
    encoding: "unicode",
    languages: [{ language: tag, share: 1 }],
  });
  const start = process.cpuUsage();
  for (const document of documents) {
    const { clean: cleaned } = cleanDocument(document, identification, []);
    decide(identification, cleaned.signals, resolveThresholds(tag, options));
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

const Seconds = z.record(z.string(), z.number());

/** Processor seconds by filter, or why not. */
function datatrove(python: string, tag: string, documents: readonly Document[]): Record<string, number> | string {
  const work = mkdtempSync(join(tmpdir(), "malmoi-bench-"));
  try {
    const path = join(work, "documents.json");
    writeFileSync(path, JSON.stringify(documents.map(({ text }) => text)));
    const output = execFileSync(python, [join(HERE, "clean.py"), tag, path], { encoding: "utf8", stdio: "pipe" });
    return Seconds.parse(JSON.parse(output));
  } catch (error) {
    return String(error).trim().split("\n").at(-1) ?? "";
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const megabytes = Number(values.megabytes);
process.stdout.write(
  `Node ${process.version}, ${megabytes} MB a language, ${existsSync(folder) ? folder : "generated"}\n`,
);
process.stdout.write(`${"".padEnd(10)}${"malmoi".padStart(12)}${"datatrove".padStart(14)}${"ratio".padStart(10)}\n`);
for (const tag of TAGS) {
  const documents = documentsOf(tag, megabytes * 1e6);
  const size = documents.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6;
  // Once unmeasured, so that all code is compiled.
  clean(tag, documents);
  const ours = size / clean(tag, documents);
  const line = `${tag.padEnd(10)}${`${ours.toFixed(2)} MB/s`.padStart(12)}`;
  const few = documents.slice(0, 10);
  const theirs = values.python === undefined ? "no --python" : datatrove(values.python, tag, few);
  if (typeof theirs === "string") {
    process.stdout.write(`${line}    datatrove skipped: ${theirs.slice(0, 120)}\n`);
    continue;
  }
  const fewSize = few.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6;
  const speed = fewSize / Object.values(theirs).reduce((sum, seconds) => sum + seconds, 0);
  const parts = Object.entries(theirs).map(([name, seconds]) => `${name} ${(fewSize / seconds).toFixed(2)}`);
  process.stdout.write(
    `${line}${`${speed.toFixed(3)} MB/s`.padStart(14)}${`${(ours / speed).toFixed(0)} x`.padStart(10)}  ${parts.join(", ")}\n`,
  );
}
const { rss, heapUsed } = process.memoryUsage();
process.stdout.write(`memory ${(rss / 1e6).toFixed(0)} MB resident, ${(heapUsed / 1e6).toFixed(0)} MB of heap\n`);

import { createReadStream, existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readJsonLines } from "@malmoi/core";
import { LedgerEntry, RunRecord } from "@malmoi/schemas";
import { afterAll, beforeAll, expect, test } from "vitest";
import { malmoi, ROOT } from "../support/malmoi.ts";

const DATA = join(ROOT, "../shared/data");
const FOLDERS = ["ocr/spa_19c", "ocr/por_books", "ocr/fas_print", "scans"];

let corpus: string;
beforeAll(async () => {
  corpus = await mkdtemp(join(tmpdir(), "malmoi-real-"));
});
afterAll(async () => {
  await rm(corpus, { recursive: true });
});

test.skipIf(!existsSync(DATA))(
  "real scans give a dataset, with every page accounted for (needs ../shared/data)",
  async () => {
    const pipeline = fileURLToPath(new URL("pipeline.yaml", import.meta.url));
    const { code, stdout, stderr } = await malmoi("build", pipeline, "--corpus", corpus);
    console.log(stdout, (await malmoi("status", corpus)).stdout);
    expect(stderr).toBe("");
    expect([0, 3]).toContain(code);

    const record = RunRecord.parse(JSON.parse((await malmoi("status", corpus, "--json")).stdout));
    const ledger = new Map<string, LedgerEntry[]>();
    for await (const entry of readJsonLines(
      createReadStream(join(corpus, "runs", record.run, "ledger.jsonl")),
      LedgerEntry,
    )) {
      ledger.set(entry.path, [...(ledger.get(entry.path) ?? []), entry]);
    }
    const files = FOLDERS.flatMap((folder) =>
      readdirSync(join(DATA, folder)).map((name) => `../../../shared/data/${folder}/${name}`),
    );
    expect([...ledger.keys()].toSorted()).toEqual(files.toSorted());
    // Clean book pages in the pipeline's own languages must arrive.
    const published = [...ledger].filter(([, entries]) => entries.some(({ outcome }) => outcome === "published"));
    const share = (folder: string): number =>
      published.filter(([path]) => path.includes(folder)).length /
      files.filter((path) => path.includes(folder) && /\.(?:jpg|png|pdf)$/.test(path)).length;
    expect(share("/por_books/")).toBeGreaterThan(0.9);
    expect(share("/spa_19c/")).toBeGreaterThan(0.8);
    expect(share("/fas_print/")).toBeGreaterThan(0.5);
    expect(record.totals?.published).toBe(record.rows);
  },
);

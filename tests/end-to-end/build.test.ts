import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJsonLines } from "@malmoi/core";
import { LedgerEntry, ProgressEvent, RunRecord } from "@malmoi/schemas";
import { createReadStream } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderDigest } from "../support/folderDigest.ts";
import { type Finished, malmoi } from "../support/malmoi.ts";
import { addSecondScan, addTinyScan, writeTinyPipeline, writeTinyScans } from "../support/tinyScans.ts";

let folder: string;
let pipeline: string;
let corpus: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-build-"));
  pipeline = join(folder, "pipeline.yaml");
  corpus = join(folder, "corpus");
  await writeTinyScans(join(folder, "scans"));
  await writeTinyPipeline(pipeline);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

interface Built extends Finished {
  readonly events: readonly ProgressEvent[];
  /** Tasks that this run executed, by stage. */
  readonly ran: Record<string, number>;
}

async function build(...args: readonly string[]): Promise<Built> {
  const finished = await malmoi("build", pipeline, "--corpus", corpus, "--json", ...args);
  const events = finished.stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => ProgressEvent.parse(JSON.parse(line)));
  const ran: Record<string, number> = {};
  for (const event of events) if (event.type === "stage-done") ran[event.stage] = event.ran;
  return { ...finished, events, ran };
}

async function ledger(events: readonly ProgressEvent[]): Promise<LedgerEntry[]> {
  const started = events.find((event) => event.type === "run-started");
  if (started === undefined) throw new Error("the run did not start");
  const entries: LedgerEntry[] = [];
  const file = join(corpus, "runs", started.run, "ledger.jsonl");
  for await (const entry of readJsonLines(createReadStream(file), LedgerEntry)) entries.push(entry);
  return entries;
}

// Each test goes on where the one before it ended.
describe.sequential("a corpus from its first scan on", { shuffle: false }, () => {
  let firstRelease: string[];

  test("a first build accounts for every page and says that something was quarantined", async () => {
    const { code, events, stderr } = await build();
    expect(stderr).toBe("");
    expect(code).toBe(3);
    const done = events.at(-1);
    expect(done).toMatchObject({
      type: "run-done",
      rows: 2,
      totals: { files: 8, ignored: 1, pages: 7, published: 2, dropped: 1, duplicate: 1, blank: 1, quarantined: 2 },
    });
    const ends = Object.fromEntries((await ledger(events)).map((entry) => [entry.path, entry]));
    expect(ends["scans/korean.jpg"]?.outcome).toBe("published");
    expect(ends["scans/spanish.jpg"]?.outcome).toBe("published");
    expect(ends["scans/old/korean-copy.jpg"]).toMatchObject({ outcome: "duplicate", duplicateOf: "scans/korean.jpg" });
    expect(ends["scans/english.jpg"]).toMatchObject({
      outcome: "dropped",
      reasons: [expect.objectContaining({ rule: "language", value: "eng_Latn" })],
    });
    expect(ends["scans/blank.png"]?.outcome).toBe("blank");
    expect(ends["scans/notes.txt"]?.outcome).toBe("ignored");
    expect(ends["scans/truncated.jpg"]?.error?.code).toBe("FILE_TRUNCATED");
    expect(ends["scans/empty.tif"]?.error?.code).toBe("EMPTY_FILE");
    expect(await readFile(join(corpus, "quarantine/quarantine.csv"), "utf8")).toContain('"scans/truncated.jpg","1"');
    if (done?.type === "run-done") expect(await readFile(done.report, "utf8")).toContain("<html");
    firstRelease = await folderDigest(join(corpus, "release"));
    expect(firstRelease.map((line) => line.slice(66))).toContain("data/kor_Hang/train/000_00000.parquet");
  });

  test("a second build does nothing again", async () => {
    const { ran } = await build();
    expect(new Set(Object.values(ran))).toEqual(new Set([0]));
    expect(await folderDigest(join(corpus, "release"))).toEqual(firstRelease);
  });

  test("one more scan costs one scan", async () => {
    await addTinyScan(join(folder, "scans"));
    const { ran, events } = await build();
    expect(ran).toEqual({
      intake: 1,
      "ocr.look": 1,
      "ocr.page": 1,
      "ocr.document": 1,
      language: 1,
      "clean.text": 1,
      "clean.decide": 1,
      "dedupe.signature": 1,
      "dedupe.cluster": 1,
      "dedupe.paragraphs": 1,
      "dedupe.repeated": 1,
      "publish.release": 1,
    });
    expect(events.at(-1)).toMatchObject({ rows: 3 });
    const after = (await folderDigest(join(corpus, "release"))).filter((line) => line.includes("/kor_Hang/"));
    expect(after).toEqual(firstRelease.filter((line) => line.includes("/kor_Hang/")));
  });

  test("a changed threshold runs decisions and no recognition", async () => {
    await writeTinyPipeline(pipeline, {
      clean: { thresholds: { word_count: { min: 10_000 }, stop_word_count: null } },
    });
    const { ran, events } = await build();
    expect(ran).toMatchObject({ intake: 0, "ocr.page": 0, "ocr.document": 0, language: 0, "clean.text": 0 });
    expect(ran["clean.decide"]).toBe(4);
    expect(events.at(-1)).toMatchObject({ rows: 0, totals: { published: 0, dropped: 4 } });
    const spanish = (await ledger(events)).find(({ path }) => path === "scans/spanish.jpg");
    expect(spanish?.reasons).toEqual([expect.objectContaining({ rule: "word_count", threshold: 10_000 })]);
    await writeTinyPipeline(pipeline);
    const back = await build();
    expect(new Set(Object.values(back.ran))).toEqual(new Set([0]));
    expect(back.events.at(-1)).toMatchObject({ rows: 3 });
  });

  test("a step of the user's own leaves out and changes, reads nothing anew, and names its mistakes", async () => {
    const step = join(folder, "drop-hymnals.js");
    const steps = [{ use: "./drop-hymnals.js" }];
    await writeFile(
      step,
      `export default ({ language, pages }) =>
        language === "kor_Hang" ? { drop: "hymnal" } : { pages: pages.map(({ text }) => text.replace(/ /g, "  ") + " Fin") };`,
    );
    await writeTinyPipeline(pipeline, { steps });
    const { ran, events } = await build();
    expect(ran).toMatchObject({ "ocr.page": 0, language: 0, "clean.text": 0, "clean.steps": 4, "clean.decide": 4 });
    const korean = (await ledger(events)).find(({ path }) => path === "scans/korean.jpg");
    expect(korean).toMatchObject({ outcome: "dropped", reasons: [{ rule: "drop-hymnals", value: "hymnal" }] });
    const select = "SELECT text, pages FROM release WHERE language = 'spa_Latn'";
    const rows = (await malmoi("inspect", corpus, "--json", "--sql", select)).stdout;
    expect(rows).toMatch(/ Fin"/);
    expect(rows).not.toContain("  ");

    await writeFile(step, "export default () => {\n  throw new Error('not yet');\n};");
    const broken = await build();
    expect(broken.code).toBe(3);
    expect(broken.ran).toMatchObject({ "clean.text": 0, "clean.steps": 4 });
    const failed = (await ledger(broken.events)).find(({ path }) => path === "scans/spanish.jpg");
    expect(failed).toMatchObject({ outcome: "quarantined", error: { code: "STEP_FAILED" } });
    expect(failed?.error?.message).toMatch(/drop-hymnals\.js failed on .*spanish\.jpg: Error: not yet, line 2/);

    await writeFile(step, "export const step = 1;");
    const { code, stderr } = await malmoi("build", pipeline, "--corpus", corpus);
    expect(code).toBe(2);
    expect(stderr).toContain("./drop-hymnals.js has no default export that is a function");
    await writeTinyPipeline(pipeline);
  });

  test("a file that the submission declares and nobody brought is reported", async () => {
    const file = join(folder, "scans/submission.json");
    const before = await readFile(file, "utf8");
    const submission: { documents: unknown[] } = JSON.parse(before);
    submission.documents.push({ path: "missing.tif" });
    await writeFile(file, JSON.stringify(submission));
    const { events } = await build();
    const missing = (await ledger(events)).find(({ path }) => path === "scans/missing.tif");
    expect(missing).toMatchObject({ outcome: "quarantined", error: { code: "FILE_MISSING" } });
    await writeFile(file, before);
  });

  test("status, inspect and report speak of the last run", async () => {
    const status = await malmoi("status", corpus, "--json");
    expect(RunRecord.parse(JSON.parse(status.stdout)).totals?.pages).toBe(9);
    expect(status.code).toBe(3);
    const dropped = await malmoi("inspect", corpus, "--dropped", "--rule", "language");
    expect(dropped.stdout).toContain("english.jpg");
    const document = await malmoi("inspect", corpus, "korean.jpg");
    expect(document.stdout).toMatch(
      /published[\s\S]*kor_Hang[\s\S]*ocr_confidence +0\.\d+ +at least 0\.\d+\n[\s\S]*normalised by/,
    );
    const unknown = await malmoi("inspect", corpus, "no-such-file");
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain("no document or file");
    const sql = await malmoi(
      "inspect",
      corpus,
      "--json",
      "--sql",
      "SELECT count(*) AS n FROM release WHERE language = 'kor_Hang'",
    );
    expect(JSON.parse(sql.stdout)).toEqual({ n: 1 });
    expect((await malmoi("inspect", corpus, "--sql", "SELECT nonsense")).code).toBe(2);
  });

  test("a page that was scanned once more is not read again, and its record says so", async () => {
    await addSecondScan(join(folder, "scans"));
    const { ran, events } = await build();
    expect(ran).toMatchObject({ "ocr.look": 1, "ocr.compare": 1, "ocr.page": 0, "ocr.copy": 1, "ocr.document": 1 });
    const started = events.find((event) => event.type === "run-started");
    const documents = await readFile(join(corpus, "runs", started?.run ?? "", "documents.jsonl"), "utf8");
    expect(documents).toContain("read once: the same as page 1 of ");
  });
});

test("the release is the same to the byte with one worker and with two, built anew", async () => {
  const digests: string[][] = [];
  for (const workers of ["1", "2"]) {
    const fresh = join(folder, `corpus-${workers}`);
    const { code } = await malmoi("build", pipeline, "--corpus", fresh, "--workers", workers, "--json");
    expect(code).toBe(3);
    digests.push(await folderDigest(join(fresh, "release")));
  }
  expect(digests[0]).toEqual(digests[1]);
  expect(digests[0]).not.toEqual([]);
});

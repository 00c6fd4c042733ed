import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { RunRecord } from "@malmoi/schemas";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { malmoi, startMalmoi } from "../support/malmoi.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-mistakes-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test("a wrong pipeline file: file, line, value, what was expected, exit code 2", async () => {
  const file = join(folder, "wrong.yaml");
  await writeFile(
    file,
    [
      "name: Demo Corpus",
      "input:",
      "  - path: scans",
      "languages: [tha_Thai, klingon]",
      "dataset:",
      "  title: Wrong",
      "ocr:",
      "  deadlineSecond: 3",
      "  memoryMegabytes: lots",
      "",
    ].join("\n"),
  );
  const { code, stderr } = await malmoi("build", file);
  expect(code).toBe(2);
  expect(stderr).toMatch(/wrong\.yaml:1:7: name: found "Demo Corpus".*lower-case/);
  expect(stderr).toMatch(/wrong\.yaml:4:23: languages\[1\]: found "klingon"; expected a known language tag/);
  expect(stderr).toMatch(/wrong\.yaml:8:3: ocr: unknown key "deadlineSecond"/);
  expect(stderr).toMatch(/wrong\.yaml:9:20: ocr\.memoryMegabytes: found "lots"; expected number/);
  expect(stderr).not.toContain("at parsePipeline");
});

test("broken YAML is reported with its line", async () => {
  const file = join(folder, "broken.yaml");
  await writeFile(file, 'name: x\ninput: [\n  - path: "scans\n');
  const { code, stderr } = await malmoi("build", file);
  expect(code).toBe(2);
  expect(stderr).toMatch(/broken\.yaml:\d+:\d+: /);
});

test("files and folders that are not there", async () => {
  expect(await malmoi("build", join(folder, "none.yaml"))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("cannot read the pipeline file"),
  });
  const file = join(folder, "p.yaml");
  await writeFile(file, "name: x\ninput: [{ path: nowhere }]\nlanguages: [tha_Thai]\ndataset: { title: X }\n");
  expect(await malmoi("build", file, "--corpus", join(folder, "corpus"))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("is not a folder"),
  });
  expect(await malmoi("status", folder)).toMatchObject({ code: 2, stderr: expect.stringContaining("holds no") });
});

test("a corpus of another version: what to do, and no stack trace", async () => {
  const run = join(folder, "runs", "20200101T000000000Z");
  await mkdir(run, { recursive: true });
  await writeFile(join(run, "run.json"), JSON.stringify({ status: "complete", documents: 3 }));
  for (const command of [["status"], ["inspect", "--dropped", "--rule", "language"]]) {
    const [name = "", ...options] = command;
    const { code, stderr } = await malmoi(name, folder, ...options);
    expect([command, code]).toEqual([command, 2]);
    expect(stderr).toContain("Run malmoi build with its pipeline file again");
    expect(stderr).not.toContain("    at ");
  }
});

test("a language without a model names the command that gets it, before anything is done", async () => {
  await mkdir(join(folder, "scans"));
  const file = join(folder, "p.yaml");
  await writeFile(file, "name: x\ninput: [{ path: scans }]\nlanguages: [kaz_Cyrl]\ndataset: { title: X }\n");
  // A machine with Tesseract and all its models would have this one.
  vi.stubEnv("TESSDATA_PREFIX", folder);
  vi.stubEnv("XDG_CACHE_HOME", folder);
  const { code, stderr } = await malmoi("build", file, "--corpus", join(folder, "corpus"));
  vi.unstubAllEnvs();
  expect(code).toBe(2);
  expect(stderr).toContain("malmoi models get kaz");
});

test("an empty folder makes an empty dataset", async () => {
  await mkdir(join(folder, "scans"));
  const file = join(folder, "p.yaml");
  await writeFile(file, "name: x\ninput: [{ path: scans }]\nlanguages: [spa_Latn]\ndataset: { title: X }\n");
  const { code, stdout, stderr } = await malmoi("build", file, "--corpus", join(folder, "corpus"));
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(stdout).toContain("0 pages of 0 files");
});

test("a corpus is built by one run at a time, and the lock of a dead run is taken over", async () => {
  await mkdir(join(folder, "scans"));
  await mkdir(join(folder, "corpus"));
  const file = join(folder, "p.yaml");
  const lock = join(folder, "corpus/lock");
  await writeFile(file, "name: x\ninput: [{ path: scans }]\nlanguages: [spa_Latn]\ndataset: { title: X }\n");
  await writeFile(lock, JSON.stringify({ pid: process.pid, host: hostname() }));
  const locked = await malmoi("build", file, "--corpus", join(folder, "corpus"));
  expect(locked).toMatchObject({ code: 2, stderr: expect.stringContaining("another run") });
  // No process has this number: Linux gives out at most 4194304.
  await writeFile(lock, JSON.stringify({ pid: 4_999_999, host: hostname() }));
  expect(await malmoi("build", file, "--corpus", join(folder, "corpus"))).toMatchObject({ code: 0 });
});

test("status tells a run that is under way from one that was killed, and how far it was", async () => {
  const corpus = join(folder, "corpus");
  const file = join(folder, "p.yaml");
  await mkdir(join(folder, "scans"));
  await writeFile(file, "name: x\ninput: [{ path: scans }]\nlanguages: [spa_Latn]\ndataset: { title: X }\n");
  await malmoi("build", file, "--corpus", corpus);
  const record = RunRecord.parse(JSON.parse((await malmoi("status", corpus, "--json")).stdout));
  const current = { stage: "ocr.page", tasks: 2_000, done: 500 };
  await writeFile(
    join(corpus, "runs", record.run, "run.json"),
    JSON.stringify({ ...record, status: "running", totals: null, rows: null, current }),
  );
  const killed = (await malmoi("status", corpus)).stdout;
  expect(killed).toContain("was killed: run the same command again");
  expect(killed).toContain("ocr.page: 500 of 2,000 tasks done (25.0 %)");
  await writeFile(join(corpus, "lock"), JSON.stringify({ pid: process.pid, host: hostname() }));
  expect((await malmoi("status", corpus)).stdout).toContain("is under way");
});

test("help helps, and what is not understood is said", async () => {
  const help = await malmoi("build", "--help");
  expect(help.code).toBe(0);
  expect(help.stdout).toContain("--corpus <dir>");
  expect(await malmoi("build")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("missing required argument"),
  });
  expect(await malmoi("bild")).toMatchObject({ code: 2, stderr: expect.stringContaining("Did you mean build?") });
  expect(await malmoi("build", "x.yaml", "--until", "lunch")).toMatchObject({ code: 2 });
  expect(await malmoi("build", "pipelines/demo.yaml", "--workers", "many")).toMatchObject({ code: 2 });
});

test("a reader who has seen enough is no error", async () => {
  const { child, finished } = startMalmoi(["languages", "--json"]);
  child.stdout?.destroy();
  const { code, stderr } = await finished;
  expect(stderr).toBe("");
  expect(code).toBe(141);
});

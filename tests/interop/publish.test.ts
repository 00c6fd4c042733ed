import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { folderDigest } from "../support/folderDigest.ts";
import { type Hub, startHub } from "../support/hub/hub.ts";
import { TOKENS } from "../support/hub/identity.ts";
import { type Finished, startMalmoi } from "../support/malmoi.ts";
import { HERE, installPython, PYTHON, run } from "./pythonEnvironment.ts";
import { addTinyScan, writeTinyPipeline, writeTinyScans } from "../support/tinyScans.ts";

// From scans to a Hub, on to the next version, and a takedown that lasts: the command line as its users type it. The
// tests follow one another, as versions do.

const HUB = "hf://datasets/archive/tiny";

let root = "";
let corpus = "";
let hub: Hub;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "malmoi-publish-"));
  corpus = join(root, "corpus");
  hub = await startHub({ folder: join(root, "hub") });
  await writeTinyScans(join(root, "scans"));
  await writeTinyPipeline(join(root, "tiny.yaml"), { publish: { to: HUB } });
});
afterAll(async () => {
  await hub.close();
  await rm(root, { recursive: true, force: true });
});

async function malmoi(...args: string[]): Promise<Finished> {
  return await startMalmoi(args, { HF_ENDPOINT: hub.url, HF_TOKEN: TOKENS.write }).finished;
}

const build = async (): Promise<Finished> => await malmoi("build", join(root, "tiny.yaml"), "--corpus", corpus);

/** Surroundings of Python's clients. */
const client = (): Record<string, string> => ({
  HF_ENDPOINT: hub.url,
  HF_TOKEN: TOKENS.write,
  HF_HUB_DISABLE_XET: "1",
  HF_HUB_DISABLE_TELEMETRY: "1",
  NO_PROXY: "127.0.0.1,localhost",
});

function onHub(revision: string): string[] {
  const state = hub.repository("archive/tiny");
  const tree = state?.commits[state.refs[revision] ?? ""]?.tree ?? {};
  return Object.keys(tree)
    .filter((path) => path !== ".gitattributes")
    .toSorted();
}

/** Data files, other than the sample, that were sent while `publish` ran. */
async function sentBy(
  publish: () => Promise<Finished>,
): Promise<{ code: number | null; output: string; puts: number; commits: number }> {
  const before = hub.log.length;
  const { code, stdout, stderr } = await publish();
  const log = hub.log.slice(before);
  const puts = log.filter(({ method }) => method === "PUT").length;
  return { code, output: stdout + stderr, puts, commits: log.filter(({ path }) => path.includes("/commit/")).length };
}

test("a release goes to a folder and to the Hub, with a tag; a second time nothing is sent", async () => {
  expect((await build()).code).toBe(3);
  const folder = join(root, "published");
  expect((await malmoi("publish", corpus, "--to", folder)).code).toBe(0);
  expect(await folderDigest(folder)).toEqual(await folderDigest(join(corpus, "release")));
  // Where to is said in the pipeline.
  const first = await sentBy(async () => await malmoi("publish", corpus));
  expect({ code: first.code, output: first.output }).toEqual({
    code: 0,
    output: expect.stringContaining("Published v1.0.0"),
  });
  expect(onHub("refs/heads/main")).toEqual((await folderDigest(folder)).map((line) => line.slice(66)));
  expect(onHub("refs/tags/v1.0.0")).toEqual(onHub("refs/heads/main"));
  const second = await sentBy(async () => await malmoi("publish", corpus, "--to", HUB));
  expect(second).toMatchObject({ code: 0, puts: 0, commits: 0, output: expect.stringContaining("there already") });
});

test("the card's examples run as they stand, from the Hub", async (context) => {
  const missing = await installPython(root);
  if (missing !== undefined) context.skip(missing);
  const place = await mkdtemp(join(root, "examples-"));
  const { ok, output } = await run(
    PYTHON,
    [join(HERE, "examples.py"), join(corpus, "release/README.md")],
    place,
    client(),
  );
  expect({ ok, output: ok ? "" : output.slice(-3000) }).toEqual({ ok: true, output: "" });
  const ran = [...output.matchAll(/^ran (\w+)$/gm)].map(([, language]) => language);
  expect(ran).toEqual(["sh", "python", "python", "sql", "python", "python", "python", "python"]);
});

test("one more scan is one more shard of its language, and a minor version", async () => {
  await addTinyScan(join(root, "scans"));
  expect((await build()).code).toBe(3);
  const { code, puts } = await sentBy(async () => await malmoi("publish", corpus, "--to", HUB));
  // The new shard and the sample; text files need no storage.
  expect({ code, puts }).toEqual({ code: 0, puts: 2 });
  expect(onHub("refs/tags/v1.1.0").filter((path) => path.includes("tur_Latn"))).toEqual([
    "data/tur_Latn/train/000_00000.parquet",
  ]);
  expect(onHub("refs/tags/v1.0.0").filter((path) => path.includes("tur_Latn"))).toEqual([]);
});

test("a takedown removes the row, stays through later builds, and keeps out another scan of the page", async () => {
  const plan = await malmoi(
    "takedown",
    corpus,
    "--source",
    "spanish.jpg",
    "--reason",
    "withdrawn",
    "--dry-run",
    "--json",
  );
  expect(JSON.parse(plan.stdout)).toMatchObject({ tombstones: [{ source: { path: "spanish.jpg" } }], spared: [] });
  const taken = await malmoi(
    "takedown",
    corpus,
    "--source",
    "spanish.jpg",
    "--reason",
    "withdrawn",
    "--by",
    "A reader",
  );
  expect({ code: taken.code, output: taken.stdout + taken.stderr }).toEqual({
    code: 0,
    output: expect.stringContaining("v1.1.1"),
  });
  expect(taken.stdout).toContain("Versions published before (v1.0.0, v1.1.0) still hold the text");
  expect(await readdir(join(corpus, "release/data"))).not.toContain("spa_Latn");
  const release = await folderDigest(join(corpus, "release"));
  expect(release.join()).not.toContain("spa_Latn");
  for (const path of release.map((line) => line.slice(66))) {
    expect({ path, found: (await readFile(join(corpus, "release", path))).includes("A reader") }).toEqual({
      path,
      found: false,
    });
  }
  const { code, puts } = await sentBy(async () => await malmoi("publish", corpus, "--to", HUB));
  // Only the sample: the shard held nothing else, and went.
  expect({ code, puts }).toEqual({ code: 0, puts: 1 });
  expect(onHub("refs/heads/main").join()).not.toContain("spa_Latn");

  // The same page, scanned again: other bytes, another size.
  const again = sharp(join(root, "scans/spanish.jpg"));
  const { width } = await again.metadata();
  await again
    .resize(Math.round(width * 1.1))
    .jpeg({ quality: 90 })
    .toFile(join(root, "scans/once-more.jpg"));
  expect((await build()).code).toBe(3);
  expect((await folderDigest(join(corpus, "release"))).join()).not.toContain("spa_Latn");
  const why = await malmoi("inspect", corpus, "--dropped", "--rule", "takedown");
  expect(why.stdout).toContain("once-more.jpg");
  expect(why.stdout).toContain("spanish.jpg");
  expect(why.stdout).toMatch(/as one taken down on \d{4}-\d{2}-\d{2}: withdrawn/);
});

test("what was taken down is purged from the history as the documentation says, and nothing else", async (context) => {
  const missing = await installPython(root);
  if (missing !== undefined) context.skip(missing);
  const readme = join(HERE, "../../packages/publish/README.md");
  const before = { main: onHub("refs/heads/main"), first: onHub("refs/tags/v1.0.0") };
  const { ok, output } = await run(PYTHON, [join(HERE, "purge.py"), readme, "archive/tiny"], root, client());
  expect({ ok, output }).toEqual({ ok: true, output: expect.stringContaining("data/spa_Latn/train/") });
  expect(onHub("refs/heads/main")).toEqual(before.main);
  // With the row's shard goes the sample that held it.
  const gone = before.first.filter((path) => !onHub("refs/tags/v1.0.0").includes(path));
  expect(gone).toEqual(["data/sample/train/000_00000.parquet", "data/spa_Latn/train/000_00000.parquet"]);
  // All that the next version needs is still there.
  const next = await sentBy(async () => await malmoi("publish", corpus, "--to", HUB));
  expect({ code: next.code, puts: next.puts }).toEqual({ code: 0, puts: 0 });
});

test("where everything is taken down, an empty dataset stays that can be read", async (context) => {
  const taken = await malmoi("takedown", corpus, "--institution", "Test archive", "--reason", "withdrawn");
  expect({ code: taken.code, output: taken.stdout }).toEqual({
    code: 0,
    output: expect.stringContaining("of 0 documents"),
  });
  expect((await malmoi("publish", corpus, "--to", HUB)).code).toBe(0);
  expect(onHub("refs/heads/main").filter((path) => path.startsWith("data/"))).toEqual([
    "data/sample/train/000_00000.parquet",
  ]);
  const missing = await installPython(root);
  if (missing !== undefined) context.skip(missing);
  // `datasets` itself loads a split without rows only as a stream.
  const script = `
import sys, pandas
from datasets import load_dataset
assert list(load_dataset(sys.argv[1], split="train", streaming=True)) == []
frame = pandas.read_parquet(sys.argv[1] + "/data/sample/train")
assert len(frame) == 0 and "text" in frame.columns, frame`;
  const { ok, output } = await run(PYTHON, ["-c", script, join(corpus, "release")], root);
  expect({ ok, output: ok ? "" : output.slice(-1000) }).toEqual({ ok: true, output: "" });
});

test("mistakes are told with what to do about them", async () => {
  const wrong = async (...args: string[]): Promise<Finished> => await malmoi(...args);
  // To machines as well.
  expect(await wrong("publish", corpus, "--to", "s3://bucket/x", "--json")).toMatchObject({
    code: 2,
    stdout: expect.stringMatching(/^\{"type":"failed","kind":"config","code":"TARGET_INVALID",.*\}\n$/),
    stderr: expect.stringContaining("hf://datasets/"),
  });
  expect(await wrong("publish", root, "--to", HUB)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("malmoi build"),
  });
  expect(await wrong("publish", corpus, "--to", join(root, "scans"))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("something else"),
  });
  expect(await wrong("publish", corpus, "--to", join(corpus, "release/copy"))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("a part of the corpus"),
  });
  expect(await wrong("publish", corpus, "--to", "hf://datasets/others/x")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("may not write"),
  });
  expect(await wrong("takedown", corpus, "--reason", "x")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--document"),
  });
});

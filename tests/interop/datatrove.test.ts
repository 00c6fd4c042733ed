import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DATATROVE_CONFIGS, datatroveClusters, datatroveSignature } from "@malmoi/dedupe";
import { afterAll, beforeAll, expect, test, type TestContext } from "vitest";
import { z } from "zod";
import { badCopy, scriptTexts } from "../support/scriptTexts.ts";
import { DATATROVE, HERE, installPython, PYTHON, run } from "./pythonEnvironment.ts";

// Side by side with datatrove itself, number for number.

let root = "";
let missing: string | undefined;
const originals = scriptTexts(48, 1500);
const odd = [
  "",
  "four words are few",
  "İSTANBUL ΟΔΥΣΣΕΥΣ 1.234,5 ½ ﬁ — ¿qué? e\u0301 \ufeffa ́ b 😀 𝟏𝟐 x",
  "Σ".repeat(50),
];
const TEXTS = [
  ...odd,
  ...originals,
  ...originals.map((text, index) => badCopy(text, 0.0004 * (index % 12), index)),
  ...originals.slice(0, 8),
];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "malmoi-datatrove-"));
  missing = await installPython(root, DATATROVE);
  if (missing !== undefined) console.warn(`skipped: ${missing}`);
  await writeFile(join(root, "texts.jsonl"), TEXTS.map((text) => JSON.stringify(text)).join("\n"));
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

async function datatrove(context: TestContext, what: string, ...parameters: string[]): Promise<string> {
  if (missing !== undefined) context.skip(missing);
  const { ok, output } = await run(
    PYTHON,
    [join(HERE, "minhash.py"), what, join(root, "texts.jsonl"), ...parameters],
    root,
  );
  expect({ ok, output: ok ? "" : output }).toEqual({ ok: true, output: "" });
  return output;
}

test("signatures are those of datatrove, in all scripts", async (context) => {
  const output = await datatrove(context, "signatures");
  const lines = output.split("\n").filter((line) => line.startsWith("{"));
  const Signatures = z.object({ "14x8": z.string().nullable(), "32x10": z.string().nullable() });
  const theirs = lines.map((line) => Signatures.parse(JSON.parse(line)));
  const ours = TEXTS.map((text) => ({
    "14x8": datatroveSignature(text, DATATROVE_CONFIGS["datatrove-14x8"])?.join(" ") ?? null,
    "32x10": datatroveSignature(text, DATATROVE_CONFIGS["datatrove-32x10"])?.join(" ") ?? null,
  }));
  expect(theirs).toHaveLength(TEXTS.length);
  expect(TEXTS.filter((_, index) => JSON.stringify(ours[index]) !== JSON.stringify(theirs[index]))).toEqual([]);
});

test("clusters are those of its stages 1 to 3", async (context) => {
  await datatrove(context, "clusters", root);
  const pairs = new Uint32Array((await readFile(join(root, "clusters", "000000.clusters"))).buffer.slice(0));
  expect(pairs.length).toBeGreaterThan(100);
  const theirs = new Map<number, number[]>();
  for (let at = 0; at < pairs.length; at += 2) {
    const [text = 0, cluster = 0] = pairs.subarray(at, at + 2);
    theirs.set(cluster, [...(theirs.get(cluster) ?? []), text]);
  }
  const config = DATATROVE_CONFIGS["datatrove-14x8"];
  const ours = new Map<number, number[]>();
  datatroveClusters(
    TEXTS.map((text) => datatroveSignature(text, config)),
    config,
  ).forEach((first, index) => {
    ours.set(first, [...(ours.get(first) ?? []), index]);
  });
  const clusters = [...ours.values()].filter(({ length }) => length > 1);
  expect(clusters.toSorted()).toEqual([...theirs.values()].toSorted());
  // Some of the copies are too bad for it to be found, or the comparison would say little.
  expect(clusters.length).toBeLessThan(originals.length);
});

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parsePipeline, readPipeline } from "./readPipeline.ts";

const PIPELINES = fileURLToPath(new URL("../../../../pipelines/", import.meta.url));

test.each(readdirSync(PIPELINES).filter((name) => name.endsWith(".yaml")))("pipelines/%s is right", async (name) => {
  const pipeline = await readPipeline(join(PIPELINES, name));
  expect(name).toBe(`${pipeline.name}.yaml`);
  expect(pipeline.publish.sampleRows).toBe(20);
});

const mistakesIn = (text: string): string[] => {
  try {
    parsePipeline(text, "p.yaml");
    return [];
  } catch (error) {
    return error instanceof Error ? error.message.split("\n") : [];
  }
};

const GOOD = "name: x\ninput: [{ path: scans }]\nlanguages: [tha_Thai]\ndataset: { title: X }\n";

test("says where, what was found, and what was expected", () => {
  expect(mistakesIn(GOOD)).toEqual([]);
  expect(mistakesIn("")).toEqual([expect.stringMatching(/^p\.yaml:1:1: the file: found nothing; expected object/)]);
  expect(mistakesIn(GOOD.replace("title: X", "titel: X"))).toEqual([
    expect.stringMatching(/^p\.yaml:4:10: dataset\.title: found nothing; expected string/),
    expect.stringMatching(/^p\.yaml:4:12: dataset: unknown key "titel"/),
  ]);
  expect(mistakesIn(`${GOOD}dedupe:\n  similarity: 2\n`)).toEqual([
    expect.stringMatching(/^p\.yaml:6:15: dedupe\.similarity: found 2; .*<=1/),
  ]);
  expect(mistakesIn(`${GOOD}overrides:\n  xyz_Abcd: {}\n`)).toEqual([
    expect.stringMatching(/^p\.yaml:6:3: overrides.*/),
  ]);
  expect(mistakesIn(`${GOOD}input: []\n`)[0]).toMatch(/^p\.yaml:5:1: .*unique/);
});

test("a key that YAML makes into something else is still caught", () => {
  expect(mistakesIn(GOOD.replace("[tha_Thai]", "[no]"))).toEqual([
    expect.stringMatching(/^p\.yaml:3:13: languages\[0\]: found "no"; expected a known language tag/),
  ]);
});

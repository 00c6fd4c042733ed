import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeTask, type TaskContext } from "@malmoi/core";
import { type CleanDocument, type Document, Provenance, RawText } from "@malmoi/schemas";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cleanDocument } from "../cleanDocument.ts";
import { resolveStep } from "./loadStep.ts";
import { stepsStage, type StepsSummary } from "./stepsStage.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-steps-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const pages = [11, 27].map((end, index) => ({
  number: index + 2,
  end,
  source: "ocr" as const,
  extractor: "test",
  confidence: 0.5,
  furniture: [],
}));
const DOCUMENT: Document = {
  id: "0".repeat(32),
  sha256: "0".repeat(64),
  text: RawText.parse("Himno al \u{1F600}\n\n\n Un texto más."),
  pages,
};
const IDENTIFIED = { language: "spa_Latn", encoding: "unicode" as const, languages: [] };
const PROVENANCE = Provenance.parse({
  ...Object.fromEntries(Object.keys(Provenance.shape).map((key) => [key, null])),
  title: "Himnos",
});
const unused = (): never => {
  throw new Error("not used");
};

const reference = (key: string) => ({ key, sha256: key.padStart(64, "0") });

/** Writes modules, the first one a step, and asks all steps named about the document. */
async function ask(
  modules: Readonly<Record<string, string>>,
  use: readonly string[],
): Promise<{ clean: CleanDocument; summary: StepsSummary }> {
  for (const [name, source] of Object.entries(modules)) await writeFile(join(folder, name), source);
  const steps = await Promise.all(use.map((name) => resolveStep(name, folder)));
  const before = JSON.stringify(cleanDocument(DOCUMENT, IDENTIFIED, []).clean);
  const written: CleanDocument[] = [];
  const context: TaskContext = {
    read: async ({ key }) => new TextEncoder().encode(key === "d" ? JSON.stringify(DOCUMENT) : before),
    async write(_, data) {
      if (data instanceof Uint8Array) written.push(JSON.parse(new TextDecoder().decode(data)));
    },
    stream: unused,
    open: unused,
    damaged: unused,
    scratch: async () => folder,
  };
  const input = { file: "scans/a.tif", document: reference("d"), clean: reference("c"), trace: reference("t") };
  const summary = await stepsStage.run(
    { ...input, language: "spa_Latn", languages: [], provenance: PROVENANCE, steps },
    context,
  );
  const [clean] = written;
  if (clean === undefined) throw new Error("nothing was written");
  return { clean, summary };
}

test("a step sees text, pages, language, provenance and signals, and may say nothing", async () => {
  const source = `export default (document) => {
    const { signals, ...rest } = document;
    if (signals.word_count < 1) return { drop: "no words" };
    return rest.pages.map((page) => page.number + page.text).join("|") === "2Himno al \u{1F600}|3Un texto más." &&
      rest.provenance.title === "Himnos" && rest.file === "scans/a.tif" && rest.language === "spa_Latn" &&
      rest.text === "Himno al \u{1F600}\\n\\nUn texto más." ? undefined : { drop: JSON.stringify(rest) };
  };`;
  const { clean, summary } = await ask({ "see.js": source }, ["see.js"]);
  expect(summary.reasons).toEqual([]);
  expect(clean).toEqual(cleanDocument(DOCUMENT, IDENTIFIED, []).clean);
});

test("steps go one after another; every reason is kept, pages are normalised, measured and end where they end", async () => {
  const { clean, summary } = await ask(
    {
      "without-hymns.js": `import { word } from "./word.js";
        export default async ({ pages }) => ({ drop: "hymnal", pages: pages.map(({ text }) => text.replace(word, "  cafe\\u0301 ")) });`,
      "word.js": "export const word = /Himno al/;",
      "late.mjs": `export default ({ text }) => (text.startsWith("café \u{1F600}\\n\\nUn") ? { drop: "late" } : null);`,
    },
    ["without-hymns.js", "./late.mjs"],
  );
  expect(summary.reasons).toEqual([
    { rule: "without-hymns", value: "hymnal", threshold: "none" },
    { rule: "late", value: "late", threshold: "none" },
  ]);
  expect(clean.text).toBe("café \u{1F600}\n\nUn texto más.");
  expect(clean.pages).toEqual([
    { number: 2, end: 6 },
    { number: 3, end: 21 },
  ]);
  expect(summary.words).toBe(clean.signals["word_count"]);
  expect(summary.chars).toBe(21);
});

test("a page may be emptied", async () => {
  const { clean } = await ask({ "a.js": `export default () => ({ pages: ["", "solo"] });` }, ["a.js"]);
  expect(clean).toMatchObject({ text: "solo", pages: [{ end: 0 }, { end: 4 }] });
});

test.each([
  ["throw new Error('no idea')", /step bad\.js failed on scans\/a\.tif: Error: no idea, line 2/],
  ["return { dorp: 'x' }", /its answer is wrong: .*dorp/],
  ["return { drop: 3 }", /its answer's drop is wrong/],
  ["return { pages: ['one'] }", /answered 1 pages for 2/],
  ["return 'drop'", /its answer is wrong/],
  ["return Promise.reject(undefined)", /undefined/],
])("%s: an InputError with step and file", async (body, message) => {
  const asked = ask({ "bad.js": `export default () => {\n  ${body};\n};` }, ["bad.js"]);
  await expect(asked).rejects.toMatchObject({
    kind: "input",
    code: "STEP_FAILED",
    message: expect.stringMatching(message),
  });
});

test.each([
  ["export const step = 1;", /has no default export that is a function/],
  ["export default {", /cannot be loaded/],
  ["import './gone.js'; export default () => {};", /cannot be loaded/],
])("%s: a ConfigError before anything runs", async (source, message) => {
  await writeFile(join(folder, "bad.js"), source);
  await expect(resolveStep("bad.js", folder)).rejects.toMatchObject({
    kind: "config",
    code: "STEP_INVALID",
    message: expect.stringMatching(message),
  });
});

test("a step that is not there is a ConfigError", async () => {
  await expect(resolveStep("none.js", folder)).rejects.toMatchObject({ kind: "config", code: "STEP_INVALID" });
});

test("the key follows the module and what it names, and not where it is", async () => {
  const keyOf = async (): Promise<string> => {
    const steps = [await resolveStep("a.js", folder)];
    const item = {
      label: "x",
      document: reference("d"),
      clean: reference("c"),
      trace: reference("t"),
      provenance: PROVENANCE,
    };
    const identification = {
      ...IDENTIFIED,
      languages: [],
      script: "Latn",
      score: 1,
      margin: 1,
      near: [],
      decidedBy: "model" as const,
    };
    const [spec] = stepsStage.plan({ ...item, identification }, { steps });
    if (spec === undefined) throw new Error("no task");
    return makeTask(stepsStage, spec).key;
  };
  await writeFile(join(folder, "b.js"), "export const b = 1;");
  await writeFile(join(folder, "a.js"), `import { b } from "./b.js"; export default () => b;`);
  const first = await keyOf();
  expect(await keyOf()).toBe(first);
  await writeFile(join(folder, "b.js"), "export const b = 2;");
  const second = await keyOf();
  expect(second).not.toBe(first);
  await writeFile(join(folder, "a.js"), `import { b } from "./b.js"; export default () => b + 1;`);
  expect(await keyOf()).not.toBe(second);
});

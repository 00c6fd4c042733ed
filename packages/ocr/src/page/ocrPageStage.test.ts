import { makeTask } from "@malmoi/core";
import { expect, test } from "vitest";
import { modelNames, ocrPageStage, type OcrItem, type OcrOptions, summarisePage } from "./ocrPageStage.ts";

const stage = ocrPageStage({ identify: () => "und", quality: () => undefined });
const A = "a".repeat(64);
const B = "b".repeat(64);

const ITEM: OcrItem = {
  file: { folder: "/scans", path: "letters/1912.pdf", bytes: 10, sha256: A },
  scan: { sha256: A, bytes: 10, format: "pdf", pages: 3 },
  language: null,
};
const OPTIONS: OcrOptions = {
  languages: ["tha_Thai", "spa_Latn"],
  textLayer: true,
  models: { tha: { path: "/m/tha", sha256: A }, spa: { path: "/m/spa", sha256: B } },
  engine: { name: "tesseract.js", version: "7.0.0" },
  libraries: { sharp: "0.35.5" },
};

const specs = (item: OcrItem = ITEM, options: OcrOptions = OPTIONS): ReturnType<typeof plan> => plan(item, options);
const plan = (item: OcrItem, options: OcrOptions) => [...stage.plan(item, options)];
const keys = (item?: OcrItem, options?: OcrOptions): string[] =>
  specs(item, options).map((spec) => makeTask(stage, spec).key);

test("one task a page, labelled for people", () => {
  expect(specs().map(({ label }) => label)).toEqual([1, 2, 3].map((page) => `letters/1912.pdf page ${page}`));
  const single = { ...ITEM, scan: { ...ITEM.scan, pages: 1 } };
  expect(specs(single).map(({ label }) => label)).toEqual(["letters/1912.pdf"]);
  expect(new Set(keys()).size).toBe(3);
  expect(specs().map(({ input }) => stage.input.parse(input).page)).toEqual([1, 2, 3]);
});

test("a declared language is the only candidate, with its model alone", () => {
  const [first] = specs({ ...ITEM, language: "spa_Latn" });
  expect(first?.input).toMatchObject({ languages: ["spa_Latn"], models: { spa: { sha256: B } } });
  expect(Object.keys(first?.input.models ?? {})).toEqual(["spa"]);
  expect(specs({ ...ITEM, language: "und" })[0]?.input.languages).toEqual(OPTIONS.languages);
});

test("for a declared language without a model, the pipeline's languages of its script stand in", () => {
  const languagesFor = (language: string) => specs({ ...ITEM, language })[0]?.input.languages;
  expect(languagesFor("eng_Latn")).toEqual(["spa_Latn"]);
  expect(languagesFor("lao_Laoo")).toEqual(["tha_Thai", "spa_Latn"]);
});

test("where files lie does not change the key", () => {
  const moved = { ...ITEM, file: { ...ITEM.file, folder: "/elsewhere", path: "x.pdf" } };
  const models = { tha: { path: "/n/tha", sha256: A }, spa: { path: "/n/spa", sha256: B } };
  expect(keys(moved, { ...OPTIONS, models })).toEqual(keys());
});

test("what changes the text changes the key", () => {
  const variants: [OcrItem, OcrOptions][] = [
    [{ ...ITEM, language: "spa_Latn" }, OPTIONS],
    [{ ...ITEM, scan: { ...ITEM.scan, sha256: B } }, OPTIONS],
    [ITEM, { ...OPTIONS, languages: ["tha_Thai"] }],
    [ITEM, { ...OPTIONS, textLayer: false }],
    [ITEM, { ...OPTIONS, models: { ...OPTIONS.models, tha: { path: "/m/tha", sha256: B } } }],
    [ITEM, { ...OPTIONS, engine: { name: "tesseract.js", version: "7.0.1" } }],
    [ITEM, { ...OPTIONS, libraries: { sharp: "0.35.6" } }],
  ];
  const all = [keys(), ...variants.map(([item, options]) => keys(item, options))].flat();
  expect(new Set(all).size).toBe(all.length);
});

test("another language's new model does not read a declared scan again", () => {
  const declared = { ...ITEM, language: "spa_Latn" };
  const models = { ...OPTIONS.models, tha: { path: "/m/tha", sha256: B } };
  expect(keys(declared, { ...OPTIONS, models })).toEqual(keys(declared));
});

test("models are named once each", () => {
  expect(modelNames(["min_Latn", "ind_Latn", "tha_Thai", "und"])).toEqual(["ind", "tha"]);
});

test("a summary counts code points and leaves the boxes out", () => {
  const page = {
    number: 1,
    width: 10,
    height: 10,
    dpi: 300,
    source: "ocr" as const,
    extractor: "x",
    confidence: 1,
    ink: 0.1,
    coverage: 1,
    steps: [],
  };
  expect(summarisePage({ ...page, text: "𐎠b", blocks: [] })).toEqual({ ...page, chars: 2 });
});

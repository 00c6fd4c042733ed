import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { ConfigError, InputError } from "@malmoi/core";
import { findLanguage } from "@malmoi/schemas";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type GoldSet, readGoldSet } from "./readGoldSet.ts";
import { type PageScore, type Recognise, scoreSet } from "./scoreSet.ts";
import { summarise } from "./summarise.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-score-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function goldSet(truths: Record<string, string | Uint8Array>): Promise<GoldSet> {
  for (const [name, truth] of Object.entries(truths)) {
    await writeFile(join(folder, name), truth);
    await writeFile(join(folder, name.replace(/\.gt\.\w+$/u, ".png")), "");
  }
  return readGoldSet(folder, { language: findLanguage("spa_Latn") });
}

/** An engine that reads what it is told to, by file name. */
function fakeEngine(texts: Record<string, string | Error>): Recognise {
  return (imagePath) => {
    const text = texts[basename(imagePath)] ?? "";
    return text instanceof Error ? Promise.reject(text) : Promise.resolve({ text, confidence: 0.9, seconds: 2 });
  };
}

async function scores(set: GoldSet, recognise: Recognise): Promise<PageScore[]> {
  const pages: PageScore[] = [];
  for await (const page of scoreSet(set, recognise)) pages.push(page);
  return pages;
}

describe("scoreSet", () => {
  it("compares each page with its truth", async () => {
    const set = await goldSet({ "a.gt.txt": "\uFEFFuna casa\n", "b.gt.md": "# sol\n" });
    expect(await scores(set, fakeEngine({ "a.png": "una cosa", "b.png": "sol" }))).toEqual([
      {
        page: "a",
        cer: 1 / 8,
        wer: 1 / 2,
        edits: 1,
        length: 8,
        wordEdits: 1,
        wordLength: 2,
        confidence: 0.9,
        seconds: 2,
      },
      { page: "b", cer: 0, wer: 0, edits: 0, length: 3, wordEdits: 0, wordLength: 1, confidence: 0.9, seconds: 2 },
    ]);
  });

  it("gives the recogniser the path and the language, one page at a time and not before it is asked for", async () => {
    const set = await goldSet({ "a.gt.txt": "a", "b.gt.txt": "b" });
    const calls: string[] = [];
    const pages = scoreSet(set, (imagePath, language) => {
      calls.push(`${imagePath} ${language.tag}`);
      return Promise.resolve({ text: "", confidence: 0, seconds: 0 });
    });
    expect(calls).toEqual([]);
    await pages.next();
    expect(calls).toEqual([`${join(folder, "a.png")} spa_Latn`]);
  });

  it("counts a page that cannot be read as empty, and says why", async () => {
    const set = await goldSet({ "a.gt.txt": "uno", "b.gt.txt": "dos" });
    const broken = new InputError("not an image", { code: "IMAGE_BROKEN", hint: "Scan it again." });
    const [a, b] = await scores(set, fakeEngine({ "a.png": broken, "b.png": "dos" }));
    expect(a).toMatchObject({ page: "a", cer: 1, wer: 1, edits: 3, length: 3, confidence: 0 });
    expect(a?.error).toEqual({ kind: "input", code: "IMAGE_BROKEN", message: "not an image", hint: "Scan it again." });
    expect(b?.cer).toBe(0);
    expect(b).not.toHaveProperty("error");
  });

  it("lets every other error through", async () => {
    const set = await goldSet({ "a.gt.txt": "uno" });
    const missing = new ConfigError("no model", { code: "MODEL_MISSING", hint: "Install it." });
    await expect(scores(set, fakeEngine({ "a.png": missing }))).rejects.toBe(missing);
    const bug = new TypeError("oops");
    await expect(scores(set, fakeEngine({ "a.png": bug }))).rejects.toBe(bug);
  });

  it("says so when a truth is not UTF-8", async () => {
    const set = await goldSet({ "a.gt.txt": Uint8Array.of(0x61, 0xf1, 0x6f) });
    await expect(scores(set, fakeEngine({}))).rejects.toMatchObject({ kind: "config", code: "GOLD_NOT_UTF8" });
  });

  it("scores a page without text", async () => {
    const set = await goldSet({ "a.gt.txt": "", "b.gt.txt": "\n" });
    const [blank, invented] = await scores(set, fakeEngine({ "b.png": "xy" }));
    expect(blank).toMatchObject({ cer: 0, wer: 0, length: 0 });
    expect(invented).toMatchObject({ cer: 1, wer: 1, edits: 2, length: 0 });
  });
});

const pageWith = (edits: number, length: number): PageScore => ({
  page: "p",
  cer: edits / length,
  wer: 0,
  edits,
  length,
  wordEdits: edits,
  wordLength: 10,
  confidence: 1,
  seconds: 1,
});

describe("summarise", () => {
  it("divides sums by sums, and gives the median of the pages", () => {
    expect(summarise([pageWith(1, 100), pageWith(10, 10), pageWith(0, 90)])).toEqual({
      cer: 11 / 200,
      wer: 11 / 30,
      pages: 3,
      median: 0.01,
    });
    expect(summarise([pageWith(1, 10), pageWith(3, 10)]).median).toBeCloseTo(0.2, 12);
  });

  it("is all zero for no pages", () => {
    expect(summarise([])).toEqual({ cer: 0, wer: 0, pages: 0, median: 0 });
  });
});

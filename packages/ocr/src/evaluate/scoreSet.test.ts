import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { ConfigError, InputError, TransientError } from "@malmoi/core";
import { findLanguage } from "@malmoi/schemas";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type GoldSet, readGoldSet } from "./readGoldSet.ts";
import type { ErrorCount } from "./errorRate.ts";
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
    return text instanceof Error
      ? Promise.reject(text)
      : Promise.resolve({ text, confidence: 0.9, coverage: 0.8, seconds: 2 });
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
    const one = { edits: 1, length: 8 };
    const word = { edits: 1, length: 2 };
    const rest = { confidence: 0.9, coverage: 0.8, seconds: 2 };
    const good = (length: number): ErrorCount => ({ edits: 0, length });
    expect(await scores(set, fakeEngine({ "a.png": "una cosa", "b.png": "sol" }))).toEqual([
      { page: "a", characters: one, clusters: one, flexible: one, words: word, bagOfWords: word, ...rest },
      {
        page: "b",
        characters: good(3),
        clusters: good(3),
        flexible: good(3),
        words: good(1),
        bagOfWords: good(1),
        ...rest,
      },
    ]);
  });

  it("recognises several pages at once if told to, and keeps their order", async () => {
    const set = await goldSet({ "a.gt.txt": "a", "b.gt.txt": "b", "c.gt.txt": "c" });
    let running = 0;
    let most = 0;
    const recognise: Recognise = async (path) => {
      running++;
      most = Math.max(most, running);
      // The first page is the slowest.
      await new Promise((resolve) => setTimeout(resolve, path.endsWith("a.png") ? 30 : 1));
      running--;
      return { text: basename(path, ".png"), confidence: 1, coverage: 1, seconds: 0 };
    };
    const pages: PageScore[] = [];
    for await (const page of scoreSet(set, recognise, { atOnce: 2 })) pages.push(page);
    expect(pages.map(({ page, characters }) => [page, characters.edits])).toEqual([
      ["a", 0],
      ["b", 0],
      ["c", 0],
    ]);
    expect(most).toBe(2);
  });

  it("gives the recogniser the path and the language, one page at a time and not before it is asked for", async () => {
    const set = await goldSet({ "a.gt.txt": "a", "b.gt.txt": "b" });
    const calls: string[] = [];
    const pages = scoreSet(set, (imagePath, language) => {
      calls.push(`${imagePath} ${language.tag}`);
      return Promise.resolve({ text: "", confidence: 0, coverage: 0, seconds: 0 });
    });
    expect(calls).toEqual([]);
    await pages.next();
    expect(calls).toEqual([`${join(folder, "a.png")} spa_Latn`]);
  });

  it("counts a page that cannot be read as empty, and says why", async () => {
    const set = await goldSet({ "a.gt.txt": "uno", "b.gt.txt": "dos" });
    const broken = new InputError("not an image", { code: "IMAGE_BROKEN", hint: "Scan it again." });
    const [a, b] = await scores(set, fakeEngine({ "a.png": broken, "b.png": "dos" }));
    expect(a).toMatchObject({
      page: "a",
      characters: { edits: 3, length: 3 },
      words: { edits: 1, length: 1 },
      confidence: 0,
    });
    expect(a?.error).toEqual({ kind: "input", code: "IMAGE_BROKEN", message: "not an image", hint: "Scan it again." });
    expect(b?.characters.edits).toBe(0);
    expect(b).not.toHaveProperty("error");
  });

  it("counts a page that took too long or crashed likewise", async () => {
    const set = await goldSet({ "a.gt.txt": "uno" });
    const late = new TransientError("took too long", { code: "DEADLINE", hint: "Try again." });
    const [page] = await scores(set, fakeEngine({ "a.png": late }));
    expect(page).toMatchObject({ characters: { edits: 3, length: 3 }, error: { code: "DEADLINE" } });
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
    expect(blank).toMatchObject({ characters: { edits: 0, length: 0 } });
    expect(invented).toMatchObject({ characters: { edits: 2, length: 0 }, words: { edits: 1, length: 0 } });
  });
});

const pageWith = (edits: number, length: number, more: Partial<PageScore> = {}): PageScore => ({
  page: "p",
  characters: { edits, length },
  clusters: { edits, length: 50 },
  flexible: { edits: 0, length },
  words: { edits, length: 10 },
  bagOfWords: { edits: 1, length: 10 },
  confidence: 0.8,
  coverage: 0.6,
  seconds: 1,
  ...more,
});

describe("summarise", () => {
  it("divides sums by sums, and gives the median of the pages", () => {
    expect(summarise([pageWith(1, 100), pageWith(10, 10), pageWith(0, 90)])).toEqual({
      cer: 11 / 200,
      cerClusters: 11 / 150,
      cerAnyOrder: 0,
      wer: 11 / 30,
      werAnyOrder: 3 / 30,
      median: 0.01,
      pages: 3,
      failed: 0,
      confidence: expect.closeTo(0.8, 12),
      coverage: expect.closeTo(0.6, 12),
      secondsPerPage: 1,
    });
    expect(summarise([pageWith(1, 10), pageWith(3, 10)]).median).toBeCloseTo(0.2, 12);
  });

  it("counts a failed page in the rates, but not in the mean confidence", () => {
    const error = { kind: "input", code: "X", message: "m", hint: "h" } as const;
    const { cer, failed, confidence } = summarise([
      pageWith(0, 10),
      pageWith(10, 10, { confidence: 0, coverage: 0, error }),
    ]);
    expect({ cer, failed, confidence }).toEqual({ cer: 0.5, failed: 1, confidence: 0.8 });
  });

  it("is all zero for no pages", () => {
    for (const value of Object.values(summarise([]))) expect(value).toBe(0);
  });
});

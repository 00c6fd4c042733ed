import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CleanText, countRedactions, type LedgerEntry, type LedgerTotals } from "@malmoi/schemas";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakePage, fakeId, fakeRun } from "./fakeRun.ts";
import { counted, duration, pageRanges, percent } from "./format.ts";
import { html } from "./html.ts";
import { textOfPage } from "./samples.ts";
import { collectFacts, writeReport } from "./writeReport.ts";

const HOSTILE = `"><script>alert(1)</script><img src=x onerror='x'>&`;

const PAGES: readonly FakePage[] = [
  { name: "thai.jpg", tag: "tha_Thai", lines: ["ราชอาณาจักรไทย มีพื้นที่ประมาณ", "ห้าแสนตารางกิโลเมตร เศษ"], confidence: 0.55 },
  {
    name: "thai2.jpg",
    tag: "tha_Thai",
    lines: ["ประชาชนชาวไทย ทั้งหลาย อยู่ในแผ่นดิน", "เดียวกัน"],
    confidence: 0.9,
    signals: { word_count: 60, ocr_quality: 0.97 },
  },
  {
    name: `spa ${HOSTILE}.jpg`,
    tag: "spa_Latn",
    lines: [`La casa ${HOSTILE} blanca`, "y el perro"],
    confidence: 0.7,
    title: HOSTILE,
  },
  {
    name: "dropped.jpg",
    tag: "spa_Latn",
    lines: ["Una página que nadie pudo leer muy bien, parece"],
    confidence: 0.31,
    signals: { word_count: 49, ocr_confidence: 0.31 },
    outcome: {
      id: fakeId("dropped.jpg"),
      outcome: "dropped",
      reasons: [
        { rule: "ocr_confidence", value: 0.31, threshold: 0.5 },
        { rule: "language", value: HOSTILE, threshold: "spa_Latn" },
      ],
      duplicateOf: null,
    },
  },
  {
    name: "short.jpg",
    tag: "spa_Latn",
    lines: ["Una página muy corta, que casi habría bastado"],
    confidence: 0.8,
    signals: { word_count: 41, ocr_quality: 0.7 },
    outcome: {
      id: fakeId("short.jpg"),
      outcome: "dropped",
      reasons: [{ rule: "word_count", value: 41, threshold: 50 }],
      duplicateOf: null,
    },
  },
  {
    name: "copy.jpg",
    tag: "tha_Thai",
    lines: ["ราชอาณาจักรไทย มีพื้นที่ประมาณ"],
    confidence: 0.2,
    outcome: { id: fakeId("copy.jpg"), outcome: "duplicate", reasons: [], duplicateOf: fakeId("thai.jpg") },
  },
];

function entry(name: string, outcome: LedgerEntry["outcome"], more: Partial<LedgerEntry> = {}): LedgerEntry {
  const ignored = outcome === "ignored";
  return {
    path: `scans/${name}`,
    document: null,
    pages: ignored ? [] : [1],
    outcome,
    reasons: [],
    duplicateOf: null,
    error: null,
    ...more,
  };
}

const LEDGER: readonly LedgerEntry[] = [
  entry("thai.jpg", "published"),
  entry("thai2.jpg", "published"),
  entry("spa.jpg", "published"),
  entry("dropped.jpg", "dropped"),
  entry("copy.jpg", "duplicate", { duplicateOf: fakeId("thai.jpg") }),
  entry("same.jpg", "duplicate", { duplicateOf: "scans/thai2.jpg" }),
  entry("mixed.pdf", "blank", { pages: [1, 4] }),
  entry("mixed.pdf", "quarantined", {
    pages: [2, 3],
    error: { kind: "input", code: "IMAGE_DAMAGED", message: HOSTILE, hint: "Scan the page again." },
  }),
  entry("notes.txt", "ignored"),
];

const NOTE = "Of 7 clusters only a part fits into memory.";
const TOTALS: LedgerTotals = {
  files: 8,
  ignored: 1,
  pages: 10,
  published: 3,
  dropped: 1,
  duplicate: 2,
  blank: 2,
  quarantined: 2,
};

let folder = "";
let report = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-report-"));
  const request = await fakeRun(join(folder, "run"), PAGES, LEDGER, { totals: TOTALS, notes: [NOTE] });
  await writeReport(request);
  report = await readFile(request.outFile, "utf8");
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test("what is put into markup is escaped, in text and in attributes", () => {
  expect(html`<p title="${'"<'}">${HOSTILE}</p>`.markup).toBe(
    '<p title="&quot;&lt;">&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;x&#39;&gt;&amp;</p>',
  );
  expect(html`${[html`<b>${1}</b>`, null, false, undefined, "&"]}`.markup).toBe("<b>1</b>&amp;");
});

test("titles, paths, words, values and messages of others never become markup", () => {
  expect(report).not.toContain("<script");
  expect(report).not.toContain("<img");
  expect(report.match(/&lt;script&gt;alert/g)?.length ?? 0).toBeGreaterThanOrEqual(5);
});

test("the report asks for nothing from anywhere", () => {
  const addresses = [...report.matchAll(/(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]+)/g)].map(
    ([, address = ""]) => address,
  );
  expect(addresses.filter((address) => !address.startsWith("data:") && !address.startsWith("x"))).toEqual([]);
  expect(report).toContain("default-src 'none'");
});

test("facts are counted from the files of the run", async () => {
  const facts = await collectFacts(join(folder, "run"));
  expect(facts.totals).toEqual(TOTALS);
  expect(facts.languages.get("tha_Thai")).toMatchObject({ published: 2, leftOut: 1, pages: 2 });
  expect(facts.reasons.get("ocr_confidence")).toMatchObject({
    documents: 1,
    pages: 1,
    example: { path: "scans/dropped.jpg" },
  });
  expect(facts.clusters).toMatchObject({ all: 1, documents: 1 });
  expect(facts.clusters.shown[0]).toMatchObject({
    representative: { path: "scans/thai.jpg" },
    members: [{ path: "scans/copy.jpg" }],
  });
  expect(facts.sameFiles.shown).toEqual([{ path: "scans/same.jpg", of: "scans/thai2.jpg" }]);
  expect(facts.quarantine.codes).toEqual(new Map([["IMAGE_DAMAGED", 2]]));
});

test("of each language the published page with the least confidence is shown, least sure first", async () => {
  const { samples } = await collectFacts(join(folder, "run"));
  expect(samples.map(({ language, page }) => [language, page.confidence])).toEqual([
    ["tha_Thai", 0.55],
    ["spa_Latn", 0.7],
  ]);
});

test("the sum is shown, and shouted if the ledger and the run disagree", async () => {
  expect(report).toMatch(/Nothing was lost: 3 \+ 1 \+ 2 \+ 2 \+ 2 = 10 pages/);
  const request = await fakeRun(join(folder, "lossy"), PAGES, LEDGER.slice(1), { totals: TOTALS });
  await writeReport(request);
  expect(await readFile(request.outFile, "utf8")).toMatch(/does not add up: 2 \+ 1 \+ 2 \+ 2 \+ 2 = 9/);
});

test("what was thinned is told", () => {
  expect(report).toContain(`<p class="note">${NOTE}</p>`);
});

test("texts say their language and direction, and stand beside their boxes", () => {
  expect(report).toContain('<div class="text" lang="tha-Thai" dir="auto">');
  expect(report).toContain("ราชอาณาจักรไทย");
  expect(report).toMatch(/<rect\s+class="c[0-3]"\s+x="90"/);
});

test("a long ledger makes no long report", async () => {
  const many = Array.from({ length: 3000 }, (_, index) =>
    entry(`bad ${index}.jpg`, "quarantined", {
      error: { kind: "input", code: "IMAGE_DAMAGED", message: "broken", hint: "Scan it again." },
    }),
  );
  const request = await fakeRun(join(folder, "many"), PAGES, many);
  await writeReport(request);
  const text = await readFile(request.outFile, "utf8");
  expect(text).toContain("2,940 more entries");
  expect(text.length).toBeLessThan(120_000);
});

test("an empty run has a report", async () => {
  const request = await fakeRun(join(folder, "empty"), [], []);
  await writeReport(request);
  expect(await readFile(request.outFile, "utf8")).toContain("Everything could be read.");
});

test("a document without an outcome is an error", async () => {
  const request = await fakeRun(join(folder, "broken"), PAGES, LEDGER);
  await writeFile(join(request.runFolder, "outcomes.jsonl"), "");
  await expect(writeReport(request)).rejects.toThrow(/has no outcome/);
});

test("numbers are written for people", () => {
  expect([percent(0, 5), percent(1, 5000), percent(1, 40), percent(1, 2)]).toEqual(["0 %", "< 0.1 %", "2.5 %", "50 %"]);
  expect([duration(900), duration(125_000), duration(7_500_000)]).toEqual(["0.9 s", "2 min 5 s", "2 h 5 min"]);
  expect(pageRanges([3, 1, 2, 7])).toBe("1–3, 7");
  expect(counted(1, "entry", "entries")).toBe("1 entry");
});

test("the text of a page is cut out by code points", () => {
  const clean = {
    text: CleanText.parse("😀 uno\n\ndos 😀"),
    pages: [
      { number: 4, end: 6 },
      { number: 6, end: 12 },
    ],
    redactions: countRedactions(),
    signals: {},
  };
  expect([4, 6, 5].map((number) => textOfPage(clean, number))).toEqual(["😀 uno", "dos 😀", undefined]);
});

test("each language's losses are counted at the step where they happen", async () => {
  const { languages } = await collectFacts(join(folder, "run"));
  expect(languages.get("spa_Latn")).toMatchObject({ published: 1, lost: { language: 1, quality: 1, duplicate: 0 } });
  expect(languages.get("tha_Thai")).toMatchObject({ published: 2, lost: { language: 0, quality: 0, duplicate: 1 } });
});

test("signals stand against the limits of their language, and documents near a limit are shown with their page", async () => {
  const { signals, near } = await collectFacts(join(folder, "run"));
  const words = signals.find(([name]) => name === "word_count")?.[1];
  // What is in a language that nobody asked for is not counted: dropped.jpg.
  expect(words?.get("spa_Latn")).toMatchObject({ limit: { min: 50, max: 100_000 }, failed: 1 });
  expect(words?.get("tha_Thai")).toMatchObject({ failed: 0 });
  expect(signals[0]?.[0]).toBe("word_count");
  expect(near.map(({ signal, value, fails }) => [signal, value, fails])).toEqual([
    ["word_count", 41, true],
    ["word_count", 60, false],
  ]);
  expect(report).toContain("just dropped");
  expect(report).toMatch(/just passes[\s\S]*thai2\.jpg/);
  expect(report).toContain('class="limit"');
});

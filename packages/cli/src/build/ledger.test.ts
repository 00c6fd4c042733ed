import type { DocumentOutcome } from "@malmoi/publish";
import type { LedgerEntry } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { expectedTotals, ledgerOf, totalsOf } from "./ledger.ts";
import { NOTHING_DECLARED } from "./testProvenance.ts";
import { newTrail, type Trail } from "./trail.ts";
import { withheld } from "./withheld.ts";

const ERROR = { kind: "input", code: "BAD", message: "bad", hint: "mend" } as const;

function trail(ordinal: number, digit: string, change: Partial<Trail>): Trail {
  const place = { ordinal, folder: "scans", path: `${ordinal}.tif`, provenance: NOTHING_DECLARED };
  const sha256 = digit.repeat(64);
  const file = { folder: "/scans", path: place.path, bytes: 9, sha256 };
  return { ...newTrail(place, { file }), ...change };
}

const scan = (digit: string, pages: number): Trail["scan"] => ({
  sha256: digit.repeat(64),
  bytes: 9,
  format: "tiff",
  pages,
});

function page(number: number, source: "ocr" | "blank"): Trail["pages"][number] {
  const digest = "f".repeat(64);
  const size = {
    width: 9,
    height: 9,
    dpi: 300,
    extractor: "x",
    confidence: 1,
    ink: 0,
    coverage: 1,
    steps: [],
    chars: 5,
  };
  return { number, source, ...size, digest, file: { key: "k", sha256: digest } };
}

const KEPT = { keep: true, reasons: [] };

/** By digest, copies behind their original: a document, its copy, a broken file, its copy, a companion, blank pages. */
const TRAILS: Trail[] = [
  trail(4, "a", {
    scan: scan("a", 4),
    pages: [page(1, "ocr"), page(2, "blank"), page(4, "ocr")],
    failedPages: [{ number: 3, error: ERROR }],
    decision: KEPT,
  }),
  trail(0, "a", { sameAs: "scans/4.tif" }),
  trail(1, "b", { error: ERROR }),
  trail(2, "b", { sameAs: "scans/1.tif" }),
  trail(3, "c", { companion: true }),
  trail(5, "d", { scan: scan("d", 2), pages: [page(1, "blank"), page(2, "blank")] }),
];
const PUBLISHED: DocumentOutcome = { id: "a".repeat(32), outcome: "published", reasons: [], duplicateOf: null };

async function* stream<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

async function entriesOf(trails: readonly Trail[], outcomes: readonly DocumentOutcome[]): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for await (const file of ledgerOf(stream(trails), stream(outcomes))) entries.push(...file.entries);
  return entries;
}

test("every page of every file has one end, and both ways of counting agree", async () => {
  const entries = await entriesOf(TRAILS, [PUBLISHED]);
  expect(entries.map(({ path, pages, outcome }) => [path, pages, outcome])).toEqual([
    ["scans/4.tif", [1, 4], "published"],
    ["scans/4.tif", [2], "blank"],
    ["scans/4.tif", [3], "quarantined"],
    ["scans/0.tif", [1, 2, 3, 4], "duplicate"],
    ["scans/1.tif", [1], "quarantined"],
    ["scans/2.tif", [1], "quarantined"],
    ["scans/3.tif", [], "ignored"],
    ["scans/5.tif", [1, 2], "blank"],
  ]);
  const totals = await totalsOf(stream(entries));
  expect(totals).toEqual({
    files: 6,
    ignored: 1,
    pages: 12,
    published: 2,
    dropped: 0,
    duplicate: 4,
    blank: 3,
    quarantined: 3,
  });
  const { sameFile, ...expected } = await expectedTotals(stream(TRAILS));
  expect(totals).toMatchObject(expected);
  expect(sameFile).toBe(4);
});

test("a page without an end, a document without an outcome, an outcome without a document: each is an error", async () => {
  const [first] = TRAILS;
  if (first === undefined) throw new Error("no trail");
  await expect(entriesOf([{ ...first, failedPages: [] }], [PUBLISHED])).rejects.toThrow("accounted for are 1, 2, 4");
  await expect(entriesOf([first], [])).rejects.toThrow("has no outcome");
  await expect(entriesOf([first], [{ ...PUBLISHED, id: "b".repeat(32) }])).rejects.toThrow("has no outcome");
  await expect(entriesOf([], [PUBLISHED])).rejects.toThrow("but no file");
});

test("an embargo keeps a document out until its day, and keeps the other reasons", () => {
  const under = trail(1, "a", { decision: KEPT, provenance: { ...NOTHING_DECLARED, embargoUntil: "2027-01-01" } });
  expect(withheld(under, "2026-12-31", undefined).decision).toEqual({
    keep: false,
    reasons: [{ rule: "embargo", value: "2027-01-01", threshold: "the day of the build" }],
  });
  expect(withheld(under, "2027-01-01", undefined).decision).toEqual(KEPT);
  expect(withheld(trail(1, "a", { decision: KEPT }), "2026-12-31", undefined).decision).toEqual(KEPT);
});

test("in copyright without a licence stays out, with the reason; a licence lets it in", () => {
  const rights = "http://rightsstatements.org/vocab/InC-EDU/1.0/";
  const of = (license: string): Trail["decision"] =>
    withheld(
      trail(1, "a", { decision: KEPT, provenance: { ...NOTHING_DECLARED, rights, license } }),
      "2026-12-31",
      undefined,
    ).decision;
  expect(of("other")).toMatchObject({ keep: false, reasons: [{ rule: "rights", value: rights }] });
  expect(of("CC-BY-4.0")).toEqual(KEPT);
});

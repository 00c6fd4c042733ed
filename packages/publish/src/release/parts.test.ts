import { localStore, type Store } from "@malmoi/core";
import { CleanDocument, CleanText, type ClusterMember, DocumentEntry, Row } from "@malmoi/schemas";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hubLanguage, hubLicense, sizeCategory } from "../card/hubNames.ts";
import { grouped, plain } from "../card/markdown.ts";
import { type FakeDocument, fakeCorpus, idOf } from "../testing/fakeCorpus.ts";
import { ROW_COLUMNS, toColumns } from "./columns.ts";
import { joinClusters } from "./joinClusters.ts";
import { outcomeOf } from "./outcomeOf.ts";
import { shardPath } from "./shards.ts";
import { meanConfidence, toRow } from "./toRow.ts";

let folder = "";
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-row-"));
  store = localStore(folder);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const textOf = async (key: string): Promise<string> => new TextDecoder().decode(await store.read(key));

async function entryOf(document: FakeDocument): Promise<{ entry: DocumentEntry; clean: CleanDocument }> {
  const item = await fakeCorpus(store, [document]);
  const entry = DocumentEntry.parse(JSON.parse(await textOf(item.documents.key)));
  return { entry, clean: CleanDocument.parse(JSON.parse(await textOf(entry.clean.key))) };
}

const VERSION = { pipelineVersion: "0.1.0" };

test("columns are those of Row, in its order", () => {
  expect(Object.keys(ROW_COLUMNS)).toEqual(Object.keys(Row.shape));
});

test("a row of a document without duplicates stands for itself", async () => {
  const { entry, clean } = await entryOf({ name: "a", text: "el perro", blankPages: 1, title: "Perros" });
  const row = toRow(entry, clean, undefined, VERSION);
  expect(row).toMatchObject({
    title_src: "Perros",
    duplicate_cluster: idOf("a"),
    duplicate_count: 1,
    removed_reasons: [],
    extractor: "tesseract.js 7.0.0 spa",
    ocr_confidence: 0.9,
    source_id: "a.pdf",
    pages: [8],
    page_numbers: [1],
  });
});

test("text from a text layer has no OCR confidence", async () => {
  const { entry, clean } = await entryOf({ name: "b", text: "otra cosa", source: "text-layer" });
  expect(toRow(entry, clean, undefined, VERSION)).toMatchObject({ extractor: "text-layer", ocr_confidence: null });
});

const page = (chars: number, confidence: number, source: "ocr" | "text-layer" = "ocr") => ({
  source,
  chars,
  confidence,
});

test("confidence is weighted by characters and leaves out what was not recognised", () => {
  expect(meanConfidence([page(300, 0.9), page(100, 0.5), page(9999, 0.1, "text-layer")])).toBe(0.8);
  expect(meanConfidence([page(0, 0.9)])).toBeNull();
});

test("half a surrogate pair in a file name does not end in the table", async () => {
  const { entry, clean } = await entryOf({ name: "c", text: "algo", title: "a\ud800b 😀" });
  expect(toRow(entry, clean, undefined, VERSION).title_src).toBe("a\ufffdb 😀");
});

test("a clean text other than the entry's is refused", async () => {
  const { entry, clean } = await entryOf({ name: "d", text: "algo" });
  expect(() => toRow(entry, { ...clean, text: CleanText.parse("algo más") }, undefined, VERSION)).toThrow(
    /not the one its entry/,
  );
});

test("a signal without a column is refused, not forgotten", async () => {
  const { entry, clean } = await entryOf({ name: "e", text: "algo", signals: { mystery: 1 } });
  expect(() => toColumns(toRow(entry, clean, undefined, VERSION))).toThrow(/mystery.*SIGNAL_NAMES/);
});

async function* stream<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

async function joined(documents: readonly DocumentEntry[], clusters: readonly ClusterMember[]): Promise<unknown[]> {
  const pairs: unknown[] = [];
  for await (const { entry, cluster } of joinClusters(stream(documents), stream(clusters))) {
    pairs.push([entry.id, cluster?.representative]);
  }
  return pairs;
}

const member = (id: string, rest: Partial<ClusterMember> = {}): ClusterMember => {
  const base = { representative: "1", size: 2, similarity: 1, kind: "exact" } as const;
  return { id, ...base, released: false, representativeReleased: false, ...rest };
};

test("a document gives way to its representative, and says to what; a published row stays", async () => {
  const { entry, clean } = await entryOf({ name: "f", text: "algo" });
  const part = member(entry.id, { kind: "contained", similarity: 0.9, representativeReleased: true });
  const reason = { rule: "duplicate_of_release", value: "contained 0.9", threshold: "1" };
  expect(outcomeOf(entry, part)).toMatchObject({ outcome: "duplicate", reasons: [reason], duplicateOf: "1" });
  expect(toRow(entry, clean, part, VERSION)).toMatchObject({
    duplicate_cluster: "1",
    duplicate_kind: "contained",
    duplicate_similarity: 0.9,
    near_duplicate_of_release: "1",
    removed_reasons: [reason],
  });
  const stays = { ...part, released: true };
  expect(outcomeOf(entry, stays)).toMatchObject({ outcome: "published", reasons: [] });
  expect(toRow(entry, clean, stays, VERSION)).toMatchObject({
    duplicate_cluster: "1",
    duplicate_kind: null,
    near_duplicate_of_release: null,
    removed_reasons: [],
  });
});

test("documents meet their clusters; disorder and strangers are errors", async () => {
  const { entry } = await entryOf({ name: "f", text: "algo" });
  const documents = ["1", "2", "3"].map((id) => ({ ...entry, id }));
  expect(await joined(documents, [member("1"), member("3")])).toEqual([
    ["1", "1"],
    ["2", undefined],
    ["3", "1"],
  ]);
  await expect(joined(documents.toReversed(), [])).rejects.toThrow(/order of ids/);
  await expect(joined(documents, [member("2"), member("1")])).rejects.toThrow(/order of ids/);
  for (const stranger of ["0", "25", "4"]) {
    await expect(joined(documents, [member(stranger)])).rejects.toThrow(new RegExp(`name ${stranger}, which is no`));
  }
});

test("names for the Hub", () => {
  expect(["tha_Thai", "fil_Latn", "ceb_Latn", "arb_Arab", "und"].map(hubLanguage)).toEqual([
    "th",
    "fil",
    "ceb",
    "ar",
    undefined,
  ]);
  expect(hubLicense("CC-BY-SA-4.0")).toEqual({ license: "cc-by-sa-4.0" });
  expect(hubLicense("ODC-By-1.0")).toEqual({ license: "odc-by" });
  expect(hubLicense("LicenseRef-Own")).toEqual({ license: "other", license_name: "LicenseRef-Own" });
  expect([0, 999, 1000, 9999, 10_000, 5_000_000, 1e13].map(sizeCategory)).toEqual([
    "n<1K",
    "n<1K",
    "1K<n<10K",
    "1K<n<10K",
    "10K<n<100K",
    "1M<n<10M",
    "n>1T",
  ]);
});

test("numbers, names and shards are written as promised", () => {
  expect([0, 999, 1000, 1234567].map(grouped)).toEqual(["0", "999", "1,000", "1,234,567"]);
  expect(plain("a\n| <script>*b*")).toBe("a \\| \\<script\\>\\*b\\*");
  expect(shardPath("tha_Thai", 100_002)).toBe("data/tha_Thai/train/001_00002.parquet");
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LedgerEntry } from "@malmoi/schemas";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fakeId, fakeRun } from "../report/fakeRun.ts";
import { type Asked, askedDocuments } from "./askedDocuments.ts";
import { corpusAt, type FoundRun, latestRun } from "./corpus.ts";

let root = "";
let run: FoundRun;
const page = (name: string) => ({ name, tag: "spa_Latn", lines: ["una carta"], confidence: 0.9 });

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "malmoi-asked-"));
  // As `ledgerOf` writes it: a file with the bytes of another has its document.
  const line = (path: string, name: string, duplicateOf: string | null): LedgerEntry => ({
    path: `scans/${path}`,
    document: fakeId(name),
    pages: [1],
    outcome: duplicateOf === null ? "published" : "duplicate",
    reasons: [],
    duplicateOf,
    error: null,
  });
  const names = ["box-1/a.jpg", "box-1/b.jpg"];
  const ledger = [
    ...names.map((name) => line(name, name, null)),
    line("box-2/copy.jpg", "box-1/a.jpg", "scans/box-1/a.jpg"),
  ];
  await fakeRun(join(root, "runs/1"), names.map(page), ledger, { folders: { scans: "/scans" } });
  run = await latestRun(corpusAt(root));
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

const source = (value: string): Asked => ({ kind: "source", value });
const document = (value: string): Asked => ({ kind: "document", value });

test.each([
  ["a path", source("box-1/a.jpg")],
  ["a path with its folder", source("scans/box-1/a.jpg")],
  ["the first digits of an id", document(fakeId("box-1/a.jpg").slice(0, 8))],
  ["a file with the same bytes", source("box-2/copy.jpg")],
])("%s names a document", async (_, asked) => {
  expect([...(await askedDocuments(run, [asked]))]).toEqual([fakeId("box-1/a.jpg")]);
});

test.each([
  ["a path that is not there", [source("box-1/a.jpg"), source("box-1/c.jpg")], /by --source box-1\/c\.jpg; nothing/],
  ["too few digits", [document(fakeId("box-1/a.jpg").slice(0, 7))], /by --document \w{7};/],
  ["the end of a path", [source("a.jpg")], /by --source a\.jpg;/],
  ["an institution that brought nothing", [{ kind: "institution", value: "Nobody" } as const], /--institution Nobody/],
])("%s takes nothing down, even beside what is there", async (_, asked, message) => {
  await expect(askedDocuments(run, asked)).rejects.toThrow(message);
});

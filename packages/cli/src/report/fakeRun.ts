import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "@malmoi/core";
import type { DocumentOutcome } from "@malmoi/publish";
import {
  CleanDocument,
  countRedactions,
  DocumentEntry,
  type FileRef,
  type LedgerEntry,
  Page,
  RunRecord,
} from "@malmoi/schemas";
import type { ReportRequest } from "./writeReport.ts";
import { NOTHING_DECLARED } from "../build/testProvenance.ts";

export interface FakePage {
  readonly name: string;
  readonly tag: string;
  readonly lines: readonly string[];
  readonly confidence: number;
  readonly outcome?: DocumentOutcome;
  readonly title?: string;
  readonly signals?: Readonly<Record<string, number>>;
}

const WIDTH = 900;
const HEIGHT = 1200;
const encode = (value: unknown): string => JSON.stringify(value);
const jsonLines = (values: readonly unknown[]): string => values.map((value) => `${encode(value)}\n`).join("");

/** The id of the document of a fake page. */
export function fakeId(name: string): string {
  return sha256(name).slice(0, 32);
}

function pageOf({ name, tag, lines, confidence }: FakePage): Page {
  const rightToLeft = /_(?:Arab|Hebr)$/.test(tag);
  const made = lines.map((text, row) => {
    const y0 = 110 + row * 56;
    let x = 90;
    const words = text.split(" ").map((word, index) => {
      const width = Math.min(300, 22 + word.length * 13);
      const x0 = rightToLeft ? WIDTH - x - width : x;
      x += width + 14;
      const spread = ((name.length * 7 + row * 5 + index * 3) % 10) / 10 - 0.6;
      const bbox: [number, number, number, number] = [x0, y0, x0 + width, y0 + 38];
      return { text: word, bbox, confidence: Math.min(1, Math.max(0, confidence + spread * 0.5)) };
    });
    return { text, bbox: [90, y0, WIDTH - 90, y0 + 38], confidence, words };
  });
  return Page.parse({
    number: 1,
    width: WIDTH,
    height: HEIGHT,
    dpi: 150,
    source: "ocr",
    extractor: "tesseract.js 7.0.0 test",
    text: lines.join("\n"),
    confidence,
    ink: 0.1,
    coverage: 0.9,
    steps: [],
    blocks: [{ bbox: [90, 110, WIDTH - 90, HEIGHT - 100], lines: made }],
  });
}

function entryOf(fake: FakePage, ref: (kind: string) => FileRef): DocumentEntry {
  const { blocks: _, text, ...summary } = pageOf(fake);
  const chars = Array.from(text).length;
  const reasons = fake.outcome?.reasons ?? [];
  return DocumentEntry.parse({
    id: fakeId(fake.name),
    folder: "scans",
    path: fake.name,
    scan: { sha256: sha256(fake.name), bytes: 1, format: "jpeg", pages: 1 },
    provenance: { ...NOTHING_DECLARED, title: fake.title ?? null },
    pages: [{ ...summary, chars, file: ref("page") }],
    quarantinedPages: [],
    document: ref("document"),
    identification: {
      language: fake.tag,
      script: fake.tag.split("_")[1] ?? "Zyyy",
      score: 0.97,
      margin: 0.9,
      decidedBy: "model",
      near: [],
      encoding: "unicode",
      languages: [],
    },
    clean: ref("clean"),
    text: { sha256: sha256(text), chars, words: text.split(/\s+/).length },
    signals: fake.signals ?? {},
    redactions: countRedactions(),
    decision: { keep: fake.outcome?.outcome !== "dropped", reasons },
    repeatedShare: null,
  });
}

const refOf =
  (name: string) =>
  (kind: string): FileRef => ({ key: `${kind}/${name}`, sha256: sha256(name) });

/** The entry of a made-up document. */
export function fakeEntry(fake: FakePage): DocumentEntry {
  return entryOf(fake, refOf(fake.name));
}

/** Writes a run of made-up documents into a folder. Returns what `writeReport` needs, but for pictures. */
export async function fakeRun(
  runFolder: string,
  pages: readonly FakePage[],
  ledger: readonly LedgerEntry[],
  run: Partial<RunRecord> = {},
): Promise<ReportRequest> {
  await mkdir(runFolder, { recursive: true });
  const sorted = pages.toSorted((a, b) => (fakeId(a.name) < fakeId(b.name) ? -1 : 1));
  const outcomes = sorted.map(
    ({ name, outcome }): DocumentOutcome =>
      outcome ?? { id: fakeId(name), outcome: "published", reasons: [], duplicateOf: null },
  );
  const record = RunRecord.parse({
    run: "2026-11-23T20-10-00Z",
    pipeline: {
      name: "fake",
      input: [{ path: "scans" }],
      languages: ["tha_Thai", "spa_Latn"],
      dataset: { title: "Voices of the archives" },
    },
    folders: {},
    versions: { malmoi: "0.1.0", node: "v20.20.2", icu: "77.1", "tesseract.js": "7.0.0", tha: "sha256 1f3a9c" },
    workers: 2,
    started: "2026-11-23T20:10:00.000Z",
    status: "partial",
    milliseconds: 754_000,
    stages: [
      { stage: "intake", tasks: 40, ran: 40, quarantined: 1, taskMilliseconds: 4100, peakMegabytes: 180 },
      { stage: "ocr", tasks: 120, ran: 96, quarantined: 4, taskMilliseconds: 1_310_000, peakMegabytes: 912 },
      { stage: "release", tasks: 1, ran: 0, quarantined: 0, taskMilliseconds: 0, peakMegabytes: 0 },
    ],
    totals: null,
    rows: outcomes.filter(({ outcome }) => outcome === "published").length,
    ...run,
  });
  await writeFile(join(runFolder, "run.json"), encode(record));
  await writeFile(join(runFolder, "documents.jsonl"), jsonLines(sorted.map((fake) => entryOf(fake, refOf(fake.name)))));
  await writeFile(join(runFolder, "outcomes.jsonl"), jsonLines(outcomes));
  await writeFile(join(runFolder, "ledger.jsonl"), jsonLines(ledger));

  const find = ({ key }: FileRef): FakePage => {
    const fake = pages.find(({ name }) => key.endsWith(`/${name}`));
    if (fake === undefined) throw new Error(`no fake page ${key}`);
    return fake;
  };
  return {
    runFolder,
    outFile: join(runFolder, "report.html"),
    preview: async () => undefined,
    readPage: async (ref) => pageOf(find(ref)),
    readClean: async (ref) => {
      const text = find(ref).lines.join("\n");
      return CleanDocument.parse({
        text,
        pages: [{ number: 1, end: Array.from(text).length }],
        redactions: countRedactions(),
        signals: {},
      });
    },
  };
}

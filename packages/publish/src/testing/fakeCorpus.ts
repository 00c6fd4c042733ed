import { type Json, sha256, type Store, writeManifest } from "@malmoi/core";
import { CleanDocument, type ClusterMember, countRedactions, DocumentEntry, type Reason } from "@malmoi/schemas";
import { z } from "zod";
import type { ReleaseItem, ReleaseOptions } from "../release/releaseRecords.ts";

/** What a test says of a document; the rest is made up from it. */
export interface FakeDocument {
  readonly name: string;
  readonly text: string;
  readonly language?: string;
  readonly title?: string | null;
  readonly institution?: string | null;
  readonly embargoUntil?: string | null;
  readonly reasons?: readonly Reason[];
  readonly signals?: Readonly<Record<string, number>>;
  readonly confidence?: number;
  readonly source?: "ocr" | "text-layer";
  readonly blankPages?: number;
  /** Name of the document that stands for this one; its own name for the representative. */
  readonly representative?: string;
}

export const OPTIONS: ReleaseOptions = {
  name: "demo",
  repository: null,
  dataset: { title: "Demo", description: "A trial.", license: "CC-BY-4.0", contact: "archive@example.org" },
  languages: ["spa_Latn", "tha_Thai", "arb_Arab"],
  shardMegabytes: 300,
  sampleRows: 2,
  removed: true,
  pipelineVersion: "0.1.0",
};

/** The id that a fake document of this name has. */
export function idOf(name: string): string {
  return sha256(name).slice(0, 32);
}

const words = (text: string): number => text.split(/\s+/).filter((word) => word !== "").length;

function fakeEntry(document: FakeDocument, clean: DocumentEntry["clean"], value: CleanDocument): DocumentEntry {
  const { name, text, language = "spa_Latn", source = "ocr", confidence = 0.9, blankPages = 0 } = document;
  const chars = Array.from(text).length;
  const file = { key: `pages/${name}.json`, sha256: sha256(name) };
  const page = { width: 800, height: 1200, dpi: 300, ink: 0.1, coverage: 0.9, steps: [], file };
  const reasons = [...(document.reasons ?? [])];
  return DocumentEntry.parse({
    id: idOf(name),
    folder: "scans",
    path: `${name}.pdf`,
    scan: { sha256: sha256(name), bytes: 1000, format: "pdf", pages: 1 + blankPages },
    provenance: {
      language: null,
      title: document.title ?? null,
      author: null,
      date: null,
      institution: document.institution ?? null,
      collection: null,
      rights: null,
      license: null,
      embargoUntil: document.embargoUntil ?? null,
    },
    pages: [
      {
        ...page,
        number: 1,
        source,
        extractor: source === "ocr" ? "tesseract.js 7.0.0 spa" : "pdfium",
        confidence,
        chars,
      },
      ...Array.from({ length: blankPages }, (_, index) => ({
        ...page,
        number: index + 2,
        source: "blank" as const,
        extractor: "",
        confidence: 1,
        chars: 0,
      })),
    ],
    quarantinedPages: [],
    document: file,
    identification: {
      language,
      script: language.split("_")[1] ?? "Zyyy",
      score: 0.95,
      margin: 0.9,
      decidedBy: "model",
      near: [],
      encoding: "unicode",
      languages: language === "und" ? [] : [{ language, share: 0.95 }],
    },
    clean,
    text: { sha256: sha256(text), chars, words: words(text) },
    signals: value.signals,
    redactions: value.redactions,
    decision: { keep: reasons.length === 0, reasons },
    repeatedShare: null,
  });
}

const toJson = (value: unknown): Json => z.json().parse(value);

/** Puts the documents into the store as the stages before publishing leave them. */
export async function fakeCorpus(
  store: Store,
  documents: readonly FakeDocument[],
  totals: Partial<ReleaseItem["totals"]> = {},
): Promise<ReleaseItem> {
  const entries: DocumentEntry[] = [];
  for (const document of documents) {
    const value = CleanDocument.parse({
      text: document.text,
      pages: [{ number: 1, end: Array.from(document.text).length }],
      redactions: countRedactions([{ kind: "email" }]),
      signals: document.signals ?? { word_count: words(document.text) },
    });
    const bytes = new TextEncoder().encode(JSON.stringify(value));
    const key = `clean/${idOf(document.name)}/clean.json`;
    await store.write(key, bytes);
    entries.push(fakeEntry(document, { key, sha256: sha256(bytes) }, value));
  }
  entries.sort((a, b) => (a.id < b.id ? -1 : 1));
  const members: ClusterMember[] = documents
    .flatMap(({ name, representative }) =>
      representative === undefined
        ? []
        : [
            {
              id: idOf(name),
              representative: idOf(representative),
              size: documents.filter((other) => other.representative === representative).length,
              similarity: name === representative ? 1 : 0.75,
              kind: "near" as const,
              released: false,
              representativeReleased: false,
            },
          ],
    )
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const blank = documents.reduce((sum, { blankPages = 0 }) => sum + blankPages, 0);
  return {
    documents: await writeManifest(store, "manifests", entries.map(toJson)),
    clusters: await writeManifest(store, "manifests", members),
    totals: {
      files: documents.length,
      ignored: 0,
      pages: documents.length + blank,
      blank,
      quarantined: 0,
      sameFile: 0,
      ...totals,
    },
    released: null,
    takedowns: [],
  };
}

import { sha256 } from "@malmoi/core";
import { type ClusterMember, type CleanDocument, type DocumentEntry, type Reason, Row } from "@malmoi/schemas";
import { countTokens } from "./countTokens.ts";
import { duplicateReason, yieldsTo } from "./outcomeOf.ts";

type ReadPage = DocumentEntry["pages"][number];

/** Half of a surrogate pair is no character: file names can hold one, UTF-8 cannot. */
function wellFormed(text: string | null): string | null {
  return text === null ? null : text.replaceAll(/\p{Surrogate}/gu, "\u{FFFD}");
}

/** How the pages were read: `text-layer`, or engine and models, joined by " + " in the order of pages. */
export function extractorOf(page: Pick<ReadPage, "source" | "extractor">): string {
  return page.source === "text-layer" ? "text-layer" : page.extractor;
}

/** Mean confidence of recognised pages, weighted by characters, to four places; null if there are none. */
export function meanConfidence(pages: readonly Pick<ReadPage, "source" | "chars" | "confidence">[]): number | null {
  let characters = 0;
  let sum = 0;
  for (const page of pages) {
    if (page.source !== "ocr") continue;
    characters += page.chars;
    sum += page.chars * page.confidence;
  }
  return characters === 0 ? null : Math.round((sum / characters) * 10_000) / 10_000;
}

/** Why a row is in a `_removed` config: its failing rules, and that another document stands for it. */
function removedReasons({ decision }: DocumentEntry, better: ClusterMember | undefined): Reason[] {
  return better === undefined ? decision.reasons : [...decision.reasons, duplicateReason(better)];
}

/**
 * The published row of a document. Pure. Throws if the clean text is not the one the entry describes, or if the row
 * is not valid: both are bugs of an earlier stage.
 */
export function toRow(
  entry: DocumentEntry,
  clean: CleanDocument,
  cluster: ClusterMember | undefined,
  options: { readonly pipelineVersion: string },
): Row {
  const { provenance, identification } = entry;
  const text_sha256 = sha256(clean.text);
  if (text_sha256 !== entry.text.sha256) {
    throw new Error(`the clean text of document ${entry.id} is not the one its entry describes`);
  }
  const better = yieldsTo(entry.id, cluster);
  const read = entry.pages.filter((page) => page.source !== "blank");
  return Row.parse({
    id: entry.id,
    text: clean.text,
    language: identification.language,
    script: identification.script,
    language_score: identification.score,
    languages: identification.languages,
    pages: clean.pages.map((page) => page.end),
    page_numbers: clean.pages.map((page) => page.number),
    title_src: wellFormed(provenance.title),
    author_src: wellFormed(provenance.author),
    date_src: wellFormed(provenance.date),
    institution: wellFormed(provenance.institution),
    collection: wellFormed(provenance.collection),
    source_id: wellFormed(entry.path),
    source_sha256: entry.scan.sha256,
    rights: wellFormed(provenance.rights),
    license: wellFormed(provenance.license),
    embargo_until: provenance.embargoUntil,
    extractor: [...new Set(read.map(extractorOf))].join(" + "),
    ocr_confidence: meanConfidence(read),
    signals: entry.signals,
    pii_redactions: entry.redactions,
    duplicate_cluster: cluster?.representative ?? entry.id,
    duplicate_count: cluster?.size ?? 1,
    duplicate_kind: better?.kind ?? null,
    duplicate_similarity: better?.similarity ?? null,
    near_duplicate_of_release: better?.representativeReleased === true ? better.representative : null,
    repeated_para_ratio: entry.repeatedShare,
    removed_reasons: removedReasons(entry, better),
    char_count: entry.text.chars,
    word_count: entry.text.words,
    token_count: countTokens(clean.text),
    pipeline_version: options.pipelineVersion,
    text_sha256,
  });
}

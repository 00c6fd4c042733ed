import {
  type ClusterMember,
  countRedactions,
  type DocumentEntry,
  REDACTION_KINDS,
  type RedactionCounts,
} from "@malmoi/schemas";
import type { JoinedDocument } from "./joinClusters.ts";
import type { DocumentOutcome } from "./releaseRecords.ts";
import { extractorOf, meanConfidence } from "./toRow.ts";

/** Documents and their pages; blank pages do not count. */
export interface Count {
  documents: number;
  pages: number;
}

export interface LanguageCount extends Count {
  characters: number;
  words: number;
  /** By o200k_base, see `countTokens`. */
  tokens: number;
  /** Dropped or duplicate. */
  leftOut: number;
}

/** Pages read by one engine and model, over published documents. `weighted` is the sum of confidence x characters. */
export interface ExtractorCount {
  pages: number;
  characters: number;
  weighted: number;
}

export interface RightsCount extends Count {
  readonly institution: string | null;
  readonly rights: string | null;
  readonly license: string | null;
}

/** Of equal width, from 0 to 1. */
export const CONFIDENCE_BINS = 20;

/** All that the dataset card tells. Its size grows with languages, rules and institutions, not with documents. */
export interface Statistics {
  readonly outcomes: Record<DocumentOutcome["outcome"], Count>;
  /** By tag. */
  readonly languages: Map<string, LanguageCount>;
  /** By rule; a document counts once for each rule it fails. */
  readonly reasons: Map<string, Count>;
  readonly duplicates: Record<ClusterMember["kind"], number>;
  readonly extractors: Map<string, ExtractorCount>;
  /** By tag: published documents with recognised text, in bins of their confidence. */
  readonly confidences: Map<string, number[]>;
  readonly redactions: RedactionCounts;
  readonly rights: Map<string, RightsCount>;
}

const none = (): Count => ({ documents: 0, pages: 0 });
const noExtractor = (): ExtractorCount => ({ pages: 0, characters: 0, weighted: 0 });
const noConfidences = (): number[] => Array.from({ length: CONFIDENCE_BINS }, () => 0);
const noLanguage = (): LanguageCount => ({ ...none(), characters: 0, words: 0, tokens: 0, leftOut: 0 });

export function newStatistics(): Statistics {
  return {
    outcomes: { published: none(), dropped: none(), duplicate: none() },
    languages: new Map(),
    reasons: new Map(),
    duplicates: { exact: 0, near: 0, contained: 0 },
    extractors: new Map(),
    confidences: new Map(),
    redactions: countRedactions(),
    rights: new Map(),
  };
}

function at<V>(map: Map<string, V>, key: string, fresh: () => V): V {
  const value = map.get(key) ?? fresh();
  map.set(key, value);
  return value;
}

function add(sum: Count, pages: number): void {
  sum.documents += 1;
  sum.pages += pages;
}

function countPublished(statistics: Statistics, entry: DocumentEntry, pages: number): void {
  for (const page of entry.pages) {
    if (page.source === "blank") continue;
    const extractor = at(statistics.extractors, extractorOf(page), noExtractor);
    extractor.pages += 1;
    extractor.characters += page.chars;
    extractor.weighted += page.chars * page.confidence;
  }
  const confidence = meanConfidence(entry.pages);
  if (confidence !== null) {
    const bins = at(statistics.confidences, entry.identification.language, noConfidences);
    const bin = Math.min(CONFIDENCE_BINS - 1, Math.floor(confidence * CONFIDENCE_BINS));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  for (const kind of REDACTION_KINDS) statistics.redactions[kind] += entry.redactions[kind];
  const { institution, rights, license } = entry.provenance;
  const key = JSON.stringify([institution, rights, license]);
  add(
    at(statistics.rights, key, () => ({ institution, rights, license, ...none() })),
    pages,
  );
}

/** Adds one document to the sums. */
export function countDocument(
  statistics: Statistics,
  { entry, cluster }: JoinedDocument,
  outcome: DocumentOutcome,
): void {
  const pages = entry.pages.filter((page) => page.source !== "blank").length;
  add(statistics.outcomes[outcome.outcome], pages);
  const language = at(statistics.languages, entry.identification.language, noLanguage);
  if (outcome.outcome === "dropped") {
    for (const rule of new Set(outcome.reasons.map((reason) => reason.rule))) {
      add(at(statistics.reasons, rule, none), pages);
    }
  }
  if (outcome.outcome !== "published") {
    language.leftOut += 1;
    if (outcome.outcome === "duplicate" && cluster !== undefined) statistics.duplicates[cluster.kind] += 1;
    return;
  }
  add(language, pages);
  language.characters += entry.text.chars;
  language.words += entry.text.words;
  countPublished(statistics, entry, pages);
}

/** Adds the tokens of a document's row to the sums, if it is published. */
export function countTokensOf(
  statistics: Statistics,
  { entry, outcome }: { readonly entry: DocumentEntry; readonly outcome: DocumentOutcome },
  tokens: number,
): void {
  if (outcome.outcome === "published")
    at(statistics.languages, entry.identification.language, noLanguage).tokens += tokens;
}

/**
 * Throws unless every page has exactly one end: published, dropped, duplicate, blank or quarantined. A release whose
 * numbers do not add up has lost something.
 */
export function checkPages(
  { outcomes }: Statistics,
  totals: { readonly pages: number; readonly blank: number; readonly quarantined: number; readonly sameFile: number },
): void {
  const { published, dropped, duplicate } = outcomes;
  const sum = published.pages + dropped.pages + duplicate.pages + totals.sameFile + totals.blank + totals.quarantined;
  if (sum !== totals.pages) {
    throw new Error(
      `${totals.pages} pages went in, but ${sum} came out: ${published.pages} published, ${dropped.pages} dropped, ` +
        `${duplicate.pages} duplicate, ${totals.sameFile} in files seen before, ${totals.blank} blank, ` +
        `${totals.quarantined} quarantined`,
    );
  }
}

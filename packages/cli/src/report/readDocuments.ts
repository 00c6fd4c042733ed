import type { DocumentOutcome } from "@malmoi/publish";
import type { DocumentEntry, LanguageTag, Thresholds } from "@malmoi/schemas";
import {
  BINS,
  type ClusterFacts,
  type LanguageFacts,
  type ReasonFacts,
  type ReportFacts,
  type SampleFacts,
} from "./facts.ts";
import { SignalCounts } from "./readSignals.ts";

const MOST_SAMPLES = 8;
const MOST_NEAR = 8;
/** A page with less text says little about how pages are read. */
const SAMPLE_CHARACTERS = 40;

const noLanguage = (): LanguageFacts => ({
  published: 0,
  leftOut: 0,
  lost: { language: 0, quality: 0, duplicate: 0 },
  pages: 0,
  characters: 0,
  words: 0,
  confidence: Array.from({ length: BINS }, () => 0),
  confidenceSum: 0,
});

/** The recognised page with some text that the engine was least sure of. */
function leastSure(entry: DocumentEntry, outcome: DocumentOutcome["outcome"]): SampleFacts | undefined {
  const [page] = entry.pages
    .filter(({ source, chars }) => source === "ocr" && chars >= SAMPLE_CHARACTERS)
    .toSorted((a, b) => a.confidence - b.confidence);
  if (page === undefined) return undefined;
  return {
    language: entry.identification.language,
    outcome,
    folder: entry.folder,
    path: entry.path,
    format: entry.scan.format,
    title: entry.provenance.title,
    page: { number: page.number, confidence: page.confidence, file: page.file },
    clean: entry.clean,
  };
}

/** Whether `page` of a document is better to look at than `best`: published before left out, then the least sure. */
function isBetter(outcome: DocumentOutcome["outcome"], confidence: number, best: SampleFacts | undefined): boolean {
  if (best === undefined) return true;
  if ((outcome === "published") !== (best.outcome === "published")) return outcome === "published";
  return confidence < best.page.confidence;
}

/** The first step that a document was lost at. */
function lostAt({ outcome, reasons }: DocumentOutcome): keyof LanguageFacts["lost"] {
  if (outcome === "duplicate") return "duplicate";
  return reasons.some(({ rule }) => rule === "language" || rule === "language_score") ? "language" : "quality";
}

function countDocument(language: LanguageFacts, entry: DocumentEntry, outcome: DocumentOutcome): void {
  for (const page of entry.pages) {
    if (page.source !== "ocr") continue;
    const bin = Math.min(BINS - 1, Math.floor(page.confidence * BINS));
    language.confidence[bin] = (language.confidence[bin] ?? 0) + 1;
    language.confidenceSum += page.confidence;
  }
  if (outcome.outcome !== "published") {
    language.leftOut += 1;
    language.lost[lostAt(outcome)] += 1;
    return;
  }
  language.published += 1;
  language.pages += entry.pages.filter((page) => page.source !== "blank").length;
  language.characters += entry.text.chars;
  language.words += entry.text.words;
}

function countReasons(reasons: Map<string, ReasonFacts>, entry: DocumentEntry, outcome: DocumentOutcome): void {
  if (outcome.outcome !== "dropped") return;
  const pages = entry.pages.filter((page) => page.source !== "blank").length;
  const seen = new Set<string>();
  for (const reason of outcome.reasons) {
    if (seen.has(reason.rule)) continue;
    seen.add(reason.rule);
    const facts = reasons.get(reason.rule) ?? {
      documents: 0,
      pages: 0,
      example: { id: entry.id, path: `${entry.folder}/${entry.path}`, reason },
    };
    facts.documents += 1;
    facts.pages += pages;
    reasons.set(reason.rule, facts);
  }
}

/**
 * Sums over documents and their outcomes, two streams in the order of ids, in one pass; memory grows with languages
 * and rules only. Also finds the paths of the clusters' documents. Throws if a document has no outcome.
 */
export async function readDocuments(
  documents: AsyncIterable<DocumentEntry>,
  outcomes: AsyncIterator<DocumentOutcome>,
  clusters: readonly ClusterFacts[],
  limitsOf: (language: LanguageTag) => Thresholds,
): Promise<Pick<ReportFacts, "languages" | "reasons" | "samples" | "signals" | "near">> {
  const counts = new SignalCounts(limitsOf);
  const languages = new Map<string, LanguageFacts>();
  const reasons = new Map<string, ReasonFacts>();
  const best = new Map<string, SampleFacts>();
  const wanted = new Map(
    clusters
      .flatMap(({ representative, members }) => [representative, ...members])
      .map((member) => [member.id, member]),
  );
  for await (const entry of documents) {
    const next = await outcomes.next();
    if (next.done === true || next.value.id !== entry.id) throw new Error(`document ${entry.id} has no outcome`);
    const outcome = next.value;
    const tag = entry.identification.language;
    const language = languages.get(tag) ?? noLanguage();
    languages.set(tag, language);
    countDocument(language, entry, outcome);
    countReasons(reasons, entry, outcome);
    const member = wanted.get(entry.id);
    if (member !== undefined) member.path = `${entry.folder}/${entry.path}`;
    const page = leastSure(entry, outcome.outcome);
    counts.add(entry, outcome, page);
    if (page !== undefined && isBetter(outcome.outcome, page.page.confidence, best.get(tag))) best.set(tag, page);
  }
  const samples = [...best.values()].toSorted((a, b) => a.page.confidence - b.page.confidence).slice(0, MOST_SAMPLES);
  return { languages, reasons, samples, signals: counts.signals(), near: counts.near(MOST_NEAR) };
}

import type { ResolvedThresholds } from "@malmoi/clean";
import {
  type CleanDocument,
  type CleanTrace,
  type DocumentEntry,
  findLanguage,
  type LanguageTag,
  type LedgerEntry,
  REDACTION_KINDS,
  type RedactionCounts,
  type RepeatedParagraphs,
} from "@malmoi/schemas";
import { count, counted, percent, table } from "../terminal/format.ts";

const EXCERPT = 600;
const PARAGRAPH_EXCERPT = 80;
const MOST_SPANS = 20;

function ledgerLines(ledger: readonly LedgerEntry[]): string[] {
  return ledger.flatMap(({ path, pages, outcome, reasons, duplicateOf, error }) => [
    `${path}: ${pages.length === 0 ? "" : `page${pages.length === 1 ? "" : "s"} ${pages.join(", ")} `}${outcome}` +
      `${duplicateOf === null ? "" : ` of ${duplicateOf}`}`,
    ...reasons.map(({ rule, value, threshold }) => {
      const limit = typeof threshold === "number" ? `, the limit is ${threshold}` : ` (${threshold})`;
      return `    ${rule}: ${value}${outcome === "duplicate" ? "" : limit}`;
    }),
    ...(error === null ? [] : [`    ${error.code}: ${error.message}`, `    ${error.hint}`]),
  ]);
}

function pageTable(document: DocumentEntry): string {
  const rows = document.pages.map(({ number, source, extractor, confidence, coverage, chars }) => [
    String(number),
    source,
    percent(confidence),
    percent(coverage),
    count(chars),
    extractor,
  ]);
  return table([["page", "source", "confidence", "coverage", "characters", "extractor"], ...rows]);
}

function replacedText(redactions: RedactionCounts): string {
  const some = REDACTION_KINDS.flatMap((kind) => (redactions[kind] === 0 ? [] : [`${redactions[kind]} ${kind}`]));
  return some.length === 0 ? "nothing" : some.join(", ");
}

/** Paragraphs that other documents have too, and their beginnings if they are still in the text. */
function repeatedLines(repeated: Repeated, text: string): string[] {
  if (repeated.paragraphs.length === 0) return [];
  const points = Array.from(repeated.removedFrom === undefined ? text : "");
  const rows = repeated.paragraphs.map(({ start, end, documents }) => [
    counted(documents, "document"),
    repeated.removedFrom !== undefined && documents >= repeated.removedFrom ? "taken out" : "",
    points
      .slice(start, Math.min(end, start + PARAGRAPH_EXCERPT))
      .join("")
      .replaceAll("\n", " "),
  ]);
  return ["", "paragraphs that others have", table(rows)];
}

interface Repeated extends Pick<RepeatedParagraphs, "paragraphs"> {
  /** From how many documents on paragraphs were taken out; undefined if none were. */
  readonly removedFrom: number | undefined;
}

/** What cleaning changed: rules of normalisation, and what was replaced, where it stood in the normalised text. */
function traceLines({ changes, redactions }: CleanTrace): string[] {
  const rules = Object.entries(changes).map(([rule, units]) => (units === 0 ? rule : `${rule} (${-units} characters)`));
  const rows = redactions
    .slice(0, MOST_SPANS)
    .map(({ kind, rule, start, end, value }) => [kind, rule, `${count(start)}-${count(end)}`, value]);
  const more = redactions.length - rows.length;
  return [
    `normalised by ${rules.length === 0 ? "no rule" : rules.join(", ")}`,
    ...(rows.length === 0 ? [] : ["", "replaced", table(rows)]),
    ...(more > 0 ? [`  ... and ${count(more)} more`] : []),
  ];
}

/** What documents of a language are held against. */
type Limits = Pick<ResolvedThresholds, "minScore" | "thresholds">;

/** The limits of a signal, and whether a value is beyond them; empty for what is only measured. */
function limitCells(signal: string, value: number, { thresholds }: Limits): string[] {
  const limit = thresholds[signal];
  if (limit === undefined || limit === null) return [];
  const { min, max } = limit;
  const sides = [min === undefined ? [] : `at least ${min}`, max === undefined ? [] : `at most ${max}`].flat();
  const fails = (min !== undefined && value < min) || (max !== undefined && value > max);
  return [sides.join(", "), ...(fails ? ["fails"] : [])];
}

function excerpt(text: string): string {
  const characters = Array.from(text);
  return characters.length <= EXCERPT ? text : `${characters.slice(0, EXCERPT).join("")} ...`;
}

/** All that is known of one document, as text for a terminal. */
export function documentText(
  ledger: readonly LedgerEntry[],
  document: DocumentEntry | undefined,
  clean: CleanDocument | undefined,
  repeated: Repeated,
  limitsFor: (language: LanguageTag) => Limits,
  trace?: CleanTrace,
): string {
  const lines = ledgerLines(ledger);
  if (document !== undefined) {
    const { id, scan, provenance, identification, text, signals, redactions } = document;
    const limits = limitsFor(identification.language);
    const shares = identification.languages.map(({ language, share }) => `${language} ${percent(share)}`).join(", ");
    const said = Object.entries(provenance).flatMap(([key, value]) => (value === null ? [] : [`  ${key}: ${value}`]));
    lines.push(
      "",
      `document ${id}, ${scan.format}, ${counted(scan.pages, "page")}, SHA-256 ${scan.sha256}`,
      ...said,
      "",
      `language ${identification.language} (${findLanguage(identification.language)?.name ?? "unknown"}), score ${percent(identification.score)} (at least ${percent(limits.minScore)}); ${shares}`,
      `text     ${count(text.chars)} characters, ${count(text.words)} words; replaced: ${replacedText(redactions)}`,
      "",
      pageTable(document),
      "",
      "signals",
      table(Object.entries(signals).map(([name, value]) => [name, String(value), ...limitCells(name, value, limits)])),
    );
  }
  if (trace !== undefined) lines.push("", ...traceLines(trace));
  if (clean !== undefined) lines.push(...repeatedLines(repeated, clean.text));
  if (clean !== undefined) lines.push("", "text", "", excerpt(clean.text));
  return `${lines.join("\n")}\n`;
}

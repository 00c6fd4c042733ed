import { findLanguage, REDACTION_KINDS, type RedactionKind } from "@malmoi/schemas";
import { configNames, type Facts, publishedLanguages } from "./facts.ts";
import { counted, grouped, percent, plain, table } from "./markdown.ts";

/** More rows than this make a card nobody reads to its end. */
const MOST_RIGHTS = 50;

const code = (text: string): string => `\`${text}\``;

export function languagesSection(facts: Facts): string {
  const published = publishedLanguages(facts);
  const found = new Set(published.map(([tag]) => tag));
  const missing = facts.options.languages.filter((tag) => !found.has(tag));
  const rows = published.map(([tag, { documents, pages, characters, words, tokens }]) => [
    code(tag),
    findLanguage(tag)?.name ?? "",
    documents,
    pages,
    characters,
    words,
    tokens,
  ]);
  const parts = ["## Languages"];
  if (rows.length > 0) {
    parts.push("![Words by language](stats/languages.svg)");
    parts.push(table(["config", "language", "documents", "pages", "characters", "words", "tokens"], rows));
  }
  if (rows.length === 0) parts.push("No document was published.");
  if (missing.length > 0) parts.push(`Asked for, but without a document so far: ${missing.map(code).join(", ")}.`);
  if (configNames(facts).some((name) => name.endsWith("_removed"))) {
    parts.push(
      "What the rules or the deduplication left out is in configs of its own, named `<language>_removed`, with the " +
        "reasons in `removed_reasons`. Text that may not be published (rights, embargo, takedown) is in neither.",
    );
  }
  return parts.join("\n\n");
}

export function pagesSection({ statistics, totals }: Facts): string {
  const { published, dropped, duplicate } = statistics.outcomes;
  const steps: [string, number][] = [
    ["pages of all files", totals.pages],
    ["could not be read (quarantined)", totals.quarantined],
    ["blank", totals.blank],
    ["in files that are the same, byte for byte, as another", totals.sameFile],
    ["in documents that a rule dropped", dropped.pages],
    ["in documents of which another copy stands", duplicate.pages],
    ["**published**", published.pages],
  ];
  const parts = [
    "## How it was made",
    "Scans are read page by page (the text layer of a PDF where it can be trusted, otherwise OCR), put together, their " +
      "language identified, normalised by script, measured, judged by rules with published thresholds, and deduplicated.",
    "![How the pages ended](stats/pages.svg)",
    table(
      ["", "pages", "share"],
      steps.map(([name, pages]) => [name, pages, percent(pages, totals.pages)]),
    ),
  ];
  const reasons = [...statistics.reasons].toSorted(([a, x], [b, y]) => y.documents - x.documents || (a < b ? -1 : 1));
  if (reasons.length > 0) {
    parts.push(
      `${counted(dropped.documents, "document")} failed one or more rules:`,
      table(
        ["rule", "documents", "pages"],
        reasons.map(([rule, { documents, pages }]) => [code(rule), documents, pages]),
      ),
    );
  }
  const { exact, near, contained } = statistics.duplicates;
  parts.push(
    `Duplicates left out: ${counted(exact, "document")} with the same text, ${grouped(near)} nearly the same, ` +
      `${grouped(contained)} that are a part of another.`,
  );
  return parts.join("\n\n");
}

export function readingSection({ statistics }: Facts): string {
  const rows = [...statistics.extractors]
    .toSorted(([a, x], [b, y]) => y.pages - x.pages || (a < b ? -1 : 1))
    .map(([extractor, { pages, characters, weighted }]) => [
      plain(extractor),
      pages,
      characters,
      extractor === "text-layer" || characters === 0 ? "" : (weighted / characters).toFixed(3),
    ]);
  return [
    "## How the pages were read",
    rows.length === 0
      ? "No page was published."
      : table(["engine and model", "pages", "characters", "mean confidence"], rows),
    ...(statistics.confidences.size === 0 ? [] : ["![Confidence by language](stats/confidence.svg)"]),
    "Confidence is the engine's own, 0-1, and comparable only within one script. Characters are those of the raw text.",
  ].join("\n\n");
}

const KIND_NAMES: Readonly<Record<RedactionKind, string>> = {
  email: "an e-mail address",
  phone: "a telephone number",
  ip: "an IP address",
  credentials: "user and password, or a secret parameter, in a URL",
  bank_card: "the number of a payment card",
  iban: "the number of a bank account (IBAN)",
  national_id: "a national identity or tax number of a person",
};

export function personalDataSection({ statistics }: Facts): string {
  const rows = REDACTION_KINDS.map((kind) => [code(`<${kind}>`), KIND_NAMES[kind], statistics.redactions[kind]]);
  return [
    "## Personal data",
    "Replaced in the published text by the name of their kind; how often is in each row's `pii_redactions`:",
    table(["in the text", "what stood there", "spans"], rows),
    "Numbers are replaced only if their check digits, dates and form are right, so misread ones remain. Nothing else was " +
      "looked for: names and postal addresses are as in the source.",
  ].join("\n\n");
}

export function rightsSection({ statistics, options }: Facts): string {
  const all = [...statistics.rights].toSorted(([a, x], [b, y]) => y.documents - x.documents || (a < b ? -1 : 1));
  const rows = all
    .slice(0, MOST_RIGHTS)
    .map(([, { institution, rights, license, documents, pages }]) => [
      plain(institution ?? "(not stated)"),
      plain(license ?? "(not stated)"),
      plain(rights ?? "(not stated)"),
      documents,
      pages,
    ]);
  const parts = [
    "## Rights",
    `Licence of the whole: ${plain(options.dataset.license)}. Each row carries its own \`rights\` and \`license\`.`,
  ];
  if (rows.length > 0) parts.push(table(["institution", "licence", "rights", "documents", "pages"], rows));
  if (all.length > rows.length) parts.push(`And ${counted(all.length - rows.length, "further combination")}.`);
  return parts.join("\n\n");
}

import { documentId } from "@malmoi/ocr";
import type { DocumentOutcome, ReleaseTotals } from "@malmoi/publish";
import type { ErrorRecord, LedgerEntry, LedgerTotals, Outcome } from "@malmoi/schemas";
import { labelOf, type Trail } from "./trail.ts";

/** What the ledger says of one file. */
export interface FileLedger {
  readonly ordinal: number;
  readonly entries: readonly LedgerEntry[];
  /** Pages of it that stand in the release, blank ones among them. */
  readonly releasedPages: number;
}

const numbersTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

type Details = Partial<Pick<LedgerEntry, "document" | "reasons" | "duplicateOf" | "error">>;

function entry(
  trail: Trail,
  pages: readonly number[],
  outcome: Outcome | "ignored",
  { document = null, reasons = [], duplicateOf = null, error = null }: Details = {},
): LedgerEntry {
  return { path: labelOf(trail), document, pages: [...pages], outcome, reasons: [...reasons], duplicateOf, error };
}

/** Pages that failed in the same way stand together. */
function failedEntries(trail: Trail, document: string): LedgerEntry[] {
  const groups = new Map<string, { error: ErrorRecord; pages: number[] }>();
  for (const { number, error } of trail.failedPages) {
    const name = `${error.code} ${error.message}`;
    const group = groups.get(name) ?? { error, pages: [] };
    group.pages.push(number);
    groups.set(name, group);
  }
  return [...groups.values()].map(({ error, pages }) => entry(trail, pages, "quarantined", { document, error }));
}

/**
 * Every page of a file with its end. `original` is the trail of the file that this one is a copy of, `outcome` what
 * became of the file's document. Throws if a page has no end or two: then the machinery is broken.
 */
export function ledgerOfFile(
  trail: Trail,
  original: Trail | undefined,
  outcome: DocumentOutcome | undefined,
): readonly LedgerEntry[] {
  const subject = original ?? trail;
  if (subject.companion) return [entry(trail, [], "ignored")];
  if (subject.error !== null) return [entry(trail, [1], "quarantined", { error: subject.error })];
  const { scan } = subject;
  if (scan === null) throw new Error(`ledger: ${labelOf(trail)} has neither a scan nor a reason`);
  const document = documentId(scan.sha256);
  if (original !== undefined) {
    const reasons = [{ rule: "duplicate", value: "the same file", threshold: labelOf(original) }];
    return [entry(trail, numbersTo(scan.pages), "duplicate", { document, reasons, duplicateOf: labelOf(original) })];
  }
  const blank = trail.pages.filter(({ source }) => source === "blank").map(({ number }) => number);
  const text = trail.pages.filter(({ source }) => source !== "blank").map(({ number }) => number);
  const entries = [
    ...(text.length === 0 ? [] : [textEntry(trail, text, document, outcome)]),
    ...(blank.length === 0 ? [] : [entry(trail, blank, "blank", { document })]),
    ...failedEntries(trail, document),
  ];
  const accounted = entries.flatMap(({ pages }) => pages).toSorted((a, b) => a - b);
  if (accounted.length !== scan.pages || accounted.some((number, index) => number !== index + 1)) {
    throw new Error(`ledger: ${labelOf(trail)} has ${scan.pages} pages, but accounted for are ${accounted.join(", ")}`);
  }
  return entries;
}

function textEntry(
  trail: Trail,
  pages: readonly number[],
  document: string,
  outcome: DocumentOutcome | undefined,
): LedgerEntry {
  if (outcome === undefined) throw new Error(`ledger: ${labelOf(trail)} has text, but no outcome`);
  const { reasons, duplicateOf } = outcome;
  return entry(trail, pages, outcome.outcome, { document, reasons, duplicateOf });
}

/**
 * The ledger of all files. `trails` in the order of digests with copies behind their original, `outcomes` in the order
 * of ids, which is the same: both stream, and memory holds one of each.
 */
export async function* ledgerOf(
  trails: AsyncIterable<Trail>,
  outcomes: AsyncIterable<DocumentOutcome>,
): AsyncGenerator<FileLedger> {
  const ends = outcomes[Symbol.asyncIterator]();
  let end = await ends.next();
  for await (const { trail, original } of withOriginals(trails)) {
    const hasDocument = original === undefined && trail.decision !== null && trail.scan !== null;
    let outcome: DocumentOutcome | undefined;
    if (hasDocument && trail.scan !== null) {
      const id = documentId(trail.scan.sha256);
      if (end.done === true || end.value.id !== id) throw new Error(`ledger: document ${id} has no outcome`);
      outcome = end.value;
      end = await ends.next();
    }
    const entries = ledgerOfFile(trail, original, outcome);
    const releasedPages = outcome?.outcome === "published" ? trail.pages.length : 0;
    yield { ordinal: trail.ordinal, entries, releasedPages };
  }
  if (end.done !== true) throw new Error(`ledger: document ${end.value.id} has an outcome, but no file`);
}

/** Each trail with the one whose bytes it repeats; copies must follow their original. */
async function* withOriginals(
  trails: AsyncIterable<Trail>,
): AsyncGenerator<{ readonly trail: Trail; readonly original: Trail | undefined }> {
  let first: Trail | undefined;
  for await (const trail of trails) {
    if (trail.sameAs === null) first = trail;
    yield { trail, original: trail.sameAs === null ? undefined : first };
  }
}

/** The counts that are known before duplicates and decisions are, taken from the files and not from the ledger. */
export async function expectedTotals(trails: AsyncIterable<Trail>): Promise<ReleaseTotals> {
  const totals = { files: 0, ignored: 0, pages: 0, blank: 0, quarantined: 0, sameFile: 0 };
  for await (const { trail, original } of withOriginals(trails)) {
    const subject = original ?? trail;
    totals.files += 1;
    if (subject.companion) totals.ignored += 1;
    else if (subject.error !== null) {
      totals.pages += 1;
      totals.quarantined += 1;
    } else if (original === undefined) {
      totals.pages += trail.scan?.pages ?? 0;
      totals.blank += trail.pages.filter(({ source }) => source === "blank").length;
      totals.quarantined += trail.failedPages.length;
    } else {
      totals.pages += original.scan?.pages ?? 0;
      totals.sameFile += original.scan?.pages ?? 0;
    }
  }
  return totals;
}

/** Sums of a ledger whose entries of one file follow each other. */
export async function totalsOf(ledger: AsyncIterable<LedgerEntry>): Promise<LedgerTotals> {
  const totals: LedgerTotals = {
    files: 0,
    ignored: 0,
    pages: 0,
    published: 0,
    dropped: 0,
    duplicate: 0,
    blank: 0,
    quarantined: 0,
  };
  let path: string | undefined;
  for await (const { path: next, outcome, pages } of ledger) {
    if (next !== path) totals.files += 1;
    path = next;
    if (outcome === "ignored") totals.ignored += 1;
    else totals[outcome] += pages.length;
    totals.pages += pages.length;
  }
  return totals;
}

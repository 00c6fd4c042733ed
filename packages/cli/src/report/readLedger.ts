import type { LedgerEntry, LedgerTotals } from "@malmoi/schemas";
import type { QuarantineFacts, ReportFacts } from "./facts.ts";

const MOST_QUARANTINED = 60;
const MOST_SAME_FILES = 20;
const DOCUMENT_ID = /^[0-9a-f]{32}$/;

/** Sums and bounded lists of a ledger, in one pass. */
export async function readLedger(
  ledger: AsyncIterable<LedgerEntry>,
): Promise<Pick<ReportFacts, "totals" | "sameFiles" | "quarantine">> {
  const pages = { published: 0, dropped: 0, duplicate: 0, blank: 0, quarantined: 0 };
  let files = 0;
  let ignored = 0;
  let lastFile: string | undefined;
  const sameFiles: { path: string; of: string }[] = [];
  let sameFilesAll = 0;
  const quarantined: QuarantineFacts[] = [];
  let quarantinedAll = 0;
  const codes = new Map<string, number>();

  for await (const entry of ledger) {
    // Entries of one file follow one another.
    if (entry.path !== lastFile) files += 1;
    lastFile = entry.path;
    if (entry.outcome === "ignored") {
      ignored += 1;
      continue;
    }
    pages[entry.outcome] += entry.pages.length;
    if (entry.outcome === "duplicate" && entry.duplicateOf !== null && !DOCUMENT_ID.test(entry.duplicateOf)) {
      sameFilesAll += 1;
      if (sameFiles.length < MOST_SAME_FILES) sameFiles.push({ path: entry.path, of: entry.duplicateOf });
    }
    if (entry.outcome === "quarantined" && entry.error !== null) {
      quarantinedAll += 1;
      codes.set(entry.error.code, (codes.get(entry.error.code) ?? 0) + entry.pages.length);
      if (quarantined.length < MOST_QUARANTINED) {
        quarantined.push({ path: entry.path, pages: entry.pages, error: entry.error });
      }
    }
  }
  const sum = Object.values(pages).reduce((total, count) => total + count, 0);
  const totals: LedgerTotals = { files, ignored, pages: sum, ...pages };
  return {
    totals,
    sameFiles: { shown: sameFiles, all: sameFilesAll },
    quarantine: { shown: quarantined, all: quarantinedAll, codes },
  };
}

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { localStore, parquet, queryRows, withDatabase } from "@malmoi/core";
import type { ReleaseTotals } from "@malmoi/publish";
import type { LedgerTotals } from "@malmoi/schemas";

interface Claims {
  readonly totals: LedgerTotals;
  /** Counted from the files, before duplicates and decisions were known. */
  readonly expected: ReleaseTotals;
  /** What the release should hold; `pages` counts the blank pages of published documents too. */
  readonly published: { readonly rows: number; readonly pages: number };
  readonly release: string;
  readonly scratchFolder: string;
}

/** Rows and pages of the language configs, read back from the Parquet files as anybody would read them. */
async function readBack(release: string, scratchFolder: string): Promise<{ rows: number; pages: number }> {
  const shards: string[] = [];
  for await (const key of localStore(release).list("data")) {
    const config = key.split("/")[1] ?? "";
    if (key.endsWith(".parquet") && config !== "sample" && !config.endsWith("_removed"))
      shards.push(join(release, key));
  }
  if (shards.length === 0) return { rows: 0, pages: 0 };
  await mkdir(scratchFolder, { recursive: true });
  return await withDatabase(
    async (connection) => {
      const sql = `SELECT count(*) AS n, coalesce(sum(len(page_numbers)), 0)::BIGINT AS p FROM ${parquet(shards)}`;
      for await (const row of queryRows(connection, sql)) return { rows: Number(row["n"]), pages: Number(row["p"]) };
      throw new Error("a count without a row");
    },
    { memoryMegabytes: 256, tempFolder: scratchFolder },
  );
}

/**
 * Compares the ledger's sums with what the scans promised and with what the release holds. Throws if a page is lost or
 * counted twice, with all sums that differ.
 */
export async function checkLedger({ totals, expected, published, release, scratchFolder }: Claims): Promise<void> {
  const { pages, dropped, duplicate, blank, quarantined } = totals;
  const read = await readBack(release, scratchFolder);
  const comparisons: [string, number, number][] = [
    ["files", totals.files, expected.files],
    ["ignored files", totals.ignored, expected.ignored],
    ["pages", pages, expected.pages],
    ["blank pages", blank, expected.blank],
    ["quarantined pages", quarantined, expected.quarantined],
    ["outcomes of pages", totals.published + dropped + duplicate + blank + quarantined, expected.pages],
    ["rows in the release", read.rows, published.rows],
    ["pages in the release", read.pages, published.pages],
  ];
  const wrong = comparisons.filter(([, found, wanted]) => found !== wanted);
  if (wrong.length === 0) return;
  const list = wrong.map(([name, found, wanted]) => `${name}: ${found}, should be ${wanted}`).join("; ");
  throw new Error(`the ledger does not add up (${list})`);
}

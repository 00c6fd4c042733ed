import { relative } from "node:path";
import type { LedgerTotals } from "@malmoi/schemas";
import { count, counted, duration, table } from "./format.ts";

/** The ledger's sums as a small table, with the addition that must come out even. */
export function ledgerTable(totals: LedgerTotals): string {
  const { pages, published, dropped, duplicate, blank, quarantined } = totals;
  const rows: [string, number, string][] = [
    ["published", published, "in the dataset"],
    ["dropped", dropped, "left out by a rule; `malmoi inspect --dropped` says which"],
    ["duplicate", duplicate, "another copy stands for them"],
    ["blank", blank, "proved empty"],
    ["quarantined", quarantined, "could not be read; see the quarantine list"],
  ];
  const shown = rows.filter(([, value]) => value > 0);
  const sum = shown.map(([, value]) => count(value)).join(" + ");
  return [
    `  ${counted(pages, "page")} of ${counted(totals.files - totals.ignored, "file")}, each accounted for` +
      `${shown.length > 1 ? `: ${sum} = ${count(pages)}` : ""}`,
    table(
      shown.map(([name, value, note]) => [name, count(value), note]),
      { indent: "    " },
    ),
    ...(totals.ignored > 0 ? [`  ${counted(totals.ignored, "text file")} beside the scans ignored`] : []),
  ].join("\n");
}

interface Finished {
  readonly totals: LedgerTotals;
  readonly rows: number;
  readonly release: string;
  readonly report: string;
  readonly quarantine: string;
  readonly milliseconds: number;
}

/** What a build says at its end: what it made, and where. */
export function buildSummary({ totals, rows, release, report, quarantine, milliseconds }: Finished): string {
  const here = (path: string): string => {
    const short = relative(process.cwd(), path);
    return short.startsWith("..") ? path : short;
  };
  return [
    "",
    `Made a dataset of ${counted(rows, "document")} in ${duration(milliseconds)}.`,
    "",
    ledgerTable(totals),
    "",
    `  dataset     ${here(release)}/README.md`,
    `  report      ${here(report)}`,
    ...(totals.quarantined > 0 ? [`  quarantine  ${here(quarantine)}/quarantine.csv`] : []),
    "",
  ].join("\n");
}

import { localStore } from "@malmoi/core";
import type { LedgerEntry } from "@malmoi/schemas";
import type { Corpus } from "./corpus.ts";

/** A cell of a table for spreadsheets; text that a spreadsheet would take for a formula is disarmed. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

async function* csv(ledger: AsyncIterable<LedgerEntry>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  // The mark at the start tells spreadsheets that this is UTF-8.
  yield encoder.encode("\uFEFFfile,pages,code,reason,remedy\r\n");
  for await (const { path, pages, outcome, error } of ledger) {
    if (outcome !== "quarantined" || error === null) continue;
    const cells = [path, pages.join(" "), error.code, error.message, error.hint];
    yield encoder.encode(`${cells.map(cell).join(",")}\r\n`);
  }
}

/** Writes `quarantine/quarantine.csv`: what could not be processed in the newest run, why, and what to do about it. */
export async function writeQuarantine(corpus: Corpus, ledger: AsyncIterable<LedgerEntry>): Promise<void> {
  await localStore(corpus.quarantine, { durable: true }).write("quarantine.csv", csv(ledger));
}

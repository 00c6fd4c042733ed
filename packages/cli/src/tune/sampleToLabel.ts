import { localStore, sha256, readRecord } from "@malmoi/core";
import { CleanDocument, type DocumentEntry, type LanguageTag } from "@malmoi/schemas";
import type { Corpus } from "../build/corpus.ts";

/** Code points of the text that is shown. */
const EXCERPT = 300;

interface Drawn {
  readonly id: string;
  readonly lot: string;
}

/**
 * Lines of a CSV to be filled in: documents to label, about half of them dropped ones, and the same number in each
 * language as far as there are. They are drawn by the hash of their ids, so that the same corpus gives the same sample
 * and a larger one holds the smaller. Reads the documents twice; memory grows with the sample.
 */
export async function* sampleToLabel(
  documents: () => AsyncIterable<DocumentEntry>,
  corpus: Corpus,
  size: number,
): AsyncGenerator<string> {
  const wanted = await draw(documents(), size);
  const store = localStore(corpus.work);
  // The mark at the start tells spreadsheets that this is UTF-8.
  yield `\uFEFF${["id", "label", "language", "file", "fails", "text"].join(",")}\r\n`;
  for await (const { id, identification, path, decision, clean } of documents()) {
    if (!wanted.has(id)) continue;
    const { text } = readRecord(await store.read(clean.key), CleanDocument);
    const fails = decision.reasons.map(({ rule, value }) => `${rule} ${value}`).join("; ");
    const excerpt = Array.from(text).slice(0, EXCERPT).join("");
    yield `${[id, "", identification.language, path, fails, excerpt].map(cell).join(",")}\r\n`;
  }
}

/** A cell for spreadsheets; text that they would take for a formula is disarmed. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

async function draw(documents: AsyncIterable<DocumentEntry>, size: number): Promise<ReadonlySet<string>> {
  const strata = new Map<LanguageTag, { readonly kept: Drawn[]; readonly dropped: Drawn[] }>();
  for await (const { id, identification, decision } of documents) {
    // A language that nobody asked for is no matter of thresholds.
    if (decision.reasons.some(({ rule }) => rule === "language")) continue;
    const stratum = strata.get(identification.language) ?? { kept: [], dropped: [] };
    strata.set(identification.language, stratum);
    const lots = decision.keep ? stratum.kept : stratum.dropped;
    lots.push({ id, lot: sha256(id) });
    if (lots.length >= size * 4) first(lots, size);
  }
  // One of each lot in turn: dropped and kept by turns, language by language.
  const lots = [...strata.values()].flatMap(({ kept, dropped }) => [first(dropped, size), first(kept, size)]);
  const wanted = new Set<string>();
  for (let turn = 0; turn < size; turn += 1) {
    for (const lot of lots) {
      const next = lot[turn];
      if (next === undefined) continue;
      if (wanted.size === size) return wanted;
      wanted.add(next.id);
    }
  }
  return wanted;
}

/** Leaves the first ones by lot, in place. */
function first(drawn: Drawn[], size: number): Drawn[] {
  drawn.sort((a, b) => (a.lot < b.lot ? -1 : 1));
  drawn.length = Math.min(drawn.length, size);
  return drawn;
}

import {
  type DuckDBConnection,
  queryRows,
  readJsonLines,
  type Stage,
  sqlText,
  toJsonLines,
  withDatabase,
} from "@malmoi/core";
import { FileRef, type RepeatedParagraphs } from "@malmoi/schemas";
import { join } from "node:path";
import { z } from "zod";
import { ParagraphLine } from "./paragraphStage.ts";

/** In fewer documents a paragraph is a quotation, or what is left of a copy. */
export const FEWEST_DOCUMENTS = 3;

const MEMORY_MEGABYTES = 1000;

/** One line of the manifest, in the order of ids: a document and its `paragraphs.jsonl`. */
const Listed = z.strictObject({ id: z.string(), paragraphs: FileRef });

export interface RepeatedItem {
  readonly manifest: FileRef;
}

const RepeatedInput = z.strictObject({ manifest: FileRef });
export type RepeatedInput = z.infer<typeof RepeatedInput>;

export const RepeatedSummary = z.strictObject({
  /** Documents with a paragraph that others have. */
  documents: z.int().nonnegative(),
  paragraphs: z.int().nonnegative(),
});
export type RepeatedSummary = z.infer<typeof RepeatedSummary>;

/**
 * Paragraphs that at least three documents have, by two of its twelve keys: one alone may be chance among millions. Of
 * paragraphs of 200 letters, 98 % are known again with 1 % of wrong letters, 89 % with 2 %, 74 % with 3 %, 3 % with
 * 10 %. A paragraph stands in as many documents as have its second most frequent key.
 */
const REPEATED = `
  SELECT d, s, e, list_sort(list(n), 'DESC')[2] AS n FROM disk.main.paragraph
  JOIN (SELECT k, count(*) FILTER (WHERE f) AS n FROM disk.main.paragraph GROUP BY k) AS counted USING (k)
  WHERE n >= ${FEWEST_DOCUMENTS} GROUP BY d, s, e HAVING count(*) >= 2 ORDER BY d, s`;

/**
 * Counts in how many documents each paragraph stands: letterheads, formulas of law, prayers. Writes `repeated.jsonl`,
 * a RepeatedParagraphs a line by id. DuckDB counts, with 1 GB of memory at most; the rest is on disk, about 250 bytes
 * a paragraph.
 */
export const repeatedStage: Stage<RepeatedItem, Record<string, never>, RepeatedInput, RepeatedSummary> = {
  name: "dedupe.repeated",
  version: "1",
  input: RepeatedInput,
  output: RepeatedSummary,
  limits: { deadlineSeconds: 4 * 3600, memoryMegabytes: 3000, attempts: 2 },
  *plan({ manifest }) {
    yield { label: "paragraphs of the corpus", inputs: [manifest.sha256], options: {}, input: { manifest } };
  },
  async run({ manifest }, context) {
    const scratch = await context.scratch();
    const summary = { documents: 0, paragraphs: 0 };
    const ids = (): AsyncGenerator<z.infer<typeof Listed>> => readJsonLines(context.stream(manifest), Listed);
    await withDatabase(
      async (connection) => {
        // A table of an attached file can be of any size; one in memory could not.
        await connection.run(`ATTACH ${sqlText(join(scratch, "paragraphs.duckdb"))} AS disk`);
        await connection.run("CREATE TABLE disk.main.paragraph (d INTEGER, s INTEGER, e INTEGER, k BIGINT, f BOOLEAN)");
        await append(connection, ids(), (paragraphs) => readJsonLines(context.stream(paragraphs), ParagraphLine));
        async function* lines(): AsyncGenerator<RepeatedParagraphs> {
          for await (const found of byDocument(connection, ids())) {
            summary.documents += 1;
            summary.paragraphs += found.paragraphs.length;
            yield found;
          }
        }
        await context.write("repeated.jsonl", toJsonLines(lines()));
      },
      { memoryMegabytes: MEMORY_MEGABYTES, tempFolder: scratch },
    );
    return summary;
  },
};

async function append(
  connection: DuckDBConnection,
  documents: AsyncIterable<z.infer<typeof Listed>>,
  linesOf: (file: FileRef) => AsyncIterable<z.infer<typeof ParagraphLine>>,
): Promise<void> {
  const appender = await connection.createAppender("paragraph", "main", "disk");
  let document = 0;
  for await (const { paragraphs } of documents) {
    // A document counts once, however often it has a paragraph.
    const seen = new Set<number>();
    for await (const { start, end, keys } of linesOf(paragraphs)) {
      for (const key of keys) {
        appender.appendInteger(document);
        appender.appendInteger(start);
        appender.appendInteger(end);
        appender.appendBigInt(BigInt(key));
        appender.appendBoolean(!seen.has(key));
        appender.endRow();
        seen.add(key);
      }
    }
    document += 1;
    appender.flushSync();
  }
  appender.closeSync();
}

async function* byDocument(
  connection: DuckDBConnection,
  documents: AsyncGenerator<z.infer<typeof Listed>>,
): AsyncGenerator<RepeatedParagraphs> {
  let place = -1;
  let found: RepeatedParagraphs | undefined;
  for await (const { d, s, e, n } of queryRows(connection, REPEATED)) {
    if (Number(d) !== place) {
      if (found !== undefined) yield found;
      let id: string | undefined;
      while (place < Number(d)) {
        // oxlint-disable-next-line no-await-in-loop -- a stream
        const next = await documents.next();
        if (next.done === true) throw new Error("a paragraph of a document that is not listed");
        ({ id } = next.value);
        place += 1;
      }
      if (id === undefined) throw new Error("paragraphs are not in the order of documents");
      found = { id, paragraphs: [] };
    }
    found?.paragraphs.push({ start: Number(s), end: Number(e), documents: Number(n) });
  }
  if (found !== undefined) yield found;
}

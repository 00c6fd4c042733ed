import { appendFile, open, writeFile } from "node:fs/promises";
import type { Columns, ColumnValues } from "./columnType.ts";
import { columnWriter } from "./columnWriter.ts";
import { zstd } from "./compressPage.ts";
import { fileEnd, MAGIC, placeChunk, type PlacedGroup } from "./footer.ts";
import { leavesOf } from "./leaves.ts";
import { shredder } from "./shred.ts";

/** A page of each column is written once there are so many rows, or so much text (UTF-8): what a table holds in memory. */
const PAGE_ROWS = 1024;
const PAGE_BYTES = 2e6;
/** A group is closed at so many rows, or so many compressed bytes: well under the 300 MB that the Hub's viewer reads at once. */
const GROUP_ROWS = 8_192;
const GROUP_BYTES = 16e6;

/** A Parquet table that rows are added to: zstd, statistics, and a page index for every column. Equal rows give equal bytes. */
export interface TableFile {
  /** The unfinished file: pages in the order in which they came, and not yet column by column. */
  readonly path: string;
  /** @param textBytes about how much memory the row takes. Rejects if a value does not fit its column. */
  add(row: ColumnValues, textBytes: number): Promise<void>;
  /** Writes what is still in memory. No rows make a table too. */
  close(): Promise<void>;
  /** The finished file, in pieces; once, after `close`. Memory holds a group. */
  parquet(): AsyncGenerator<Uint8Array>;
}

/** A group in the unfinished file, and its pieces in the order in which they go into the finished one. */
interface WrittenGroup {
  readonly from: number;
  readonly bytes: number;
  readonly pieces: readonly { readonly from: number; readonly bytes: number }[];
}

export async function createTableFile(path: string, columns: Columns): Promise<TableFile> {
  const compress = await zstd();
  await writeFile(path, "");
  const writers = leavesOf(columns).map((leaf) => columnWriter(leaf, compress));
  const written: WrittenGroup[] = [];
  const placed: PlacedGroup[] = [];
  const shred = shredder(columns, writers);
  /** Rows that wait for their page, and their text in bytes. */
  let rows = 0;
  let waiting = 0;
  /** The group: its rows, where each page of each column is in it. */
  let groupRows = 0;
  let groupBytes = 0;
  let places = writers.map((): { from: number; bytes: number }[] => []);
  /** Where the group begins in the unfinished file, and in the finished one. */
  let unfinishedAt = 0;
  let finishedAt = MAGIC.byteLength;

  async function endGroup(): Promise<void> {
    if (groupRows === 0) return;
    const chunks = writers.map((writer) => writer.endGroup());
    const dictionaries: Uint8Array[] = [];
    let at = finishedAt;
    const placedChunks = chunks.map((chunk, column) => {
      if (chunk.dictionary !== undefined) {
        const { header, body, bytes } = chunk.dictionary;
        dictionaries.push(header, body);
        places[column]?.unshift({ from: groupBytes, bytes });
        groupBytes += bytes;
      }
      const one = placeChunk(chunk, at);
      at += one.bytes;
      return one;
    });
    await appendFile(path, Buffer.concat(dictionaries));
    written.push({ from: unfinishedAt, bytes: groupBytes, pieces: places.flat() });
    placed.push({ rows: groupRows, from: finishedAt, chunks: placedChunks });
    unfinishedAt += groupBytes;
    finishedAt = at;
    groupRows = 0;
    groupBytes = 0;
    places = writers.map(() => []);
  }

  async function endPages(): Promise<void> {
    const pieces: Uint8Array[] = [];
    for (const [column, writer] of writers.entries()) {
      const page = writer.page(rows);
      pieces.push(page.header, page.body);
      places[column]?.push({ from: groupBytes, bytes: page.bytes });
      groupBytes += page.bytes;
    }
    groupRows += rows;
    rows = 0;
    waiting = 0;
    await appendFile(path, Buffer.concat(pieces));
    if (groupRows >= GROUP_ROWS || groupBytes >= GROUP_BYTES) await endGroup();
  }

  return {
    path,
    async add(row, textBytes) {
      shred(row);
      rows += 1;
      waiting += textBytes;
      if (rows >= PAGE_ROWS || waiting >= PAGE_BYTES) await endPages();
    },
    async close() {
      if (rows > 0) await endPages();
      await endGroup();
    },
    async *parquet() {
      yield MAGIC;
      const unfinished = await open(path, "r");
      try {
        for (const group of written) {
          const pages = Buffer.allocUnsafe(group.bytes);
          const { bytesRead } = await unfinished.read(pages, 0, group.bytes, group.from);
          if (bytesRead < group.bytes) throw new Error(`${path} ends within a group`);
          yield Buffer.concat(group.pieces.map(({ from, bytes }) => pages.subarray(from, from + bytes)));
        }
      } finally {
        await unfinished.close();
      }
      yield fileEnd(columns, placed, finishedAt);
    },
  };
}

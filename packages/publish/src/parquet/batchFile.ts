import { type FileHandle, open } from "node:fs/promises";
import { arrowBatch } from "./arrowBatch.ts";
import type { Columns, ColumnValues } from "./columnType.ts";

/** A batch is written once it has so many rows, or so much text (UTF-8): what an open file holds in memory. */
const BATCH_ROWS = 1024;
const BATCH_BYTES = 2e6;

/** Rows of a table on their way to Parquet: a file of Arrow batches, each after its length in four bytes. */
export interface BatchFile {
  readonly path: string;
  /** @param textBytes about how much memory the row takes */
  add(row: ColumnValues, textBytes: number): Promise<void>;
  /** Writes the last batch; there is always one, if need be without rows, since it carries the columns. */
  close(): Promise<void>;
}

export async function createBatchFile(path: string, columns: Columns): Promise<BatchFile> {
  const file: FileHandle = await open(path, "w");
  let rows: ColumnValues[] = [];
  let bytes = 0;
  let batches = 0;
  async function flush(): Promise<void> {
    const batch = arrowBatch(columns, rows);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(batch.byteLength);
    await file.appendFile(length);
    await file.appendFile(batch);
    rows = [];
    bytes = 0;
    batches += 1;
  }
  return {
    path,
    async add(row, textBytes) {
      rows.push(row);
      bytes += textBytes;
      if (rows.length >= BATCH_ROWS || bytes >= BATCH_BYTES) await flush();
    },
    async close() {
      try {
        if (rows.length > 0 || batches === 0) await flush();
      } finally {
        await file.close();
      }
    },
  };
}

/** The batches of a closed `BatchFile`, one at a time. */
export async function* readBatches(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, "r");
  try {
    const length = Buffer.alloc(4);
    while ((await file.read(length, 0, 4, null)).bytesRead === 4) {
      const batch = Buffer.allocUnsafe(length.readUInt32LE());
      const { bytesRead } = await file.read(batch, 0, batch.byteLength, null);
      if (bytesRead < batch.byteLength) throw new Error(`${path} ends within a batch`);
      yield batch;
    }
  } finally {
    await file.close();
  }
}

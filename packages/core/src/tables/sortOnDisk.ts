import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { canonicalJson, type Json } from "../task/digest.ts";
import { openDatabase } from "./database.ts";

export interface Keyed {
  /** Sorts by code point. Equal keys keep no particular order: make them different where it matters. */
  readonly key: string;
  readonly value: Json;
}

const MEMORY_MEGABYTES = 256;

/**
 * Sorts any number of values by key, with memory of about 256 MB at most: what is more goes to files below
 * `scratchFolder`, which are gone when the last value was taken.
 */
export async function* sortOnDisk<T>(
  values: AsyncIterable<Keyed>,
  schema: z.ZodType<T>,
  scratchFolder: string,
): AsyncGenerator<T> {
  await mkdir(scratchFolder, { recursive: true });
  const tempFolder = await mkdtemp(join(scratchFolder, "sort-"));
  const { connection, close } = await openDatabase({ memoryMegabytes: MEMORY_MEGABYTES, tempFolder });
  try {
    // A table of an attached file can be of any size; one in memory could not.
    await connection.run(`ATTACH '${join(tempFolder, "sort.duckdb").replaceAll("'", "''")}' AS disk`);
    await connection.run("CREATE TABLE disk.main.item (k VARCHAR, v VARCHAR)");
    const appender = await connection.createAppender("item", "main", "disk");
    let waiting = 0;
    for await (const { key, value } of values) {
      appender.appendVarchar(key);
      appender.appendVarchar(canonicalJson(value));
      appender.endRow();
      waiting += 1;
      if (waiting === 10_000) {
        appender.flushSync();
        waiting = 0;
      }
    }
    appender.closeSync();
    const sorted = await connection.stream("SELECT v FROM disk.main.item ORDER BY k");
    for await (const rows of sorted.yieldRowsJs()) {
      for (const [value] of rows) yield schema.parse(JSON.parse(String(value)));
    }
  } finally {
    close();
    await rm(tempFolder, { recursive: true, force: true });
  }
}

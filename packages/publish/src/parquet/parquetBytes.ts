/** Loaded when it is needed: compiling it costs 60 ms and 50 MB. */
const arrowRs = () => import("parquet-wasm");

/** A group is closed at so many rows, or so many compressed bytes: well under the 300 MB that the Hub's viewer reads at once. */
const GROUP_ROWS = 8_192;
const GROUP_BYTES = 16e6;
/** A dictionary that grows larger is given up, and the rest of the chunk written plainly: it pays for few values only. */
const DICTIONARY_BYTES = 4_096;
/** Values that are encoded between two looks at the size of a page: few, since a text can be as large as a page. */
const VALUES_AT_ONCE = 128;

async function properties(unique: readonly string[]) {
  const { Compression, EnabledStatistics, WriterPropertiesBuilder } = await arrowRs();
  let builder = new WriterPropertiesBuilder()
    .setCompression(Compression.ZSTD)
    .setStatisticsEnabled(EnabledStatistics.Page)
    .setMaxRowGroupSize(GROUP_ROWS)
    .setMaxRowGroupBytes(GROUP_BYTES)
    .setWriteBatchSize(VALUES_AT_ONCE)
    .setDictionaryPageSizeLimit(DICTIONARY_BYTES);
  for (const column of unique) builder = builder.setColumnDictionaryEnabled(column, false);
  return builder.build();
}

/**
 * A Parquet file out of Arrow batches (see `arrowBatch`), in pieces: zstd, statistics, and a page index for every column.
 * The bytes depend on the batches, `unique` and the version of parquet-wasm only. Memory holds a batch and a group.
 *
 * @param unique columns of which no two rows have the same value: they get no dictionary
 */
export async function* parquetBytes(
  batches: AsyncIterable<Uint8Array>,
  unique: readonly string[],
): AsyncGenerator<Uint8Array> {
  const { Table, transformParquetStream } = await arrowRs();
  const source = batches[Symbol.asyncIterator]();
  const stream = new ReadableStream(
    {
      async pull(controller) {
        const next = await source.next();
        if (next.done === true) return controller.close();
        const table = Table.fromIPCStream(next.value);
        controller.enqueue(table.recordBatch(0));
        table.free();
      },
      async cancel() {
        await source.return?.();
      },
    },
    { highWaterMark: 0 },
  );
  for await (const piece of await transformParquetStream(stream, await properties(unique))) yield piece;
}

import type { Row } from "@malmoi/schemas";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createTableFile, type TableFile } from "../parquet/tableFile.ts";
import { ROW_COLUMNS, toColumns } from "./columns.ts";

/** Takes a finished shard: its path in the release, the bytes of the Parquet file, and how many rows it has. */
export type WriteShard = (path: string, parquet: AsyncIterable<Uint8Array>, rows: number) => Promise<void>;

export interface ShardsOptions {
  /** Name of the unfinished file, unlike that of any other open one. */
  readonly name: string;
  /** Path of each shard in turn, from 0. */
  readonly pathOf: (index: number) => string;
  /** Folder for unfinished shards. */
  readonly scratch: string;
  /** A shard is closed once it holds this much text. */
  readonly textBytes: number;
  readonly write: WriteShard;
}

/** The shards of one config, written one after the other. */
export interface Shards {
  /** Returns the path of the shard that the row is in. */
  add(row: Row): Promise<string>;
  /** Finishes the last shard. With `evenIfEmpty` there is at least one, if need be without rows. */
  close(options?: { readonly evenIfEmpty?: boolean }): Promise<void>;
}

/** `data/tha_Thai/train/000_00000.parquet`: a form that can be appended to, since it does not say how many there are. */
export function shardPath(config: string, index: number): string {
  const group = String(Math.floor(index / 100_000)).padStart(3, "0");
  return `data/${config}/train/${group}_${String(index % 100_000).padStart(5, "0")}.parquet`;
}

/** The number of the first shard after these. */
export function nextIndex(config: string, shards: readonly { readonly path: string }[]): number {
  const numbers = shards.flatMap(({ path }) => {
    const [, name, group, rest] = /^data\/([^/]+)\/train\/(\d+)_(\d+)\.parquet$/.exec(path) ?? [];
    return name === config ? Number(group) * 100_000 + Number(rest) + 1 : [];
  });
  return numbers.reduce((a, b) => Math.max(a, b), 0);
}

export function openShards({ name, pathOf, scratch, textBytes, write }: ShardsOptions): Shards {
  let unfinished: TableFile | undefined;
  let index = 0;
  let rows = 0;
  let bytes = 0;

  const start = (): Promise<TableFile> => createTableFile(join(scratch, `${name}.pages`), ROW_COLUMNS);

  async function finish(open: TableFile): Promise<void> {
    unfinished = undefined;
    await open.close();
    await write(pathOf(index), open.parquet(), rows);
    await rm(open.path);
    index += 1;
    rows = 0;
    bytes = 0;
  }

  return {
    async add(row) {
      unfinished ??= await start();
      const path = pathOf(index);
      const size = Buffer.byteLength(row.text);
      await unfinished.add(toColumns(row), size);
      rows += 1;
      bytes += size;
      if (bytes >= textBytes) await finish(unfinished);
      return path;
    },
    async close({ evenIfEmpty = false } = {}) {
      if (unfinished === undefined && index === 0 && evenIfEmpty) unfinished = await start();
      if (unfinished !== undefined) await finish(unfinished);
    },
  };
}

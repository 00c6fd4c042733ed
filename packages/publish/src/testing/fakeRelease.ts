import { sha256 } from "@malmoi/core";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Writes what is a release in all but its data into a folder: one shard of this content. Returns the shard's path. */
export async function fakeRelease(
  folder: string,
  { name = "letters", version = "1.2.0", shard = "PAR1" }: { name?: string; version?: string; shard?: string } = {},
): Promise<string> {
  const path = "data/spa_Latn/train/000_00000.parquet";
  const line = { path, bytes: Buffer.byteLength(shard), sha256: sha256(Buffer.from(shard)), rows: 1 };
  const files = {
    [path]: shard,
    "manifest.jsonl": `${JSON.stringify(line)}\n`,
    "croissant.json": JSON.stringify({ name, version }),
    "README.md": "card",
  };
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), content);
  }
  return path;
}

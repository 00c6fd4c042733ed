import { createHash, randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A folder that is a release in all but its data, which are random bytes: for tests of the way and not of the load. */
export async function writeFakeRelease(
  folder: string,
  {
    shards = 3,
    bytes = 5_000,
    version = "1.0.0",
    keep = {},
  }: { shards?: number; bytes?: number; version?: string; keep?: Record<string, Uint8Array> } = {},
): Promise<Record<string, Uint8Array>> {
  const data: Record<string, Uint8Array> = {};
  for (let index = 0; index < shards; index += 1) {
    const path = `data/spa_Latn/train/000_0000${index}.parquet`;
    data[path] = keep[path] ?? randomBytes(bytes);
  }
  const manifest = Object.entries(data).map(([path, content]) => {
    const sha256 = createHash("sha256").update(content).digest("hex");
    return `${JSON.stringify({ path, bytes: content.byteLength, sha256, rows: 1 })}\n`;
  });
  const files: Record<string, Uint8Array | string> = {
    ...data,
    "manifest.jsonl": manifest.join(""),
    "croissant.json": JSON.stringify({ version }),
    "README.md": `# A fake release ${version}\n`,
    "CHANGELOG.md": `# Changelog\n\n## v${version}\n`,
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return data;
}

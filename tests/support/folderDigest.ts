import { localStore, sha256OfStream } from "@malmoi/core";

/** Every file of a folder with its SHA-256, as lines: equal if and only if the folders are equal to the byte. */
export async function folderDigest(folder: string): Promise<string[]> {
  const store = localStore(folder);
  const lines: string[] = [];
  for await (const key of store.list("")) lines.push(`${await sha256OfStream(store.stream(key))}  ${key}`);
  return lines;
}

import { appendFile, writeFile } from "node:fs/promises";

const BUFFER_CHARACTERS = 1 << 18;

/** A text file that grows by lines. Not all are on the disk before `close`; between calls no file is open. */
export interface LineFile {
  readonly path: string;
  /** Appends a line; it must not hold "\n". */
  add(line: string): Promise<void>;
  close(): Promise<void>;
}

export async function createLineFile(path: string): Promise<LineFile> {
  await writeFile(path, "");
  let pending: string[] = [];
  let characters = 0;
  async function flush(): Promise<void> {
    const text = pending.join("");
    pending = [];
    characters = 0;
    await appendFile(path, text);
  }
  return {
    path,
    async add(line) {
      pending.push(line, "\n");
      characters += line.length + 1;
      if (characters >= BUFFER_CHARACTERS) await flush();
    },
    close: flush,
  };
}

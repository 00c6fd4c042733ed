import { type FileHandle, open } from "node:fs/promises";

const BUFFER_CHARACTERS = 1 << 18;

/** A text file that grows by lines. Nothing is on the disk for certain before `close`. */
export interface LineFile {
  readonly path: string;
  /** Appends a line; it must not hold "\n". */
  add(line: string): Promise<void>;
  close(): Promise<void>;
}

export async function createLineFile(path: string): Promise<LineFile> {
  const file: FileHandle = await open(path, "w");
  let pending: string[] = [];
  let characters = 0;
  async function flush(): Promise<void> {
    if (pending.length > 0) await file.appendFile(pending.join(""));
    pending = [];
    characters = 0;
  }
  return {
    path,
    async add(line) {
      pending.push(line, "\n");
      characters += line.length + 1;
      if (characters >= BUFFER_CHARACTERS) await flush();
    },
    async close() {
      try {
        await flush();
      } finally {
        await file.close();
      }
    },
  };
}

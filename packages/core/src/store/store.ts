/**
 * Where bytes live. Keys are `/`-separated, relative, without `.` and `..` parts. A write is all or nothing: a reader
 * sees the old bytes or the new ones, never a part. Implementations pass `storeConformance` in `store.test.ts`.
 */
export interface Store {
  /** All bytes of a key. Throws `NotFoundError` if there are none. */
  read(key: string): Promise<Uint8Array>;
  /** The bytes of a key, in pieces, for what may not fit into memory. Throws like `read`. */
  stream(key: string): AsyncIterable<Uint8Array>;
  /** Any part of the bytes of a key, without the rest. Throws like `read`. The caller closes it. */
  open(key: string): Promise<OpenFile>;
  write(key: string, data: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>;
  /** Size in bytes, or undefined if there is no such key. */
  stat(key: string): Promise<{ bytes: number } | undefined>;
  /** All keys that start with `prefix` (a whole number of parts), in code-unit order. */
  list(prefix: string): AsyncIterable<string>;
  /** Removes a key; a missing one is no error. */
  delete(key: string): Promise<void>;
}

export interface OpenFile {
  /** `length` bytes from `start`; fewer where the file ends before. Any number of reads may be under way. */
  read(start: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

export class NotFoundError extends Error {
  constructor(key: string) {
    super(`nothing is stored under ${key}`);
    this.name = "NotFoundError";
  }
}

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { damageError } from "./hubErrors.ts";

/** Bytes of a file that are read at once: with the 64 kB of the client's own blobs an upload takes twice as long. */
const PIECE_BYTES = 1 << 20;

/** A file, or a part of it, as a blob that is read when it is needed and never held in memory. */
export class DiskBlob extends Blob {
  override readonly size: number;
  readonly #path: string;
  readonly #start: number;
  readonly #end: number;
  readonly #sha256: string | undefined;

  /** Bytes `start` to `end` of the file, the latter not included, and their SHA-256 if it is known. */
  constructor(path: string, start: number, end: number, sha256?: string) {
    super([]);
    this.size = end - start;
    this.#path = path;
    this.#start = start;
    this.#end = end;
    this.#sha256 = sha256;
  }

  override slice(start = 0, end = this.size): DiskBlob {
    return new DiskBlob(this.#path, this.#start + start, Math.min(this.#start + end, this.#end));
  }

  /**
   * Hands its bytes over in large pieces, and reads the next one meanwhile. A piece is overwritten once `take` is done
   * with it: with fresh memory for each, collecting garbage takes longer than reading. If they are not what their
   * SHA-256 says, rejects with a `MalmoiError` and keeps the last piece.
   */
  async each(take: (piece: Uint8Array) => Promise<void>): Promise<void> {
    const file = await open(this.#path);
    let [free, busy] = [Buffer.allocUnsafe(PIECE_BYTES), Buffer.allocUnsafe(PIECE_BYTES)];
    const hash = this.#sha256 === undefined ? undefined : createHash("sha256");
    let taken = Promise.resolve();
    try {
      for (let at = this.#start; at < this.#end;) {
        const { bytesRead } = await file.read(free, 0, Math.min(PIECE_BYTES, this.#end - at), at);
        if (bytesRead === 0) throw new Error(`${this.#path} has become shorter`);
        at += bytesRead;
        const piece = free.subarray(0, bytesRead);
        hash?.update(piece);
        await taken;
        if (at === this.#end && hash !== undefined && hash.digest("hex") !== this.#sha256)
          throw damageError(`${this.#path} is not what the manifest says`);
        taken = take(piece);
        // Awaited above or below; until then it is nobody's.
        taken.catch(() => {});
        [free, busy] = [busy, free];
      }
      await taken;
    } finally {
      await file.close();
    }
  }

  /** Its bytes in large pieces. */
  async *#pieces(): AsyncGenerator<Uint8Array> {
    if (this.size === 0) return;
    const range = { start: this.#start, end: this.#end - 1, highWaterMark: PIECE_BYTES };
    for await (const piece of createReadStream(this.#path, range)) if (piece instanceof Uint8Array) yield piece;
  }

  override stream(): ReturnType<Blob["stream"]> {
    const pieces = this.#pieces();
    return new ReadableStream({
      async pull(controller) {
        const next = await pieces.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await pieces.return(undefined);
      },
    });
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = new Uint8Array(this.size);
    let at = 0;
    for await (const piece of this.#pieces()) {
      bytes.set(piece, at);
      at += piece.byteLength;
    }
    return bytes.buffer;
  }

  override async text(): Promise<string> {
    return new TextDecoder().decode(await this.arrayBuffer());
  }
}

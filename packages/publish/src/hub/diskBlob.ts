import { createReadStream } from "node:fs";

/** Bytes of a file that are read at once: with the 64 kB of the client's own blobs an upload takes twice as long. */
const PIECE_BYTES = 1 << 20;

/** A file, or a part of it, as a blob that is read when it is needed and never held in memory. */
export class DiskBlob extends Blob {
  override readonly size: number;
  readonly #path: string;
  readonly #start: number;
  readonly #end: number;

  /** Bytes `start` to `end` of the file, the latter not included. */
  constructor(path: string, start: number, end: number) {
    super([]);
    this.size = end - start;
    this.#path = path;
    this.#start = start;
    this.#end = end;
  }

  override slice(start = 0, end = this.size): DiskBlob {
    return new DiskBlob(this.#path, this.#start + start, Math.min(this.#start + end, this.#end));
  }

  /** Its bytes in large pieces. */
  async *pieces(): AsyncGenerator<Uint8Array> {
    if (this.size === 0) return;
    const range = { start: this.#start, end: this.#end - 1, highWaterMark: PIECE_BYTES };
    for await (const piece of createReadStream(this.#path, range)) if (piece instanceof Uint8Array) yield piece;
  }

  override stream(): ReturnType<Blob["stream"]> {
    const pieces = this.pieces();
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
    for await (const piece of this.pieces()) {
      bytes.set(piece, at);
      at += piece.byteLength;
    }
    return bytes.buffer;
  }

  override async text(): Promise<string> {
    return new TextDecoder().decode(await this.arrayBuffer());
  }
}

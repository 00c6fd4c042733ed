import type { FileRef } from "@malmoi/schemas";
import { createHash } from "node:crypto";
import type { z } from "zod";
import { canonicalJson, type Json } from "../task/digest.ts";
import { readRecord } from "./readRecord.ts";
import type { Store } from "./store.ts";

/** The lines of a text, as they stream by. "\n" ends a line; a last line without it counts. */
export async function* lines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for await (const piece of pieces) {
    const parts = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}

/** Reads JSON Lines and checks every line against the schema; throws as `readRecord` does. */
export async function* readJsonLines<T>(pieces: AsyncIterable<Uint8Array>, schema: z.ZodType<T>): AsyncGenerator<T> {
  for await (const line of lines(pieces)) yield readRecord(line, schema);
}

/** Pieces cut anew so that each ends with a line; the last may lack its "\n". */
async function* wholeLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: Uint8Array[] = [];
  for await (const piece of pieces) {
    const end = piece.lastIndexOf(0x0a) + 1;
    if (end > 0) yield Buffer.concat([...rest, piece.subarray(0, end)]);
    rest = end > 0 ? [piece.subarray(end)] : [...rest, piece];
  }
  yield Buffer.concat(rest);
}

/** Of more texts than these it is quicker to check all lines. */
const MOST_SOUGHT = 100;

/**
 * Reads of JSON Lines those in which one of these texts stands, wherever: a look into a file of millions of lines, most of
 * which are neither decoded nor taken apart. Of very many texts it reads all lines. Throws as `readRecord` does.
 */
export async function* readJsonLinesWith<T>(
  pieces: AsyncIterable<Uint8Array>,
  schema: z.ZodType<T>,
  texts: readonly string[],
): AsyncGenerator<T> {
  if (texts.length === 0) return;
  if (texts.length > MOST_SOUGHT || texts.includes("")) return yield* readJsonLines(pieces, schema);
  // A byte is a letter here: to make such strings costs next to nothing.
  const spelled = texts.map((text) =>
    Buffer.from(JSON.stringify(text).slice(1, -1))
      .toString("latin1")
      .replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&"),
  );
  const sought = new RegExp(spelled.join("|"), "g");
  for await (const bytes of wholeLines(pieces)) {
    const letters = bytes.toString("latin1");
    sought.lastIndex = 0;
    for (let hit = sought.exec(letters); hit !== null; hit = sought.exec(letters)) {
      const end = letters.indexOf("\n", hit.index);
      const line = bytes.subarray(letters.lastIndexOf("\n", hit.index) + 1, end < 0 ? letters.length : end);
      yield readRecord(line.toString(), schema);
      sought.lastIndex = end < 0 ? letters.length : end;
    }
  }
}

/** Canonical JSON Lines, in pieces of a quarter megabyte. */
export async function* toJsonLines(values: AsyncIterable<Json> | Iterable<Json>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = "";
  for await (const value of values) {
    text += `${canonicalJson(value)}\n`;
    if (text.length > 1 << 18) {
      yield encoder.encode(text);
      text = "";
    }
  }
  if (text !== "") yield encoder.encode(text);
}

/**
 * Stores values as JSON Lines under `<prefix>/<digest>.jsonl`, however many there are, and returns the reference:
 * how a list too long for a task's input is handed to it.
 */
export async function writeManifest(
  store: Store,
  prefix: string,
  values: AsyncIterable<Json> | Iterable<Json>,
): Promise<FileRef> {
  const hash = createHash("sha256");
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const piece of toJsonLines(values)) {
      hash.update(piece);
      yield piece;
    }
  }
  const draft = `${prefix}/draft-${process.pid}.jsonl`;
  await store.write(draft, hashed());
  const sha256 = hash.digest("hex");
  const key = `${prefix}/${sha256}.jsonl`;
  await store.write(key, store.stream(draft));
  await store.delete(draft);
  return { key, sha256 };
}

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

import { readJsonLines, type TaskContext, TransientError } from "@malmoi/core";
import type { FileRef } from "@malmoi/schemas";
import { createHash } from "node:crypto";
import type { z } from "zod";

/**
 * The lines of a stored JSON Lines file, streamed, each checked against the schema. At the end, throws
 * `TransientError` if the bytes were not those of the reference: what was made of them must not be used.
 */
export async function* readLines<T>(
  { store }: TaskContext,
  { key, sha256 }: FileRef,
  schema: z.ZodType<T>,
): AsyncGenerator<T> {
  const hash = createHash("sha256");
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const piece of store.stream(key)) {
      hash.update(piece);
      yield piece;
    }
  }
  yield* readJsonLines(hashed(), schema);
  if (hash.digest("hex") !== sha256) {
    throw new TransientError(`${key} is damaged`, {
      code: "WORK_DAMAGED",
      hint: "Run the same command again: the damaged piece is computed anew.",
    });
  }
}

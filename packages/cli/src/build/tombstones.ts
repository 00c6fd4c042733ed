import { localStore, readJsonLines, toJsonLines } from "@malmoi/core";
import { type Signature, signatureOf, similarityOf } from "@malmoi/dedupe";
import type { PublicTakedown } from "@malmoi/publish";
import { Sha256 } from "@malmoi/schemas";
import { basename, dirname } from "node:path";
import { z } from "zod";
import type { Corpus } from "./corpus.ts";

/** What was taken down, and by what it is known again: one line of `takedowns.jsonl`. It holds no text. */
export const Tombstone = z.strictObject({
  /** Id of the document. */
  id: z.string(),
  source: z.strictObject({ path: z.string(), sha256: Sha256 }),
  institution: z.string().nullable(),
  /** SHA-256 of the comparable text, and a sample of its sketch if it is long enough for one. */
  exact: Sha256,
  sample: z.string().nullable(),
  when: z.iso.datetime(),
  who: z.string(),
  reason: z.string(),
  /** What was asked for, as it was asked: `--institution Archive`. */
  request: z.string(),
  /** Documents nearly the same that stay, since the request did not mean them. */
  spared: z.array(z.string()),
});
export type Tombstone = z.infer<typeof Tombstone>;

/** Texts of which so much is the same are the same page, read twice; see `malmoi takedown --help`. */
export const NEAR_IDENTICAL = 0.7;

const RULE = "takedown";

export async function readTombstones(corpus: Corpus): Promise<Tombstone[]> {
  const store = localStore(dirname(corpus.takedowns));
  if ((await store.stat(basename(corpus.takedowns))) === undefined) return [];
  const found: Tombstone[] = [];
  for await (const tombstone of readJsonLines(store.stream(basename(corpus.takedowns)), Tombstone))
    found.push(tombstone);
  return found;
}

export async function writeTombstones(corpus: Corpus, tombstones: readonly Tombstone[]): Promise<void> {
  const store = localStore(dirname(corpus.takedowns), { durable: true });
  await store.write(basename(corpus.takedowns), toJsonLines(tombstones));
}

/** What everybody may know of a takedown. */
export function publicTakedowns(tombstones: readonly Tombstone[]): PublicTakedown[] {
  return tombstones.map(({ id, when, reason }) => ({ id, date: when.slice(0, 10), reason }));
}

export interface Refusal {
  readonly rule: string;
  readonly value: string;
  readonly threshold: string;
}

/**
 * Says of a document why it must not be published, if it was taken down: the same file, the same text, or nearly the
 * same text. Signatures are compared one by one: a corpus has few tombstones.
 */
export function refuser(tombstones: readonly Tombstone[]): {
  byId(id: string): Refusal | undefined;
  bySignature(signature: Signature): Refusal | undefined;
} {
  const ids = new Map(tombstones.map((tombstone) => [tombstone.id, tombstone]));
  const texts = new Map(tombstones.map((tombstone) => [tombstone.exact, tombstone]));
  const nothing = signatureOf("").exact;
  const refusal = ({ id, when, reason }: Tombstone, like: string): Refusal => ({
    rule: RULE,
    value: `${like} as one taken down on ${when.slice(0, 10)}: ${reason}`,
    threshold: id,
  });
  return {
    byId(id) {
      const tombstone = ids.get(id);
      return tombstone === undefined ? undefined : refusal(tombstone, "the same file");
    },
    bySignature({ id, exact, sketch }) {
      const same = exact === nothing ? undefined : texts.get(exact);
      if (same !== undefined && !same.spared.includes(id)) return refusal(same, "the same text");
      if (sketch === null) return undefined;
      for (const tombstone of tombstones) {
        if (tombstone.sample === null || tombstone.spared.includes(id)) continue;
        const similarity = similarityOf(sketch, tombstone.sample);
        if (similarity >= NEAR_IDENTICAL) return refusal(tombstone, `nearly the same text (${similarity.toFixed(2)})`);
      }
      return undefined;
    },
  };
}

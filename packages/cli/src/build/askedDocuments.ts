import { InputError, localStore, readJsonLines } from "@malmoi/core";
import { DocumentEntry, LedgerEntry } from "@malmoi/schemas";
import type { FoundRun } from "./corpus.ts";

/** One thing that is to be taken down, as it was asked for. */
export interface Asked {
  readonly kind: "document" | "source" | "institution";
  readonly value: string;
}

/** As it stands on the command line. */
export const inWords = ({ kind, value }: Asked): string => `--${kind} ${value}`;

/** Shorter beginnings of an id are too easily somebody else's. */
const FEWEST_ID_DIGITS = 8;

/** The ids of files asked for by path; those with the bytes of another file have its id. */
async function ofSources({ folder, record }: FoundRun, asked: readonly Asked[]): Promise<Map<Asked, Set<string>>> {
  const folders = Object.keys(record.folders);
  const byPath = new Map<string, Asked>();
  for (const one of asked) {
    if (one.kind !== "source") continue;
    for (const path of [one.value, ...folders.map((name) => `${name}/${one.value}`)]) byPath.set(path, one);
  }
  const found = new Map<Asked, Set<string>>();
  for await (const { path, document } of readJsonLines(localStore(folder).stream("ledger.jsonl"), LedgerEntry)) {
    const one = byPath.get(path);
    if (one !== undefined && document !== null) found.set(one, (found.get(one) ?? new Set()).add(document));
  }
  return found;
}

/**
 * The documents of a run that are asked for, by id. Throws `InputError` if one thing asked for is no document, or may be
 * several: a takedown that leaves something out, or takes something else, would only be noticed by those who asked for it.
 */
export async function askedDocuments(run: FoundRun, asked: readonly Asked[]): Promise<Set<string>> {
  const sources = await ofSources(run, asked);
  const isMeant = (one: Asked, { id, provenance }: DocumentEntry): boolean => {
    if (one.kind === "document") return one.value.length >= FEWEST_ID_DIGITS && id.startsWith(one.value);
    return one.kind === "source" ? sources.get(one)?.has(id) === true : provenance.institution === one.value;
  };
  const meant = new Map(asked.map((one) => [one, new Set<string>()]));
  for await (const entry of readJsonLines(localStore(run.folder).stream("documents.jsonl"), DocumentEntry)) {
    for (const [one, ids] of meant) if (isMeant(one, entry)) ids.add(entry.id);
  }
  const missing = [...meant].filter(([, ids]) => ids.size === 0).map(([one]) => inWords(one));
  if (missing.length > 0) {
    throw new InputError(`no document of this corpus is meant by ${missing.join(", ")}; nothing was taken down`, {
      code: "NOTHING_MEANT",
      hint: "Look for it with `malmoi inspect <corpus> <path or id>`; ids need at least 8 digits, paths and names all letters.",
    });
  }
  for (const [one, ids] of meant) {
    if (one.kind === "institution" || ids.size === 1) continue;
    throw new InputError(`${inWords(one)} may be any of ${[...ids].join(", ")}; nothing was taken down`, {
      code: "MEANT_TWICE",
      hint: "Give more digits of the id, or the path with its folder, as `malmoi inspect` shows them.",
    });
  }
  return new Set([...meant.values()].flatMap((ids) => [...ids]));
}

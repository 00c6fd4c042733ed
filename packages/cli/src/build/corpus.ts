import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ConfigError, readRecord } from "@malmoi/core";
import { RunRecord } from "@malmoi/schemas";

/** The folders of a corpus on disk; see "A corpus on disk" in the README. All paths are absolute. */
export interface Corpus {
  readonly root: string;
  readonly work: string;
  /** Digests of the input's files, as of the last walk. */
  readonly inventory: string;
  /** Files of the input's ZIP archives. */
  readonly unpacked: string;
  readonly release: string;
  /** What was published last: its shards, which never change, and the place of every row in them. */
  readonly published: string;
  /** Tombstones: what was taken down and must not come back. */
  readonly takedowns: string;
  readonly quarantine: string;
  readonly runs: string;
  /** For files that live no longer than the run. */
  readonly scratch: string;
}

export function corpusAt(folder: string): Corpus {
  const root = resolve(folder);
  return {
    root,
    work: join(root, "work"),
    inventory: join(root, "work", "inventory"),
    unpacked: join(root, "work", "unpacked"),
    release: join(root, "release"),
    published: join(root, "published"),
    takedowns: join(root, "takedowns.jsonl"),
    quarantine: join(root, "quarantine"),
    runs: join(root, "runs"),
    scratch: join(root, "scratch"),
  };
}

export interface FoundRun {
  readonly folder: string;
  readonly record: RunRecord;
}

/** The newest run of a corpus that `accept` takes. Throws `ConfigError` if there is none. */
export async function latestRun(
  corpus: Corpus,
  accept: (record: RunRecord) => boolean = () => true,
): Promise<FoundRun> {
  const names = await readdir(corpus.runs).catch(() => []);
  for (const name of names.toSorted().toReversed()) {
    const folder = join(corpus.runs, name);
    const text = await readFile(join(folder, "run.json"), "utf8").catch(() => undefined);
    if (text === undefined) continue;
    const record = readRecord(text, RunRecord);
    if (accept(record)) return { folder, record };
  }
  throw new ConfigError(`${corpus.root} holds no ${names.length === 0 ? "" : "finished "}run`, {
    code: "NO_RUN",
    hint: "Name the folder of a corpus, or make one: malmoi build <pipeline.yaml> --corpus <folder>.",
  });
}

/** Runs that made a release: those have a ledger, documents and a report. */
export function isFinished(record: RunRecord): boolean {
  return record.totals !== null && (record.status === "complete" || record.status === "partial");
}

import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { localStore } from "@malmoi/core";
import type { RunRecord } from "@malmoi/schemas";
import { z } from "zod";
import type { Corpus } from "./corpus.ts";

const PackageJson = z.object({ version: z.string() });

/** The version of Malmoi. */
export function malmoiVersion(): string {
  return PackageJson.parse(createRequire(import.meta.url)("../../package.json")).version;
}

/** A name for a run that sorts by time: `2026-11-23T19-14-05-123Z`. */
export function runName(now: Date): string {
  return now.toISOString().replaceAll(/[:.]/g, "-");
}

/** Makes a run's folder and returns it. */
export async function makeRunFolder(corpus: Corpus, run: string): Promise<string> {
  const folder = join(corpus.runs, run);
  await mkdir(folder, { recursive: true });
  return folder;
}

export async function writeRunRecord(folder: string, record: RunRecord): Promise<void> {
  await localStore(folder).write("run.json", new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`));
}

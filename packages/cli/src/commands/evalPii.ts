import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { readRedactionGold, type RedactionScore, scoreRedaction } from "@malmoi/clean";
import { InputError } from "@malmoi/core";
import { REDACTION_KINDS } from "@malmoi/schemas";
import { z } from "zod";
import { EXIT } from "../terminal/exitCodes.ts";
import { count, percent, table } from "../terminal/format.ts";
import { parseOptions } from "./build.ts";

const Options = z.object({ json: z.boolean().default(false) });

/** More mistakes than this are a file, not a list: `--json` has all. */
const MOST_MISSES = 20;

async function measure(file: string): Promise<RedactionScore> {
  const content = await readFile(file, "utf8").catch((error: unknown) => {
    throw new InputError(`cannot read ${file}`, {
      code: "FILE_UNREADABLE",
      hint: "Check the path; a gold set is a .jsonl file.",
      cause: error,
    });
  });
  return scoreRedaction(readRedactionGold(content, file));
}

function print(name: string, { texts, total, kinds, misses }: RedactionScore): void {
  const scores = [...REDACTION_KINDS.flatMap((kind) => kinds[kind] ?? []).entries()];
  const names = REDACTION_KINDS.filter((kind) => kinds[kind] !== undefined);
  const rows = [...scores.map(([index, score]) => [names[index] ?? "", score] as const), ["all", total] as const];
  process.stdout.write(`${name}: ${count(texts)} texts\n`);
  process.stdout.write(
    `${table([
      ["", "gold", "found", "precision", "recall", "F1"],
      ...rows.map(([kind, { gold, found, precision, recall, f1 }]) => [
        kind,
        count(gold),
        count(found),
        percent(precision),
        percent(recall),
        percent(f1),
      ]),
    ])}\n`,
  );
  for (const { line, mistake, kind, value } of misses.slice(0, MOST_MISSES)) {
    process.stdout.write(`line ${line}: ${mistake} ${kind} ${value}\n`);
  }
  if (misses.length > MOST_MISSES) process.stdout.write(`and ${count(misses.length - MOST_MISSES)} more\n`);
}

/** `malmoi eval pii`. Returns the exit code. */
export async function evalPiiCommand(files: readonly string[], rawOptions: unknown): Promise<number> {
  const { json } = parseOptions(Options, rawOptions);
  const sets: Record<string, RedactionScore> = {};
  for (const file of files) {
    // oxlint-disable-next-line no-await-in-loop -- in the order they were named
    const score = await measure(file);
    if (!json) print(basename(file), score);
    sets[file] = score;
  }
  if (json)
    process.stdout.write(`${JSON.stringify({ ...(files.length === 1 ? Object.values(sets)[0] : {}), sets })}\n`);
  return EXIT.complete;
}

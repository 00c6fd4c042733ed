import { userInfo } from "node:os";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError, localStore } from "@malmoi/core";
import { z } from "zod";
import { corpusAt, isFinished, latestRun } from "../build/corpus.ts";
import { lockCorpus } from "../build/lock.ts";
import { readPublished } from "../build/published.ts";
import { makeRunFolder, runName, writeRunRecord } from "../build/runRecord.ts";
import { planTakedown, releaseWithout } from "../build/takeDown.ts";
import { readTombstones, writeTombstones } from "../build/tombstones.ts";
import { EXIT } from "../terminal/exitCodes.ts";
import { counted } from "../terminal/format.ts";
import { progressPrinter } from "../terminal/progress.ts";
import { executorFor, parseOptions } from "./build.ts";
import { makeReport } from "./report.ts";

/** Who is logged in; a container may run as a user without a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? "without a name"}`;
  }
}

const Options = z.object({
  document: z.array(z.string()).default([]),
  source: z.array(z.string()).default([]),
  institution: z.array(z.string()).default([]),
  reason: z.string().trim().min(1, "expected a reason"),
  by: z.string().trim().min(1, "expected a name").default(userName),
  withNearDuplicates: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  json: z.boolean().default(false),
});

function historyNote(corpus: string, versions: readonly string[]): string {
  if (versions.length === 0) return "Nothing of this corpus is published yet, so nothing else holds this text.\n";
  return `
Publish the new version: malmoi publish ${corpus} --to <where it was published>

What this does not do:
  - Versions published before (${versions.join(", ")}) still hold the text: in the Hub's history, under their tags, in the pull
    requests that brought them, and in copies that people have made.
  - To purge the Hub, once the new version is published: delete from its storage every data file that this version does not
    have (Settings, Storage, List LFS files, of the dataset). "Purge" in packages/publish/README.md does it by program.
  - takedowns.jsonl in the dataset names the ids, so that others can delete them from their copies.
  - The scans, and what was made of them in ${corpus}/work, are where they were: delete them yourself if you must.
`;
}

/** `malmoi takedown`. Returns the exit code. */
export async function takedownCommand(folder: string, rawOptions: unknown): Promise<number> {
  const options = parseOptions(Options, rawOptions);
  const { document, source, institution, reason, by, withNearDuplicates, dryRun, json } = options;
  const asked = [
    ...document.map((value) => ({ kind: "document" as const, value })),
    ...source.map((value) => ({ kind: "source" as const, value })),
    ...institution.map((value) => ({ kind: "institution" as const, value })),
  ];
  if (asked.length === 0) {
    throw new ConfigError("nothing to take down is named", {
      code: "OPTION_MISSING",
      hint: "Name it by --document <id>, --source <path> or --institution <name>.",
    });
  }
  const corpus = corpusAt(folder);
  const run = await latestRun(corpus, isFinished);
  const started = new Date();
  const unlock = await lockCorpus(corpus.root);
  const executor = executorFor(corpus, 1);
  try {
    const told = { who: by, when: started.toISOString(), reason };
    const { tombstones, spared, before } = await planTakedown(
      corpus,
      run,
      { asked, nearDuplicates: withNearDuplicates },
      told,
    );
    const say = (text: string): void => void (json || process.stdout.write(text));
    say(
      `${counted(tombstones.length, "document")} to take down${before > 0 ? `; ${before} more taken down before` : ""}\n`,
    );
    for (const { id, source: from } of tombstones.slice(0, 20)) say(`  ${id}  ${from.path}\n`);
    if (tombstones.length > 20) say(`  and ${tombstones.length - 20} more\n`);
    if (spared.length > 0) {
      say(
        `${counted(spared.length, "document")} nearly the same would stay; --with-near-duplicates takes them, too:\n`,
      );
      for (const id of spared.slice(0, 20)) say(`  ${id}\n`);
    }
    if (dryRun) {
      if (json) process.stdout.write(`${JSON.stringify({ tombstones, spared, before })}\n`);
      return EXIT.complete;
    }
    await writeTombstones(corpus, [...(await readTombstones(corpus)), ...tombstones]);
    const name = runName(started);
    const runFolder = await makeRunFolder(corpus, name);
    const record = { ...run.record, run: name, started: started.toISOString(), stages: [], totals: null, rows: null };
    const { status } = run.record;
    await writeRunRecord(runFolder, { ...record, status: "running" });
    const print = json ? () => {} : progressPrinter(process.stdout, false);
    const context = {
      workspace: { store: localStore(corpus.work), scratchFolder: corpus.scratch },
      executor,
      planFolder: join(runFolder, "plan"),
    };
    const events = releaseWithout({ corpus, run, context, runFolder, tallies: record.stages });
    let next = await events.next();
    for (; next.done !== true; next = await events.next()) print(next.value);
    const { totals, rows, record: made } = next.value;
    await rm(context.planFolder, { recursive: true, force: true });
    await rm(corpus.scratch, { recursive: true, force: true });
    const milliseconds = Date.now() - started.getTime();
    await writeRunRecord(runFolder, { ...record, status, totals, rows, milliseconds });
    await makeReport(runFolder, corpus);
    const published = await readPublished(corpus);
    const versions = published?.record.history.map(({ version }) => `v${version}`) ?? [];
    if (json) process.stdout.write(`${JSON.stringify({ tombstones, spared, before, version: made.version, rows })}\n`);
    say(`The release is now v${made.version}, of ${counted(rows, "document")}.\n${historyNote(folder, versions)}`);
    return EXIT.complete;
  } finally {
    await executor.close();
    await unlock();
  }
}

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { ConfigError, systemCode } from "@malmoi/core";
import { z } from "zod";

const LOCK = "lock";

/**
 * Long enough, in milliseconds, for a lock that was just made to be written; and, where two runs found the same dead lock,
 * for the later one to have removed what the earlier one put in its place.
 */
const GRACE = 200;

const Holder = z.strictObject({ pid: z.int(), host: z.string() });
type Holder = z.infer<typeof Holder>;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return systemCode(error) === "EPERM";
  }
}

async function holderOf(file: string): Promise<Holder | undefined> {
  const content: unknown = await readFile(file, "utf8")
    .then(JSON.parse)
    .catch(() => undefined);
  const holder = Holder.safeParse(content);
  return holder.success ? holder.data : undefined;
}

/** As far as this machine can tell: a run on another machine is believed. */
const isAtWork = ({ pid, host }: Holder): boolean => host !== hostname() || isAlive(pid);

/** Whether a run is working on a corpus. */
export async function isLocked(corpus: string): Promise<boolean> {
  const holder = await holderOf(join(corpus, LOCK));
  return holder !== undefined && isAtWork(holder);
}

/**
 * Makes sure that one run at a time works on a corpus. The lock of a run that was killed is taken over.
 * Returns a function that gives the lock back. Throws `ConfigError` if another run holds it.
 */
export async function lockCorpus(corpus: string): Promise<() => Promise<void>> {
  const file = join(corpus, LOCK);
  const mine = { pid: process.pid, host: hostname() };
  await mkdir(corpus, { recursive: true });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      await writeFile(file, JSON.stringify(mine), { flag: "wx" });
      if (attempt > 0) await setTimeout(GRACE);
      if (isDeepStrictEqual(await holderOf(file), mine)) return async () => await rm(file, { force: true });
      break;
    } catch (error) {
      if (systemCode(error) !== "EEXIST") throw error;
    }
    let holder = await holderOf(file);
    if (holder === undefined) {
      // One that says nothing is perhaps just being written.
      await setTimeout(GRACE);
      holder = await holderOf(file);
    }
    if (holder !== undefined && isAtWork(holder)) {
      throw new ConfigError(`another run (process ${holder.pid} on ${holder.host}) is working on ${corpus}`, {
        code: "CORPUS_LOCKED",
        hint: `Wait until it ends, or stop it. If it is surely gone, delete ${file} and run again.`,
      });
    }
    await rm(file, { force: true });
  }
  throw new ConfigError(`${file} could not be taken over`, {
    code: "CORPUS_LOCKED",
    hint: "Another run started at the same moment. Wait until it ends.",
  });
}

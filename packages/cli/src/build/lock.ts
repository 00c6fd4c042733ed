import { randomUUID } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { ConfigError, systemCode } from "@malmoi/core";
import { z } from "zod";

const LOCK = "lock";
/** Held while the lock of a dead run is replaced: of two runs that find it dead, the later may not remove the new one. */
const TAKEOVER = "lock.takeover";

/** Mostly long enough, in milliseconds, for a lock that was just made to be written. Who is slower than that gives way. */
const GRACE = 200;

/** `claim` is another each time. */
const Holder = z.strictObject({ pid: z.int(), host: z.string(), claim: z.string().optional() });
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

const locked = (message: string, hint: string): ConfigError =>
  new ConfigError(message, { code: "CORPUS_LOCKED", hint });

/** Makes a file that says who made it, if there is none. */
async function claim(file: string, holder: Holder): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(holder), { flag: "wx" });
    return true;
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw error;
    return false;
  }
}

/** Who made a lock and is dead; undefined if it does not say. Throws `ConfigError` if its run is at work. */
async function deadHolderOf(file: string, corpus: string): Promise<Holder | undefined> {
  let holder = await holderOf(file);
  if (holder === undefined) {
    // One that says nothing is perhaps just being written.
    await setTimeout(GRACE);
    holder = await holderOf(file);
  }
  if (holder === undefined || !isAtWork(holder)) return holder;
  throw locked(
    `another run (process ${holder.pid} on ${holder.host}) is working on ${corpus}`,
    `Wait until it ends, or stop it. If it is surely gone, delete ${file} and run again.`,
  );
}

const beaten = (corpus: string): ConfigError =>
  locked(`another run began to work on ${corpus} at the same moment`, "Wait until it ends.");

/** Removes the lock of a dead run, if it is still that one. Throws `ConfigError` if another run is at it. */
async function removeDead(corpus: string, dead: Holder | undefined, mine: Holder): Promise<void> {
  const takeover = join(corpus, TAKEOVER);
  if (!(await claim(takeover, mine))) {
    // A run may have been killed just then.
    await deadHolderOf(takeover, corpus);
    await rm(takeover).catch(() => {
      throw beaten(corpus);
    });
    if (!(await claim(takeover, mine))) throw beaten(corpus);
  }
  try {
    const file = join(corpus, LOCK);
    if (isDeepStrictEqual(await holderOf(file), dead)) await rm(file, { force: true });
  } finally {
    await rm(takeover, { force: true });
  }
}

/**
 * Makes sure that one run at a time works on a corpus. The lock of a run that was killed is taken over.
 * Returns a function that gives the lock back. Throws `ConfigError` if another run holds it.
 */
export async function lockCorpus(corpus: string): Promise<() => Promise<void>> {
  const file = join(corpus, LOCK);
  const mine = { pid: process.pid, host: hostname(), claim: randomUUID() };
  await mkdir(corpus, { recursive: true });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    if (await claim(file, mine)) {
      // Another may have found it empty, and taken it for a dead run's.
      if (isDeepStrictEqual(await holderOf(file), mine)) return async () => await rm(file, { force: true });
      break;
    }
    await removeDead(corpus, await deadHolderOf(file, corpus), mine);
  }
  throw beaten(corpus);
}

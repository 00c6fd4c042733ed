import { mkdir, open, readFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { ConfigError, systemCode } from "@malmoi/core";
import { z } from "zod";

const Holder = z.strictObject({ pid: z.int(), host: z.string() });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return systemCode(error) === "EPERM";
  }
}

/**
 * Makes sure that one run at a time works on a corpus. The lock of a run that was killed is taken over.
 * Returns a function that gives the lock back. Throws `ConfigError` if another run holds it.
 */
export async function lockCorpus(corpus: string): Promise<() => Promise<void>> {
  const file = join(corpus, "lock");
  await mkdir(corpus, { recursive: true });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = await open(file, "wx");
      await handle.writeFile(JSON.stringify({ pid: process.pid, host: hostname() }));
      await handle.close();
      return async () => await rm(file, { force: true });
    } catch (error) {
      if (systemCode(error) !== "EEXIST") throw error;
    }
    const holder = Holder.safeParse(
      await readFile(file, "utf8")
        .then(JSON.parse)
        .catch(() => undefined),
    );
    if (holder.success && (holder.data.host !== hostname() || isAlive(holder.data.pid))) {
      throw new ConfigError(`another run (process ${holder.data.pid} on ${holder.data.host}) is working on ${corpus}`, {
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

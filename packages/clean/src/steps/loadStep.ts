import { readFile } from "node:fs/promises";
import { basename, dirname, extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ConfigError, countProcessorTime, sha256, whenOverdue } from "@malmoi/core";
import { z } from "zod";
import type { UserStep } from "./userStep.ts";

/** A step as a pipeline names it. */
export const StepRef = z.strictObject({
  /** The module's name without its ending; the rule in its reasons. */
  name: z.string(),
  /** As the pipeline writes it. */
  use: z.string(),
  /** Where it is on this machine; not part of any key. */
  file: z.string(),
  /** Of the module and all files that it names by a relative path. */
  digest: z.string(),
});
export type StepRef = z.infer<typeof StepRef>;

const RELATIVE = /["'`](\.{1,2}\/[^"'`\n]{1,300})["'`]/g;
const CODE = /\.[cm]?[jt]s$/;

/** A module that does not end to load keeps a build from starting. */
const LOAD_SECONDS = 30;

/**
 * SHA-256 over a module and the files that it names by a relative path in quotes (imports and data alike), and those
 * that they name. Packages are not looked into: who changes them changes the module too.
 */
async function digestOfModule(file: string): Promise<string> {
  const digests = new Map<string, string>();
  const waiting = [file];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (digests.has(next)) continue;
    // oxlint-disable-next-line no-await-in-loop -- each file names the next
    const bytes = await readFile(next).catch(() => undefined);
    if (bytes === undefined) continue;
    digests.set(next, sha256(bytes));
    if (!CODE.test(next)) continue;
    for (const [, path = ""] of bytes.toString("utf8").matchAll(RELATIVE)) waiting.push(resolve(dirname(next), path));
  }
  const own = digests.get(file) ?? "";
  digests.delete(file);
  return sha256([own, ...[...digests.values()].toSorted()].join("\n"));
}

const wrong = (use: string, what: string, cause?: unknown): ConfigError =>
  new ConfigError(`steps: ${use} ${what}`, {
    code: "STEP_INVALID",
    hint: "A step is a JavaScript module beside the pipeline file, with a function as its default export; the README has an example.",
    cause,
  });

const Module = z.object({ default: z.custom<UserStep>((value) => typeof value === "function") });

/** The function of a step's module. Throws `ConfigError` if there is none. */
export async function importStep({ use, file, digest }: Omit<StepRef, "name">): Promise<UserStep> {
  let cancel: (() => void) | undefined;
  const late = new Promise<never>((_, reject) => {
    const stop = (): void => reject(new Error(`it was not loaded in ${LOAD_SECONDS} s`));
    cancel = whenOverdue(LOAD_SECONDS * 1000, countProcessorTime(), stop);
  });
  try {
    // The digest makes another version another module.
    const loaded: unknown = await Promise.race([import(`${pathToFileURL(file).href}?${digest.slice(0, 16)}`), late]);
    const parsed = Module.safeParse(loaded);
    if (!parsed.success) throw wrong(use, "has no default export that is a function");
    return parsed.data.default;
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw wrong(use, `cannot be loaded: ${error instanceof Error ? error.message : String(error)}`, error);
  } finally {
    cancel?.();
  }
}

/** Finds a pipeline's step and tries to load it. Throws `ConfigError`. */
export async function resolveStep(use: string, folder: string): Promise<StepRef> {
  const file = resolve(folder, use);
  const found = await readFile(file).catch(() => undefined);
  if (found === undefined) throw wrong(use, `cannot be read at ${file}`);
  const step = { use, file, digest: await digestOfModule(file) };
  await importStep(step);
  return { name: basename(file, extname(file)), ...step };
}

import { ConfigError, localStore, removeUnfinished } from "@malmoi/core";
import { link, mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { damageError } from "../hub/hubErrors.ts";
import { holdsFile, type UploadPlan } from "../hub/planUpload.ts";
import type { PublishEvent } from "../hub/publishEvents.ts";
import { isNewer } from "../release/version.ts";

interface Options {
  readonly signal?: AbortSignal | undefined;
  report(event: PublishEvent): void;
}

const Described = z.looseObject({ name: z.string(), version: z.string() });

async function described(folder: string): Promise<z.infer<typeof Described> | undefined> {
  const text = await readFile(join(folder, "croissant.json"), "utf8").catch(() => "{}");
  return Described.safeParse(JSON.parse(text)).data;
}

/** Throws `ConfigError` if what is in the folder must not be replaced by the release: it would be lost. */
async function checkTarget(folder: string, { folder: release }: UploadPlan): Promise<void> {
  const names: string[] = await readdir(folder).catch(() => []);
  if (names.length === 0) return;
  if (!names.includes("manifest.jsonl")) {
    throw new ConfigError(`${folder} holds something else than a release`, {
      code: "TARGET_OCCUPIED",
      hint: "Name an empty or a new folder: what is in it would be replaced.",
    });
  }
  const [there, here] = await Promise.all([described(folder), described(release)]);
  if (there === undefined || here === undefined) return;
  if (there.name === here.name && !isNewer(there.version, here.version)) return;
  throw new ConfigError(
    `${folder} holds ${there.name} v${there.version}, which ${here.name} v${here.version} would replace`,
    {
      code: there.name === here.name ? "TARGET_NEWER" : "TARGET_OCCUPIED",
      hint: "Name another folder, or delete this one if it is to go.",
    },
  );
}

async function* until(signal: AbortSignal | undefined, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    signal?.throwIfAborted();
    yield piece;
  }
}

/**
 * Copies a release to a folder, or brings the one that is there to its state. Everything is written and verified beside
 * the folder, which is then exchanged in one step; files that are the same are linked and not copied. Throws
 * `ConfigError` if the folder holds something that is no release, another corpus's, or a newer one; rejects with the
 * signal's reason if aborted. Then, and if it fails, the folder is as it was.
 */
export async function publishToFolder(plan: UploadPlan, target: string, { report, signal }: Options): Promise<void> {
  const folder = resolve(target);
  const next = `${folder}.next`;
  const previous = `${folder}.previous`;
  report({ type: "planned", version: plan.version, files: plan.files.length, bytes: plan.bytes });
  // A run that was killed between the two renames.
  if ((await stat(folder).catch(() => undefined)) === undefined) await rename(previous, folder).catch(() => undefined);
  await checkTarget(folder, plan);
  const same = new Set<string>();
  for (const file of plan.files) {
    signal?.throwIfAborted();
    if (await holdsFile(folder, file)) same.add(file.path);
  }
  const held = localStore(folder);
  const paths = new Set(plan.files.map(({ path }) => path));
  let remove = 0;
  for await (const path of held.list("")) if (!paths.has(path)) remove += 1;
  const add = plan.files.filter(({ path }) => !same.has(path));
  const total = add.reduce((sum, { bytes }) => sum + bytes, 0);
  report({ type: "differs", add: add.length, remove, bytes: total });
  const changed = add.length + remove > 0;

  async function writeBeside(): Promise<void> {
    await rm(next, { recursive: true, force: true });
    const store = localStore(next, { durable: true });
    const source = localStore(plan.folder);
    let sent = 0;
    for (const file of plan.files) {
      signal?.throwIfAborted();
      const to = join(next, file.path);
      await mkdir(dirname(to), { recursive: true });
      const linked =
        same.has(file.path) &&
        (await link(join(folder, file.path), to).then(
          () => true,
          () => false,
        ));
      if (linked) continue;
      await store.write(file.path, until(signal, source.stream(file.path)));
      if (!(await holdsFile(next, file))) throw damageError(`${file.path} is not what the manifest says`);
      sent += file.bytes;
      report({ type: "sent", sent: Math.min(sent, total), total });
    }
    await removeUnfinished(next);
  }

  if (changed) {
    try {
      await writeBeside();
    } catch (error) {
      await rm(next, { recursive: true, force: true });
      throw error;
    }
    await rm(previous, { recursive: true, force: true });
    if ((await stat(folder).catch(() => undefined)) !== undefined) await rename(folder, previous);
    await rename(next, folder);
  }
  await rm(previous, { recursive: true, force: true });
  report({ type: "published", version: plan.version, where: folder, commit: null, changed });
}

import { ConfigError, localStore, removeUnfinished, sha256OfStream } from "@malmoi/core";
import { link, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { damageError } from "../hub/hubErrors.ts";
import type { UploadFile, UploadPlan } from "../hub/planUpload.ts";
import type { PublishEvent } from "../hub/publishEvents.ts";

async function isIn(folder: string, { path, sha256, bytes }: UploadFile): Promise<boolean> {
  const store = localStore(folder);
  return (await store.stat(path))?.bytes === bytes && (await sha256OfStream(store.stream(path))) === sha256;
}

/**
 * Copies a release to a folder, or brings the one that is there to its state. Everything is written and verified beside
 * the folder, which is then exchanged in one step; files that are the same are linked and not copied. Throws
 * `ConfigError` if the folder holds something that is no release.
 */
export async function publishToFolder(
  plan: UploadPlan,
  target: string,
  report: (event: PublishEvent) => void,
): Promise<void> {
  const folder = resolve(target);
  const next = `${folder}.next`;
  const previous = `${folder}.previous`;
  report({ type: "planned", version: plan.version, files: plan.files.length, bytes: plan.bytes });
  // A run that was killed between the two renames.
  if ((await stat(folder).catch(() => undefined)) === undefined) await rename(previous, folder).catch(() => undefined);
  const names: string[] = await readdir(folder).catch(() => []);
  if (names.length > 0 && !names.includes("manifest.jsonl")) {
    throw new ConfigError(`${folder} holds something else than a release`, {
      code: "TARGET_OCCUPIED",
      hint: "Name an empty or a new folder: what is in it would be replaced.",
    });
  }
  const same = new Set<string>();
  for (const file of plan.files) if (await isIn(folder, file)) same.add(file.path);
  const held = localStore(folder);
  const paths = new Set(plan.files.map(({ path }) => path));
  let remove = 0;
  for await (const path of held.list("")) if (!paths.has(path)) remove += 1;
  const add = plan.files.filter(({ path }) => !same.has(path));
  const total = add.reduce((sum, { bytes }) => sum + bytes, 0);
  report({ type: "differs", add: add.length, remove, bytes: total });
  const changed = add.length + remove > 0;
  if (changed) {
    await rm(next, { recursive: true, force: true });
    const store = localStore(next, { durable: true });
    const source = localStore(plan.folder);
    let sent = 0;
    for (const file of plan.files) {
      const to = join(next, file.path);
      await mkdir(dirname(to), { recursive: true });
      const linked =
        same.has(file.path) &&
        (await link(join(folder, file.path), to).then(
          () => true,
          () => false,
        ));
      if (linked) continue;
      await store.write(file.path, source.stream(file.path));
      if (!(await isIn(next, file))) throw damageError(`${file.path} is not what the manifest says`);
      sent += file.bytes;
      report({ type: "sent", sent: Math.min(sent, total), total });
    }
    await removeUnfinished(next);
    await rm(previous, { recursive: true, force: true });
    if ((await stat(folder).catch(() => undefined)) !== undefined) await rename(folder, previous);
    await rename(next, folder);
  }
  await rm(previous, { recursive: true, force: true });
  report({ type: "published", version: plan.version, where: folder, commit: null, changed });
}

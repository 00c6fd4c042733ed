import { rm } from "node:fs/promises";
import { z } from "zod";
import type { RepositoryState } from "./repository.ts";
import { type Call, json, type Reply } from "./reply.ts";
import type { Storage } from "./storage.ts";
import { parsed } from "./writeRoutes.ts";

/** Every file in the LFS storage that some commit refers to, by digest. */
export function lfsFiles(state: RepositoryState): object[] {
  const files = new Map<string, object>();
  for (const { date, tree } of Object.values(state.commits)) {
    for (const [filename, { oid, size, lfs }] of Object.entries(tree)) {
      if (lfs !== undefined) files.set(lfs.oid, { fileOid: lfs.oid, filename, oid, pushedAt: date, size });
    }
  }
  return [...files.values()];
}

const Deletions = z.object({ deletions: z.object({ sha: z.array(z.string()), rewriteHistory: z.literal(true) }) });

/** Deletes files from the storage and from every commit. The Hub's commits change their ids with it; these do not. */
export async function deleteLfsFiles(call: Call, state: RepositoryState, storage: Storage): Promise<Reply> {
  const { deletions } = await parsed(call, Deletions);
  const gone = new Set(deletions.sha);
  for (const { tree } of Object.values(state.commits)) {
    for (const [path, { lfs }] of Object.entries(tree)) if (lfs !== undefined && gone.has(lfs.oid)) delete tree[path];
  }
  for (const sha of gone) await rm(storage.objectPath(sha), { force: true });
  await storage.save(state);
  return json({});
}

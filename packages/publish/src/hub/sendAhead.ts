import { join } from "node:path";
import { z } from "zod";
import { DiskBlob } from "./diskBlob.ts";
import { ask, type HubAccess } from "./hubApi.ts";
import { damageError, hubError } from "./hubErrors.ts";
import type { UploadFile } from "./planUpload.ts";

const AT_ONCE = 5;

const LfsAnswer = z.looseObject({
  objects: z.array(
    z.looseObject({
      oid: z.string(),
      actions: z
        .looseObject({ upload: z.looseObject({ href: z.url(), header: z.record(z.string(), z.string()).optional() }) })
        .optional(),
    }),
  ),
});

/**
 * Sends data files to the Hub's storage under the digests of the manifest, which the storage checks, while the client
 * still computes its own: it then finds them there. Files in several parts, and those whose address is refused (403: it
 * may have expired), are left to the client. Throws `MalmoiError`.
 */
export async function sendAhead(
  hub: HubAccess,
  branch: string,
  folder: string,
  files: readonly UploadFile[],
): Promise<void> {
  const data = new Map(files.filter(({ blobId }) => blobId === undefined).map((file) => [file.sha256, file]));
  if (data.size === 0) return;
  const type = "application/vnd.git-lfs+json";
  const answer = await ask(hub, `/datasets/${hub.namespace}/${hub.name}.git/info/lfs/objects/batch`, {
    method: "POST",
    headers: { accept: type, "content-type": type },
    body: {
      operation: "upload",
      transfers: ["basic", "multipart"],
      hash_algo: "sha_256",
      ref: { name: branch },
      objects: [...data.values()].map(({ sha256, bytes }) => ({ oid: sha256, size: bytes })),
    },
    what: "prepare an upload",
  });
  const missing = LfsAnswer.parse(await answer.json()).objects.flatMap(({ oid, actions }) => {
    const file = data.get(oid);
    const whole = actions !== undefined && actions.upload.header?.["chunk_size"] === undefined;
    return file !== undefined && whole ? [{ file, url: actions.upload.href }] : [];
  });
  async function sendNext(): Promise<void> {
    for (let next = missing.shift(); next !== undefined; next = missing.shift()) {
      const { path, bytes } = next.file;
      const { ok, status } = await hub.fetch(next.url, {
        method: "PUT",
        body: new DiskBlob(join(folder, path), 0, bytes),
      });
      if (status === 400) throw damageError(`the storage took ${path} for something else than the manifest says`);
      if (!ok && status !== 403) throw hubError({ status, message: "", code: "", what: `store ${path}` });
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, sendNext));
}

import { join } from "node:path";
import { z } from "zod";
import { DiskBlob } from "./diskBlob.ts";
import { fewAtOnce } from "./fewAtOnce.ts";
import { ask, type HubAccess } from "./hubApi.ts";
import { damageError, hubError } from "./hubErrors.ts";
import type { UploadFile } from "./planUpload.ts";

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
 * Sends data files to the Hub's storage under the digests of the manifest, unless `stored` has their digests, and adds
 * to `stored` those that the storage then holds, were they sent or there before. What is sent is digested on the way,
 * by the storage as well. Files in several parts, and those whose address is refused (403: it may have expired), are
 * left to the client. Throws `MalmoiError`.
 */
export async function sendData(
  hub: HubAccess,
  folder: string,
  files: readonly UploadFile[],
  stored: Set<string>,
): Promise<void> {
  const data = new Map(
    files.filter((file) => file.blobId === undefined && !stored.has(file.sha256)).map((file) => [file.sha256, file]),
  );
  if (data.size === 0) return;
  const type = "application/vnd.git-lfs+json";
  const answer = await ask(hub, `/datasets/${hub.namespace}/${hub.name}.git/info/lfs/objects/batch`, {
    method: "POST",
    headers: { accept: type, "content-type": type },
    body: {
      operation: "upload",
      transfers: ["basic", "multipart"],
      hash_algo: "sha_256",
      objects: [...data.values()].map(({ sha256, bytes }) => ({ oid: sha256, size: bytes })),
    },
    what: "prepare an upload",
  });
  await fewAtOnce(LfsAnswer.parse(await answer.json()).objects, async ({ oid, actions }) => {
    const file = data.get(oid);
    if (file === undefined) return;
    if (actions !== undefined) {
      if (actions.upload.header?.["chunk_size"] !== undefined) return;
      const { path, bytes } = file;
      const body = new DiskBlob(join(folder, path), 0, bytes, oid);
      const { ok, status } = await hub.fetch(actions.upload.href, { method: "PUT", body });
      if (status === 403) return;
      if (status === 400) throw damageError(`the storage took ${path} for something else than the manifest says`);
      if (!ok) throw hubError({ status, message: "", code: "", what: `store ${path}` });
    }
    stored.add(oid);
  });
}

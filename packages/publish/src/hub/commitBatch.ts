import { commitIter, HubApiError } from "@huggingface/hub";
import { MalmoiError } from "@malmoi/core";
import { join } from "node:path";
import { DiskBlob } from "./diskBlob.ts";
import { commitsSince, type HubAccess } from "./hubApi.ts";
import { hubError } from "./hubErrors.ts";
import type { UploadFile } from "./planUpload.ts";
import { sendData } from "./sendData.ts";
import { backOffSeconds } from "./waitFor.ts";

/** One commit: files to add or replace, paths to delete. `title` is unlike that of any other batch. */
export interface Batch {
  readonly title: string;
  readonly files: readonly UploadFile[];
  readonly deletions: readonly string[];
}

interface Request {
  readonly hub: HubAccess;
  readonly folder: string;
  readonly branch: string;
  /** The commit that the branch points to. */
  readonly parent: string;
  readonly batch: Batch;
  /** Digests of data that the storage has been found to hold. */
  readonly stored: Set<string>;
  /** Data that is on its way to the storage already. */
  readonly sending: Promise<void> | undefined;
  readonly signal: AbortSignal | undefined;
  pause(seconds: number): Promise<unknown>;
  /** Called when a file is on the Hub, whether it was sent or was there. */
  onFile(path: string): void;
}

const ATTEMPTS = 6;

/** The client's `fetch`, but that its commit has these files too, which are in the storage already. */
function withFiles({ fetch: asIs }: HubAccess, files: readonly UploadFile[]): typeof fetch {
  const lines = files.map(({ path, bytes, sha256 }) => ({
    key: "lfsFile",
    value: { path, algo: "sha256", size: bytes, oid: sha256 },
  }));
  return async (input, init) => {
    if (!/\/commit\/[^/]+$/.test(String(input))) return await asIs(input, init);
    if (typeof init?.body !== "string") throw new Error("the client sends commits in another form than expected");
    return await asIs(input, { ...init, body: [init.body, ...lines.map((line) => JSON.stringify(line))].join("\n") });
  };
}

async function commitOnce(request: Request): Promise<string> {
  const { hub, folder, branch, parent, batch, stored, sending, signal, onFile } = request;
  signal?.throwIfAborted();
  await sending;
  // The client would digest the data once more, and only then begin to send it.
  await sendData(hub, folder, batch.files, stored);
  const isHeld = ({ blobId, sha256 }: UploadFile): boolean => blobId === undefined && stored.has(sha256);
  const held = batch.files.filter(isHeld);
  for (const { path } of held) onFile(path);
  const events = commitIter({
    repo: { type: "dataset", name: `${hub.namespace}/${hub.name}` },
    hubUrl: hub.hubUrl,
    accessToken: hub.token,
    branch,
    parentCommit: parent,
    title: batch.title,
    operations: [
      ...batch.files
        .filter((file) => !isHeld(file))
        .map(({ path, bytes }) => ({
          operation: "addOrUpdate" as const,
          path,
          content: new DiskBlob(join(folder, path), 0, bytes),
        })),
      ...batch.deletions.map((path) => ({ operation: "delete" as const, path })),
    ],
    // Plain LFS: in Node.js the client's Xet is three times slower and needs three times the memory.
    useXet: false,
    fetch: withFiles(hub, held),
    ...(signal === undefined ? {} : { abortSignal: signal }),
  });
  for (;;) {
    const next = await events.next();
    if (next.done === true) {
      if (next.value === undefined) throw new Error("a commit without a commit");
      return next.value.commit.oid;
    }
    if (next.value.event === "fileProgress" && next.value.state === "uploading" && next.value.progress === 1)
      onFile(next.value.path);
  }
}

/** True if the same batch may pass if tried again: the client's own errors are judged by their status. */
function mayPass(error: unknown): boolean {
  if (error instanceof MalmoiError) return error.kind === "transient" && error.code !== "HUB_DAMAGED";
  if (!(error instanceof HubApiError)) return false;
  const { statusCode, message } = error;
  // The address to store a file at has expired, or the storage lost a file: both end with the next batch request.
  const storage = statusCode === 403 && message.includes("while uploading");
  return storage || statusCode === 409 || statusCode === 412 || (statusCode === 400 && message.includes("LFS pointer"));
}

function asOurs(error: unknown): unknown {
  if (!(error instanceof HubApiError)) return error;
  return hubError({
    status: error.statusCode,
    message: error.message.split(". URL:")[0] ?? "",
    code: "",
    what: "take a commit",
  });
}

/**
 * Makes one commit and returns its id, and makes it once: if the reply is lost, the branch is asked whether the commit
 * is there. If somebody else committed meanwhile, it goes on top of theirs. Throws `MalmoiError`.
 */
export async function commitBatch(request: Request): Promise<string> {
  const { hub, branch, batch, stored, signal, pause } = request;
  let { parent, sending } = request;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await commitOnce({ ...request, parent, sending });
    } catch (error) {
      signal?.throwIfAborted();
      if (!mayPass(error)) throw asOurs(error);
      const since = await commitsSince(hub, branch, parent);
      const ours = since.find(({ title }) => title === batch.title);
      if (ours !== undefined) return ours.id;
      if (attempt >= ATTEMPTS) throw asOurs(error);
      parent = since[0]?.id ?? parent;
      // It may have lost what it held: it is asked anew.
      stored.clear();
      sending = undefined;
      await pause(backOffSeconds(attempt, Math.random()));
    }
  }
}

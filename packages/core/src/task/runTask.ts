import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { FileRef, Task, TaskFile, TaskRecord } from "@malmoi/schemas";
import { TaskRecord as TaskRecordSchema } from "@malmoi/schemas";
import { InputError, MalmoiError, toErrorRecord, TransientError } from "../errors.ts";
import { NotFoundError, type Store } from "../store/store.ts";
import { canonicalJson, digestOf, sha256 } from "./digest.ts";
import { type RunnableStage, taskFolder, type TaskContext } from "./stage.ts";

const RECORD = "task.json";

function recordKey(task: { readonly stage: string; readonly key: string }): string {
  return `${taskFolder(task.stage, task.key)}/${RECORD}`;
}

/** Where a task put one of its files, with the digest to check it by. Throws if the task wrote no such file. */
export function fileOf(record: TaskRecord, name: string): FileRef {
  const files = record.result.status === "done" ? record.result.files : [];
  const file = files.find((candidate) => candidate.name === name);
  if (file === undefined) throw new Error(`task ${record.key} of ${record.stage} has no file ${name}`);
  return { key: `${taskFolder(record.stage, record.key)}/${name}`, sha256: file.sha256 };
}

/**
 * The record of a finished task, or undefined if it has to run: never done, cut off, or damaged (a record that cannot
 * be read, a file that is gone or has another size).
 */
export async function findRecord(
  store: Store,
  task: { readonly stage: string; readonly key: string },
): Promise<TaskRecord | undefined> {
  let text: string;
  try {
    text = new TextDecoder().decode(await store.read(recordKey(task)));
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
  const parsed = TaskRecordSchema.safeParse(parseJson(text));
  if (!parsed.success || parsed.data.key !== task.key) return undefined;
  const record = parsed.data;
  if (record.result.status === "done") {
    for (const file of record.result.files) {
      const found = await store.stat(`${taskFolder(task.stage, task.key)}/${file.name}`);
      if (found?.bytes !== file.bytes) return undefined;
    }
  }
  return record;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function writeRecord(
  store: Store,
  task: Pick<Task, "key" | "stage" | "version">,
  result: TaskRecord["result"],
): Promise<TaskRecord> {
  const { key, stage, version } = task;
  // What depends on this task carries this digest. A message may name a folder of this machine, so of an error only
  // the code counts.
  const digest = digestOf(result.status === "done" ? result : { status: result.status, code: result.error.code });
  const record: TaskRecord = { key, stage, version, digest, result };
  await store.write(recordKey(task), new TextEncoder().encode(`${canonicalJson(record)}\n`));
  return record;
}

/** Records that a task's input cannot be processed: done, with a reason instead of an output. */
export async function quarantineTask(store: Store, task: Task, error: InputError): Promise<TaskRecord> {
  return await writeRecord(store, task, { status: "quarantined", error: toErrorRecord(error) });
}

/** Where tasks keep their output, and where they may put files while they run (emptied at the start of a run). */
export interface Workspace {
  readonly store: Store;
  readonly scratchFolder: string;
}

function contextOf(
  { store, scratchFolder }: Workspace,
  folder: string,
  written: Map<string, TaskFile>,
  scratchFolders: string[],
): TaskContext {
  async function damaged(ref: FileRef): Promise<TransientError> {
    await store.delete(`${ref.key.slice(0, ref.key.lastIndexOf("/"))}/${RECORD}`);
    return new TransientError(`${ref.key} is damaged or gone`, {
      code: "WORK_DAMAGED",
      hint: "Run the same command again: the damaged piece is computed anew.",
    });
  }
  return {
    async read(ref) {
      const bytes = await store.read(ref.key).catch(() => undefined);
      if (bytes === undefined || sha256(bytes) !== ref.sha256) throw await damaged(ref);
      return bytes;
    },
    async *stream(ref) {
      const hash = createHash("sha256");
      for await (const piece of store.stream(ref.key)) {
        hash.update(piece);
        yield piece;
      }
      if (hash.digest("hex") !== ref.sha256) throw await damaged(ref);
    },
    async open(ref) {
      const file = await store.open(ref.key).catch(() => undefined);
      if (file === undefined) throw await damaged(ref);
      return file;
    },
    damaged,
    async write(name, data) {
      const hash = createHash("sha256");
      let bytes = 0;
      async function* measured(): AsyncGenerator<Uint8Array> {
        for await (const piece of data instanceof Uint8Array ? [data] : data) {
          hash.update(piece);
          bytes += piece.byteLength;
          yield piece;
        }
      }
      await store.write(`${folder}/${name}`, measured());
      written.set(name, { name, bytes, sha256: hash.digest("hex") });
    },
    async scratch() {
      await mkdir(scratchFolder, { recursive: true });
      const made = await mkdtemp(join(scratchFolder, "task-"));
      scratchFolders.push(made);
      return made;
    },
  };
}

/**
 * Runs a task to its record. An `InputError` of the stage is a result (quarantined); every other error is thrown:
 * the executor decides about those.
 */
export async function runTask(stage: RunnableStage, task: Task, workspace: Workspace): Promise<TaskRecord> {
  const { store } = workspace;
  const written = new Map<string, TaskFile>();
  const scratchFolders: string[] = [];
  const context = contextOf(workspace, taskFolder(task.stage, task.key), written, scratchFolders);
  try {
    const output = await stage.execute(task.input, context);
    const files = [...written.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return await writeRecord(store, task, { status: "done", output, files });
  } catch (error) {
    if (error instanceof MalmoiError && error instanceof InputError) return await quarantineTask(store, task, error);
    throw error;
  } finally {
    for (const folder of scratchFolders) await rm(folder, { recursive: true, force: true });
  }
}

import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { localStore, serveTasks, type Store } from "@malmoi/core";
import { CLUSTER_STAGES } from "./testCorpus.ts";

// A worker that is killed once in some stages, when a file is written in part.

/** Not all, because a process takes its time to start. */
const KILLED = ["dedupe.segment", "dedupe.meet", "dedupe.members"];

const [root = ""] = process.argv.slice(2);
const store = localStore(join(root, "work"));

function isFirst(stage: string): boolean {
  if (!KILLED.includes(stage)) return false;
  try {
    closeSync(openSync(join(root, `killed ${stage}`), "wx"));
    return true;
  } catch {
    return false;
  }
}

async function* cutOff(data: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of data instanceof Uint8Array ? [data] : data) {
    yield piece.subarray(0, piece.length >> 1);
    process.kill(process.pid, "SIGKILL");
  }
}

const write: Store["write"] = async (key, data) =>
  await store.write(key, isFirst(key.split("/")[0] ?? "") ? cutOff(data) : data);

serveTasks(CLUSTER_STAGES, { store: { ...store, write }, scratchFolder: join(root, "scratch") });

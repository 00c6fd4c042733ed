import { localStore, serveTasks } from "@malmoi/core";
import { corpusAt } from "./corpus.ts";
import { RUNNABLE } from "./stages.ts";

// The entry of a worker process; its only argument is the corpus folder.
const corpus = corpusAt(process.argv[2] ?? ".");
serveTasks(RUNNABLE, { store: localStore(corpus.work), scratchFolder: corpus.scratch });

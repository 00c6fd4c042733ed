import { join } from "node:path";
import { localStore } from "../store/localStore.ts";
import { runnable } from "../task/stage.ts";
import { serveTasks } from "./serveTasks.ts";
import { root, testStage } from "./testStage.ts";

serveTasks([runnable(testStage)], { store: localStore(join(root, "work")), scratchFolder: join(root, "scratch") });

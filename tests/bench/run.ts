import { spawn } from "node:child_process";
import { treeBytes } from "./memory.ts";

export interface Run {
  readonly ok: boolean;
  readonly milliseconds: number;
  /** Largest resident memory of the whole process tree, looked at every 20 ms unless said otherwise; 0 where there is no /proc. */
  readonly peakBytes: number;
}

/** Runs a program to its end, on one thread where it can be told so. */
export async function runMeasured(
  program: string,
  args: readonly string[],
  lookEveryMilliseconds: number = 20,
): Promise<Run> {
  const start = performance.now();
  let peakBytes = 0;
  const child = spawn(program, args, { stdio: "ignore", env: { ...process.env, OMP_THREAD_LIMIT: "1" } });
  const look = setInterval(() => {
    if (child.pid !== undefined) peakBytes = Math.max(peakBytes, treeBytes(child.pid));
  }, lookEveryMilliseconds);
  const ok = await new Promise<boolean>((resolve) => {
    child.on("error", () => resolve(false));
    child.on("close", (code) => resolve(code === 0));
  });
  clearInterval(look);
  return { ok, milliseconds: performance.now() - start, peakBytes };
}

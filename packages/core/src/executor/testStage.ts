import { appendFileSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ConfigError, InputError } from "../errors.ts";
import type { Stage } from "../task/stage.ts";

/** Tasks that misbehave on demand: the small test engines by which faults are injected. */
const Input = z.strictObject({ name: z.string(), does: z.string() });
export type TestInput = z.infer<typeof Input>;

/** The folder a test worker was started for. */
export const root = process.argv[2] ?? ".";

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const misbehave: Record<string, (name: string) => void | Promise<void>> = {
  work: () => undefined,
  "be bad": () => {
    throw new InputError("this page is bad", { code: "BAD_PAGE", hint: "Scan it again." });
  },
  abort: () => process.abort(),
  hang: () => {
    for (;;) existsSync("/");
  },
  "crash once": (name) => {
    const marker = join(root, `${name}.marker`);
    if (existsSync(marker)) return;
    writeFileSync(marker, "");
    process.kill(process.pid, "SIGKILL");
  },
  // Somewhat more than its tests allow, and then no more: on a busy machine it may take long to be noticed.
  hog: async () => {
    const held: Buffer[] = [];
    for (;;) {
      if (held.length < 20) held.push(Buffer.alloc(32 << 20, held.length + 1));
      await pause(20);
    }
  },
  "fill the disk": () => {
    throw new ConfigError("no space", { code: "DISK_FULL", hint: "Free some space." });
  },
  "have a bug": () => {
    throw new TypeError("undefined is not a page");
  },
  "wait a little": async () => await pause(100),
  // Two of these end together or not at all.
  "meet the other": async (name) => {
    writeFileSync(join(root, `${name}.here`), "");
    while (readdirSync(root).filter((file) => file.endsWith(".here")).length < 2) await pause(10);
  },
};

export const testStage: Stage<TestInput, Record<string, never>, TestInput, { pid: number }> = {
  name: "test",
  version: "1",
  input: Input,
  output: z.strictObject({ pid: z.int() }),
  limits: { deadlineSeconds: 100, memoryMegabytes: 500, attempts: 2 },
  *plan(input) {
    yield { label: input.name, inputs: [input.name, input.does], options: {}, input };
  },
  async run({ name, does }) {
    appendFileSync(join(root, "started.log"), `${name}\n`);
    await misbehave[does]?.(name);
    return { pid: process.pid };
  },
};

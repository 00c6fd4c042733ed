import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ConfigError, InputError } from "../errors.ts";
import type { Stage } from "../task/stage.ts";

/** Tasks that misbehave on demand: the small test engines by which faults are injected. */
const Input = z.strictObject({ name: z.string(), does: z.string() });
export type TestInput = z.infer<typeof Input>;

/** The folder a test worker was started for. */
export const root = process.argv[2] ?? ".";

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
  hog: async () => {
    const held: Buffer[] = [];
    for (;;) {
      held.push(Buffer.alloc(32 << 20, held.length + 1));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  },
  "fill the disk": () => {
    throw new ConfigError("no space", { code: "DISK_FULL", hint: "Free some space." });
  },
  "have a bug": () => {
    throw new TypeError("undefined is not a page");
  },
  "wait a little": async () => await new Promise((resolve) => setTimeout(resolve, 100)),
};

export const testStage: Stage<TestInput, Record<string, never>, TestInput, { pid: number }> = {
  name: "test",
  version: "1",
  input: Input,
  output: z.strictObject({ pid: z.int() }),
  limits: { deadlineSeconds: 10, memoryMegabytes: 500, attempts: 2 },
  *plan(input) {
    yield { label: input.name, inputs: [input.name, input.does], options: {}, input };
  },
  async run({ name, does }) {
    appendFileSync(join(root, "started.log"), `${name}\n`);
    await misbehave[does]?.(name);
    return { pid: process.pid };
  },
};

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../support/malmoi.ts";
import { run } from "./pythonEnvironment.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-wasm-"));
  const script = join(ROOT, "tests/support/compileAssembly.ts");
  expect(await run(process.execPath, ["--import", "tsx", script, folder], ROOT)).toEqual({ ok: true, output: "" });
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

test.each(["dedupe", "ocr"])(
  "the committed module of packages/%s/assembly is what its source compiles to",
  async (name) => {
    const module = `packages/${name}/assembly/${name}.wasm`;
    const committed = await readFile(join(ROOT, module));
    expect(committed.equals(await readFile(join(folder, module))), `run \`pnpm wasm\` and commit ${module}`).toBe(true);
  },
);

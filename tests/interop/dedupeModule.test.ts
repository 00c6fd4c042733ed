import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/malmoi.ts";
import { run } from "./pythonEnvironment.ts";

test("the committed module of packages/dedupe/assembly is what its source compiles to", async () => {
  const folder = await mkdtemp(join(tmpdir(), "malmoi-wasm-"));
  try {
    const compiled = join(folder, "dedupe.wasm");
    const script = join(ROOT, "packages/dedupe/src/wasm/compileModule.ts");
    const { ok, output } = await run(process.execPath, ["--import", "tsx", script, compiled], ROOT);
    expect({ ok, output }).toEqual({ ok: true, output: "" });
    const committed = await readFile(join(ROOT, "packages/dedupe/assembly/dedupe.wasm"));
    expect(committed.equals(await readFile(compiled)), "run `pnpm wasm` and commit dedupe.wasm").toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});

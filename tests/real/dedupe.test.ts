import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { z } from "zod";
import { malmoi, ROOT } from "../support/malmoi.ts";

const EDITIONS = join(ROOT, "../shared/data/dedupe/openiti_editions");

const Score = z.object({ pairs: z.object({ precision: z.number(), recall: z.number() }) });

test.skipIf(!existsSync(EDITIONS))(
  "editions of one work, and quarters of them, are found (needs ../shared/data/dedupe)",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "malmoi-editions-"));
    const script = join(ROOT, "tests/bench/dedupeGold.ts");
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--import", "tsx", script, EDITIONS, "--parts", "4"],
      { cwd: ROOT, maxBuffer: 2 ** 28 },
    );
    const gold = join(folder, "editions.jsonl");
    await writeFile(gold, stdout);
    const { pairs } = Score.parse(JSON.parse((await malmoi("eval", "dedupe", gold, "--json")).stdout));
    console.log(pairs);
    expect(pairs.precision).toBeGreaterThan(0.95);
    expect(pairs.recall).toBeGreaterThan(0.9);
    await rm(folder, { recursive: true });
  },
);

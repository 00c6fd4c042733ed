import { planUpload, publishToHub } from "@malmoi/publish";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startHub } from "../support/hub/hub.ts";
import { TOKENS } from "../support/hub/identity.ts";
import { HERE, installPython, PYTHON, run } from "./pythonEnvironment.ts";
import { releaseFolder } from "./releaseFolder.ts";

// The test server is what the real clients say it is: they upload to it and load from it, and what `publish` has put
// there is to them a dataset like any other.

let root = "";
let missing: string | undefined;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "malmoi-hub-"));
  missing = await installPython(root);
  if (missing !== undefined) console.warn(`skipped: ${missing}`);
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

test("what is published loads by the Hub's own clients, which upload to the same server", async (context) => {
  if (missing !== undefined) context.skip(missing);
  const release = await releaseFolder();
  // Small pages of lists, so that nobody gets by with the first.
  const hub = await startHub({ folder: join(root, "hub"), pageSize: 7 });
  try {
    const target = { hubUrl: hub.url, token: TOKENS.write, namespace: "archive", name: "demo", private: false };
    await publishToHub(await planUpload(release), target, { report: () => {} });
    const { ok, output } = await run(PYTHON, [join(HERE, "hub.py"), release, "archive/demo"], root, {
      HF_ENDPOINT: hub.url,
      HF_TOKEN: TOKENS.write,
      HF_HUB_DISABLE_XET: "1",
      HF_HUB_DISABLE_TELEMETRY: "1",
      NO_PROXY: "127.0.0.1,localhost",
    });
    const well = ok && output.includes("all is well");
    expect({ well, output: well ? "" : output.slice(-3000) }).toEqual({ well: true, output: "" });
  } finally {
    await hub.close();
  }
});

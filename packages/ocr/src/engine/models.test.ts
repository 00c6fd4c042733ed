import { sha256 } from "@malmoi/core";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { modelCacheFolder } from "./modelCacheFolder.ts";
import { findModel, readModel, resolveModels } from "./models.ts";
import { PINNED_MODELS } from "./pinnedModels.ts";

test("finds installed models, with the digest of the file", async () => {
  const models = await resolveModels(["tha", "kor", "tha"]);
  expect([...models.keys()]).toEqual(["kor", "tha"]);
  const path = models.get("tha")?.path ?? "";
  expect(path).toContain("4.0.0_best_int");
  expect(models.get("tha")?.sha256).toBe(sha256(await readFile(path)));
});

test.each(["Tamil", "khm", "kmr"])(
  "npm has no %s, so that it comes with the package, as it was published",
  async (name) => {
    const { path = "", sha256: packed = "" } = (await resolveModels([name])).get(name) ?? {};
    const bytes = await readModel({ name, path, sha256: packed });
    expect({ bytes: bytes.length, sha256: sha256(bytes) }).toEqual({
      bytes: PINNED_MODELS[name]?.bytes,
      sha256: PINNED_MODELS[name]?.sha256,
    });
  },
);

test("the user's folder goes first, packed or not", async () => {
  const folder = await mkdtemp(join(tmpdir(), "malmoi-models-"));
  const packed = await readFile((await resolveModels(["tha"])).get("tha")?.path ?? "");
  await writeFile(join(folder, "khm.traineddata"), "a model");
  await writeFile(join(folder, "tha.traineddata.gz"), packed);
  const models = await resolveModels(["khm", "tha"], { folder });
  expect(models.get("khm")).toEqual({ path: join(folder, "khm.traineddata"), sha256: sha256("a model") });
  const unpacked = await readModel({ name: "tha", path: "", sha256: "", ...models.get("tha") });
  expect(unpacked.length).toBeGreaterThan(packed.length);
  await rm(folder, { recursive: true });
});

test("a missing model says how to get it", async () => {
  await expect(resolveModels(["xyz"])).rejects.toMatchObject({
    kind: "config",
    code: "MODEL_MISSING",
    hint: expect.stringContaining("--models"),
  });
});

test("a downloaded model is found, after all others", async () => {
  const cache = await mkdtemp(join(tmpdir(), "malmoi-cache-"));
  vi.stubEnv("XDG_CACHE_HOME", cache);
  vi.stubEnv("TESSDATA_PREFIX", cache);
  for (const name of ["tha", "xyz"]) {
    await mkdir(modelCacheFolder(), { recursive: true });
    await writeFile(join(modelCacheFolder(), `${name}.traineddata`), "a model");
  }
  expect(await findModel("xyz")).toMatchObject({ source: "downloaded", bytes: 7, sha256: sha256("a model") });
  expect(await findModel("tha")).toMatchObject({ source: "npm" });
  await writeFile(join(cache, "xyz.traineddata"), "another");
  expect(await findModel("xyz")).toMatchObject({ source: "installed Tesseract" });
  vi.unstubAllEnvs();
  await rm(cache, { recursive: true });
});

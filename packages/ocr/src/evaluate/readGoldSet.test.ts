import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError } from "@malmoi/core";
import { findLanguage } from "@malmoi/schemas";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readGoldSet } from "./readGoldSet.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-gold-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(files: Record<string, string>): Promise<void> {
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
}

async function failure(promise: Promise<unknown>): Promise<ConfigError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ConfigError) return error;
  throw new Error("expected a ConfigError", { cause: error });
}

describe("readGoldSet", () => {
  it("reads pairs, language and note; further keys are allowed", async () => {
    await put({
      "set.json": '\uFEFF{"language": "tha_Thai", "note": "three fonts", "pages": 1, "source": "x"}',
      "p1.tif": "",
      "p1.gt.txt": "ก",
      "p2.tif": "",
    });
    await mkdir(join(folder, "more.png"));
    expect(await readGoldSet(folder)).toEqual({
      language: findLanguage("tha_Thai"),
      note: "three fonts",
      pages: [{ name: "p1", image: join(folder, "p1.tif"), truth: join(folder, "p1.gt.txt") }],
      unpaired: [join(folder, "p2.tif")],
    });
  });

  it("lets the caller's language go first, and needs no set.json then", async () => {
    await put({ "p.png": "", "p.gt.txt": "" });
    const language = findLanguage("lao_Laoo");
    expect(await readGoldSet(folder, { language })).toMatchObject({ language, note: "" });
    await put({ "set.json": '{"language": "tha_Thai"}' });
    expect(await readGoldSet(folder, { language })).toMatchObject({ language });
  });

  it("says what to do when there is no language", async () => {
    await put({ "p.png": "", "p.gt.txt": "" });
    const missing = await failure(readGoldSet(folder));
    expect(missing.code).toBe("GOLD_SET_LANGUAGE");
    expect(missing.hint).toMatch(/set\.json.*--language/u);
    await put({ "set.json": '{"language": "thai"}' });
    const unknown = await failure(readGoldSet(folder));
    expect(unknown).toMatchObject({ code: "GOLD_SET_LANGUAGE", message: expect.stringContaining('"thai"') });
  });

  it("says what to do when there is no pair, or no folder", async () => {
    await put({ "set.json": '{"language": "tha_Thai"}', "p.png": "", "q.gt.txt": "" });
    const empty = await failure(readGoldSet(folder));
    expect(empty.code).toBe("GOLD_SET_EMPTY");
    expect(empty.hint).toContain(".gt.txt");
    const nowhere = await failure(readGoldSet(join(folder, "nowhere")));
    expect(nowhere.code).toBe("GOLD_SET_UNREADABLE");
  });

  it.each(["{", "[]", '{"language": 3}'])("refuses the set.json %s", async (text) => {
    await put({ "set.json": text, "p.png": "", "p.gt.txt": "" });
    const wrong = await failure(readGoldSet(folder));
    expect(wrong.code).toBe("GOLD_SET_FILE");
    expect(wrong.message).toContain("set.json");
  });
});

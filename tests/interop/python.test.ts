import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, type TestContext } from "vitest";
import { HERE, installPython, PYTHON, type Ran, run } from "./pythonEnvironment.ts";
import { releaseFolder } from "./releaseFolder.ts";

let root = "";
let release = "";
let missing: string | undefined;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "malmoi-python-"));
  missing = await installPython(root);
  if (missing === undefined) release = await releaseFolder();
  else console.warn(`skipped: ${missing}`);
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

async function python(context: TestContext, script: string, ...parameters: string[]): Promise<Ran> {
  if (missing !== undefined) context.skip(missing);
  return await run(PYTHON, ["-c", script, ...parameters], root);
}

test("datasets loads every config, whole and streaming, with the rows of the manifest", async (context) => {
  const script = await readFile(join(HERE, "load.py"), "utf8");
  const { ok, output } = await python(context, script, release);
  const well = ok && output.includes("all is well");
  expect({ well, output: well ? "" : output }).toEqual({ well: true, output: "" });
});

test("mlcroissant finds no error in croissant.json, and every record by it", async (context) => {
  const script = await readFile(join(HERE, "croissant.py"), "utf8");
  const { ok, output } = await python(context, script, release);
  const well = ok && output.includes("all is well");
  expect({ well, output: well ? "" : output }).toEqual({ well: true, output: "" });
});

test("the card's examples run as they stand", async (context) => {
  if (missing !== undefined) context.skip(missing);
  const card = await readFile(join(release, "README.md"), "utf8");
  const name = /^`([^`]+)` stands for this repository/m.exec(card)?.[1];
  if (name === undefined) throw new Error("the card does not say what its examples call the repository");
  // The examples run where a folder has the repository's name.
  const place = await mkdtemp(join(root, "examples-"));
  await symlink(release, join(place, name));
  const { ok, output } = await run(PYTHON, [join(HERE, "examples.py"), join(release, "README.md")], place);
  expect({ ok, output: ok ? "" : output.slice(-3000) }).toEqual({ ok: true, output: "" });
  const ran = [...output.matchAll(/^ran (\w+)$/gm)].map(([, language]) => language);
  expect(ran).toEqual(["python", "python", "sql", "python", "python", "python", "python"]);
});

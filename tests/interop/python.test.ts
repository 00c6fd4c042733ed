import { execFile, type ExecFileException } from "node:child_process";
import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, type TestContext } from "vitest";
import { releaseFolder } from "./releaseFolder.ts";

const HERE = dirname(fileURLToPath(import.meta.url));
const PYTHON = join(HERE, ".venv", "bin", "python");

interface Ran {
  readonly ok: boolean;
  readonly output: string;
}

function run(command: string, parameters: readonly string[], folder: string): Promise<Ran> {
  // Nothing of the user's own cache is read or written, and the Hub is never asked.
  const env = { ...process.env, HF_HOME: join(folder, "hf"), HF_HUB_OFFLINE: "1", HF_DATASETS_OFFLINE: "1" };
  return new Promise((resolve) => {
    const options = { cwd: folder, env, timeout: 500_000, maxBuffer: 1 << 26 };
    execFile(command, parameters, options, (error: ExecFileException | null, stdout, stderr) => {
      resolve({ ok: error === null, output: `${stdout}${stderr}` });
    });
  });
}

/** Makes the environment of `tests/interop/.venv` if need be. Returns why it could not, or undefined. */
async function installPython(folder: string): Promise<string | undefined> {
  const check = await run(PYTHON, ["-c", "import datasets, duckdb, pandas"], folder);
  if (check.ok) return undefined;
  const made = await run("python3", ["-m", "venv", join(HERE, ".venv")], folder);
  if (!made.ok) return `python3 -m venv does not work here: ${made.output.slice(-300)}`;
  const installed = await run(PYTHON, ["-m", "pip", "install", "--quiet", "datasets", "duckdb", "pandas"], folder);
  return installed.ok ? undefined : `pip install does not work here: ${installed.output.slice(-300)}`;
}

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

test("the card's examples run as they stand", async (context) => {
  if (missing !== undefined) context.skip(missing);
  const card = await readFile(join(release, "README.md"), "utf8");
  const name = /^`([^`]+)` stands for this repository/m.exec(card)?.[1];
  if (name === undefined) throw new Error("the card does not say what its examples call the repository");
  // The examples run where a folder has the repository's name.
  const place = await mkdtemp(join(root, "examples-"));
  await symlink(release, join(place, name));
  const examples = [...card.matchAll(/```(python|sql)\n([\s\S]*?)```/g)];
  expect(examples.map(([, language]) => language)).toEqual(["python", "python", "sql"]);
  for (const [, language, code = ""] of examples) {
    const script = language === "sql" ? `import duckdb\nprint(duckdb.sql('''${code}'''))` : code;
    const { ok, output } = await run(PYTHON, ["-c", script], place);
    expect({ code, ok, output: ok ? "" : output }).toEqual({ code, ok: true, output: "" });
  }
});

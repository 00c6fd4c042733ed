import { execFile, type ExecFileException } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const HERE = dirname(fileURLToPath(import.meta.url));
export const PYTHON = join(HERE, ".venv", "bin", "python");

/** What Python imports, and what pip calls it. */
interface Packages {
  readonly imports: readonly string[];
  readonly installs: readonly string[];
}
const NAMES = ["datasets", "duckdb", "pandas", "mlcroissant"];
const PACKAGES: Packages = { imports: NAMES, installs: NAMES };
/** datatrove and what its MinHash imports without saying so. */
export const DATATROVE: Packages = {
  imports: ["datatrove", "nltk", "regex", "tokenizers", "xxhash"],
  installs: ["datatrove==0.10.1", "nltk", "regex", "tokenizers", "xxhash<4"],
};

export interface Ran {
  readonly ok: boolean;
  readonly output: string;
}

/** Nothing of the user's own cache is read or written, and the Hub is never asked. */
const OFFLINE = { HF_HUB_OFFLINE: "1", HF_DATASETS_OFFLINE: "1" };

export function run(
  command: string,
  parameters: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>> = OFFLINE,
): Promise<Ran> {
  const env = { ...process.env, HF_HOME: join(folder, "hf"), ...environment };
  return new Promise((resolve) => {
    const options = { cwd: folder, env, timeout: 500_000, maxBuffer: 1 << 26 };
    execFile(command, parameters, options, (error: ExecFileException | null, stdout, stderr) => {
      resolve({ ok: error === null, output: `${stdout}${stderr}` });
    });
  });
}

/** Makes the environment of `tests/interop/.venv` if need be. Returns why it could not, or undefined. */
export async function installPython(
  folder: string,
  { imports, installs }: Packages = PACKAGES,
): Promise<string | undefined> {
  const check = await run(PYTHON, ["-c", `import ${imports.join(", ")}`], folder);
  if (check.ok) return undefined;
  const made = await run("python3", ["-m", "venv", join(HERE, ".venv")], folder);
  if (!made.ok) return `python3 -m venv does not work here: ${made.output.slice(-300)}`;
  const installed = await run(PYTHON, ["-m", "pip", "install", "--quiet", ...installs], folder);
  return installed.ok ? undefined : `pip install does not work here: ${installed.output.slice(-300)}`;
}

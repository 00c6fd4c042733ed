import { ConfigError, whenOverdue } from "@malmoi/core";
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PageImage } from "../decode/pageImage.ts";
import type { OcrEngine, PageSegmentation, Recognition } from "./engine.ts";
import { brokenModel, deadlineFailure, engineFailure } from "./failures.ts";
import { type Model, readModel } from "./models.ts";
import { splitOutput } from "./nativeOutput.ts";
import { refuseTooLarge, refuseUnread, tesseractParameters } from "./parameters.ts";
import { toPgm } from "./pgm.ts";
import { toRecognition } from "./tesseractOutput.ts";

export interface NativeTesseractOptions {
  /** The program, by name or path. */
  readonly binary?: string;
  /** Longest time for one call, in milliseconds: of the processor's time where the system tells it (Linux). */
  readonly deadline?: number;
}

/** Set one by one: the config files of these names lie in Tesseract's own folder, and not in the model's. */
const OUTPUTS = { tessedit_create_tsv: "1", tessedit_create_txt: "1" } as const;

interface Placed {
  readonly model: Model;
  readonly folder: string;
}

/**
 * An installed `tesseract` (4.0 or later), one process a page: native code is faster, and a page cannot leave anything
 * behind for the next. Throws `ConfigError` ENGINE_MISSING if there is none.
 */
export function nativeTesseractEngine({
  binary = "tesseract",
  deadline = 50_000,
}: NativeTesseractOptions = {}): OcrEngine {
  const version = nativeVersion(binary);
  let placed: Placed | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  // A worker ends without closing what it has.
  const removeAtOnce = (): void => {
    if (placed !== undefined) rmSync(placed.folder, { recursive: true, force: true });
  };
  process.once("exit", removeAtOnce);

  async function remove(): Promise<void> {
    const old = placed;
    placed = undefined;
    if (old !== undefined) await rm(old.folder, { recursive: true, force: true });
  }

  /**
   * Puts the model's bytes where and as Tesseract wants them: models come packed and under other names, and only bytes
   * that were read here are sure to be those of the digest.
   */
  async function place(model: Model): Promise<string> {
    if (placed?.model.name === model.name && placed.model.sha256 === model.sha256) return placed.folder;
    const bytes = await readModel(model);
    await remove();
    const folder = await mkdtemp(join(tmpdir(), "malmoi-model-"));
    try {
      await writeFile(join(folder, "model.traineddata"), bytes);
    } catch (error) {
      // A model cut off by a full disk must not be taken for a whole one by the next page.
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    placed = { model, folder };
    return folder;
  }

  async function recogniseNow(image: PageImage, model: Model, mode: PageSegmentation): Promise<Recognition> {
    refuseTooLarge(image);
    const parameters = tesseractParameters(image, mode, model.name);
    const args = ["stdin", "stdout", "--tessdata-dir", await place(model), "-l", "model", "--oem", "1"];
    // The mode as an option of its own: the program's default would go before the parameter.
    args.push("--psm", parameters["tessedit_pageseg_mode"] ?? "3");
    for (const [name, value] of Object.entries({ ...parameters, ...OUTPUTS })) args.push("-c", `${name}=${value}`);
    const ended = await runProgram(binary, args, toPgm(image), deadline);
    refuseUnread(ended.stderr, image);
    if (/error opening data file|failed loading language|couldn't load any languages/i.test(ended.stderr)) {
      throw brokenModel(model.path, ended.stderr);
    }
    if (ended.code !== 0) throw engineFailure("OCR_CRASHED", `tesseract ended with ${ended.code}`, ended.stderr);
    return toRecognition(splitOutput(ended.stdout));
  }

  return {
    identity: { name: "tesseract", version },
    recognise(image, { model, pageSegmentation }) {
      const answer = queue.then(() => recogniseNow(image, model, pageSegmentation));
      queue = answer.catch(() => undefined);
      return answer;
    },
    async close() {
      await queue;
      await remove();
      process.off("exit", removeAtOnce);
    },
  };
}

/** The version that the program prints, such as `5.3.0`. Throws `ConfigError` ENGINE_MISSING. */
function nativeVersion(binary: string): string {
  const { stdout, stderr, error } = spawnSync(binary, ["--version"], { encoding: "utf8", timeout: 60_000 });
  // Version 4 and before print it on standard error.
  const version = /tesseract v?(\d+\.\d+[\w.-]*)/.exec(`${stdout ?? ""}\n${stderr ?? ""}`)?.[1];
  if (version !== undefined && Number.parseInt(version, 10) >= 4) return version;
  const found = version === undefined ? "is not installed" : `${version} is too old`;
  throw new ConfigError(`the program ${binary} ${found}`, {
    code: "ENGINE_MISSING",
    hint: "Install Tesseract 4 or later (`apt install tesseract-ocr`, `brew install tesseract`), or choose the engine tesseract.js, which needs no installation.",
    cause: error,
  });
}

interface Ended {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The processor's time that a program has had, in milliseconds; any amount where the system does not tell, so that the
 * clock alone counts. See proc(5): of the fields after the name, the 12th and 13th, in hundredths of a second.
 */
function processorTime(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = status.slice(status.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Runs a program on some input. Rejects with OCR_DEADLINE after `deadline` milliseconds, when it has been killed. */
async function runProgram(
  binary: string,
  args: readonly string[],
  input: Uint8Array,
  deadline: number,
): Promise<Ended> {
  return await new Promise<Ended>((resolve, reject) => {
    // One thread: the workers share the cores, and more threads make Tesseract slower in all.
    const child = spawn(binary, args, { env: { ...process.env, OMP_THREAD_LIMIT: "1" } });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let late = false;
    const stop = (): void => {
      late = true;
      child.kill("SIGKILL");
      // Whoever inherited the pipes must not keep us waiting.
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const cancel = whenOverdue(deadline, () => processorTime(child.pid), stop);
    child.stdout.on("data", (data: Buffer) => stdout.push(data));
    child.stderr.on("data", (data: Buffer) => stderr.push(data));
    // A program that dies before it has read everything: its exit code says more than EPIPE.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    child.on("error", (error) => {
      cancel();
      reject(engineFailure("OCR_CRASHED", `${binary} could not be started`, error));
    });
    child.on("close", (code, signal) => {
      cancel();
      if (late) reject(deadlineFailure(deadline));
      else
        resolve({
          code: code ?? signal ?? "no exit code",
          stdout: Buffer.concat(stdout).toString(),
          stderr: Buffer.concat(stderr).toString(),
        });
    });
  });
}

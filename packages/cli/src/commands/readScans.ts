import { rmSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileOf, InputError, localStore, makeTask, toErrorRecord } from "@malmoi/core";
import {
  intakeStage,
  IntakeResult,
  type InventoryEntry,
  inventory,
  inventoryOfFile,
  isNamedAsScan,
  notAScan,
} from "@malmoi/ocr";
import {
  type EngineName,
  type ErrorRecord,
  type LanguageTag,
  Page,
  Pipeline,
  type SourceFile,
  type Task,
} from "@malmoi/schemas";
import { corpusAt } from "../build/corpus.ts";
import { readEngine } from "../build/engineOptions.ts";
import { ocrOptions } from "../build/ocrOptions.ts";
import { physicalCores } from "../build/physicalCores.ts";
import { ocrStage } from "../build/stages.ts";
import { executorFor } from "./build.ts";
import { EXIT } from "../terminal/exitCodes.ts";
import { type Ended, taskPool } from "./taskPool.ts";

export interface ReadOptions {
  readonly languages: readonly LanguageTag[];
  /** Folder of models, looked into first. */
  readonly models?: string | undefined;
  /** What reads the pages; the WebAssembly engine unless another is named. */
  readonly engine?: EngineName | undefined;
  readonly textLayer: boolean;
}

/**
 * A page that was read, or what could not be: a page, or a whole file (`number` undefined). `file` is the path as it
 * was given, with the path inside a folder or a ZIP archive after it.
 */
export type ReadEvent = { readonly file: string } & (
  | { readonly kind: "page"; readonly page: Page }
  /** A text beside the scans, in a folder or an archive: left alone, and said so. */
  | { readonly kind: "companion" }
  | { readonly kind: "failed"; readonly number: number | undefined; readonly error: ErrorRecord }
);

/** Reads scans in worker processes, with the stages of a build and the limits of one. */
export interface ScanReader {
  /**
   * The pages of files, folders and ZIP archives, in the order given; several are read at a time. Throws `ConfigError`
   * for a missing model; everything else is an event.
   */
  read(paths: Iterable<string>, options: ReadOptions): AsyncGenerator<ReadEvent>;
  /** Ends the workers and removes what they wrote. */
  close(): Promise<void>;
}

/** What ends a command from outside, with the exit code that shells report for each. */
const SIGNALS = [
  ["SIGINT", EXIT.interrupted],
  ["SIGTERM", EXIT.terminated],
  ["SIGHUP", EXIT.hungUp],
] as const;

/** Scans begun before the first of them is done, for each worker: enough that none waits. */
const AHEAD = 3;

/** Starts a reader in a temporary folder. Close it after use. */
export async function startScanReader(): Promise<ScanReader> {
  const root = await mkdtemp(join(tmpdir(), "malmoi-"));
  const corpus = corpusAt(root);
  const removeAtOnce = (): void => rmSync(root, { recursive: true, force: true });
  process.once("exit", removeAtOnce);
  // Ended from outside, Node would not come to "exit".
  for (const [signal, code] of SIGNALS) process.once(signal, () => process.exit(code));
  const store = localStore(corpus.work);
  const workers = physicalCores();
  // One attempt: somebody waits for this, sees what failed, and can give the command again.
  const pool = taskPool(executorFor(corpus, workers), { ...ocrStage.limits, attempts: 1 });
  const results = new Map<string, Promise<Ended>>();

  /** The same bytes under the same options are read once, however often they are named. */
  function once(task: Task): Promise<Ended> {
    const known = results.get(task.key) ?? pool.run(task);
    results.set(task.key, known);
    // Awaited later, in the order of the files; until then a failure is no unhandled one.
    known.catch(() => undefined);
    return known;
  }

  async function begin({ file, label, named }: FoundFile, options: ReadOptions): Promise<Begun> {
    const failed = (error: ErrorRecord): Begun => ({ label, tasks: [], error });
    for (const spec of intakeStage.plan(file, {})) {
      const end = await once(makeTask(intakeStage, spec));
      const error = errorOf(end);
      if (error !== undefined) return failed(error);
      const found = IntakeResult.parse(outputOf(end));
      // A text in a folder lies beside the scans; one that was named, or is called a scan, was meant to be read.
      if (found.kind === "companion")
        return named || isNamedAsScan(label)
          ? failed(toErrorRecord(notAScan()))
          : { label, tasks: [], companion: true };
      const item = { file, scan: found.scan, language: null };
      const pages = [...ocrStage.plan(item, await optionsFor(options))];
      return { label, tasks: pages.map((page) => once(makeTask(ocrStage, page))) };
    }
    throw new Error("intake planned nothing");
  }

  async function* finish({ label, tasks, error, companion }: Begun): AsyncGenerator<ReadEvent> {
    if (companion === true) yield { file: label, kind: "companion" };
    if (error !== undefined) yield { file: label, kind: "failed", number: undefined, error };
    // The page stage plans one task a page, in the order of pages.
    for (const [index, task] of tasks.entries()) {
      const end = await task;
      const problem = errorOf(end);
      if (problem !== undefined) yield { file: label, kind: "failed", number: index + 1, error: problem };
      else if (end.type === "done") {
        const bytes = await store.read(fileOf(end.record, "page.json").key);
        yield { file: label, kind: "page", page: Page.parse(JSON.parse(new TextDecoder().decode(bytes))) };
      }
    }
  }

  const memory = new Map<string, ReturnType<typeof pageOptions>>();
  function optionsFor(options: ReadOptions): ReturnType<typeof pageOptions> {
    const key = JSON.stringify([options.languages, options.models, options.engine, options.textLayer]);
    const known = memory.get(key) ?? pageOptions(options);
    memory.set(key, known);
    return known;
  }

  return {
    async *read(paths, options) {
      await optionsFor(options);
      const ahead: Promise<Begun>[] = [];
      for await (const found of findFiles(paths, { cacheFolder: corpus.inventory, unpackFolder: corpus.unpacked })) {
        const begun = "error" in found ? Promise.resolve({ ...found, tasks: [] }) : begin(found, options);
        begun.catch(() => undefined);
        ahead.push(begun);
        const first = ahead.length > AHEAD * workers ? ahead.shift() : undefined;
        if (first !== undefined) yield* finish(await first);
      }
      for (const begun of ahead) yield* finish(await begun);
    },
    async close() {
      await pool.close();
      await rm(root, { recursive: true, force: true });
      process.removeListener("exit", removeAtOnce);
    },
  };
}

interface FoundFile {
  readonly label: string;
  readonly file: SourceFile;
  /** Given by the user, and not found in a folder or an archive. */
  readonly named: boolean;
}

/** A scan whose pages are being read, or why none is. */
interface Begun {
  readonly label: string;
  readonly tasks: readonly Promise<Ended>[];
  readonly error?: ErrorRecord;
  readonly companion?: boolean;
}

interface Failed {
  readonly label: string;
  readonly error: ErrorRecord;
}

async function* findFiles(
  paths: Iterable<string>,
  { cacheFolder, unpackFolder }: { readonly cacheFolder: string; readonly unpackFolder: string },
): AsyncGenerator<FoundFile | Failed> {
  for (const path of paths) {
    const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
    // Nothing is remembered from one command to the next; the inventory only wants a place.
    const cacheFile = join(cacheFolder, "folder.jsonl");
    const entries = isFolder ? inventory(path, { cacheFile, unpackFolder }) : inventoryOfFile(path, { unpackFolder });
    let empty = true;
    for await (const entry of entries) {
      empty = false;
      const label = isFolder ? join(path, pathOf(entry)) : labelOfNamed(path, entry);
      if (entry.kind === "unreadable") yield { label, error: entry.error };
      else yield { label, file: entry.file, named: !isFolder && entry.archive === null };
    }
    if (empty) yield { label: path, error: toErrorRecord(emptyFolder()) };
  }
}

function pathOf(entry: InventoryEntry): string {
  return entry.kind === "file" ? entry.file.path : entry.path;
}

/** As it was given; a file of an archive has the path inside after it. */
function labelOfNamed(path: string, entry: InventoryEntry): string {
  return entry.archive === null ? path : `${path}${pathOf(entry).slice(entry.archive.length)}`;
}

/** What a build of these languages without further wishes would use. */
async function pageOptions({
  languages,
  models,
  engine,
  textLayer,
}: ReadOptions): Promise<ReturnType<typeof ocrOptions>> {
  const pipeline = Pipeline.parse({
    name: "single-files",
    input: [{ path: "." }],
    languages,
    dataset: { title: "single files" },
    ocr: { textLayer, engine, ...(models === undefined ? {} : { models: resolve(models) }) },
  });
  return ocrOptions(pipeline, await readEngine(pipeline, "."));
}

function errorOf(end: Ended): ErrorRecord | undefined {
  if (end.type === "gave-up") return end.error;
  return end.record.result.status === "quarantined" ? end.record.result.error : undefined;
}

function outputOf(end: Ended): unknown {
  return end.type === "done" && end.record.result.status === "done" ? end.record.result.output : undefined;
}

function emptyFolder(): InputError {
  return new InputError("the folder holds no files", { code: "FOLDER_EMPTY", hint: "Check the path." });
}

import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ConfigError, localExecutor } from "@malmoi/core";
import type { Pipeline } from "@malmoi/schemas";
import { z } from "zod";
import { build, type BuildRequest } from "../build/build.ts";
import { type Corpus, corpusAt } from "../build/corpus.ts";
import { dryRun } from "../build/dryRun.ts";
import { physicalCores } from "../build/physicalCores.ts";
import { STAGES } from "../build/stageNames.ts";
import { readPipeline } from "../pipeline/readPipeline.ts";
import { EXIT } from "../terminal/exitCodes.ts";
import { progressPrinter } from "../terminal/progress.ts";
import { buildSummary } from "../terminal/summary.ts";
import { makeReport } from "./report.ts";

const Options = z.object({
  input: z.array(z.string()).optional(),
  corpus: z.string().optional(),
  until: z.enum(STAGES).optional(),
  workers: z.coerce.number().int().positive().optional(),
  dryRun: z.boolean().default(false),
  json: z.boolean().default(false),
});

/** Parses what commander collected; the first mistake becomes a `ConfigError`. */
export function parseOptions<T>(schema: z.ZodType<T>, options: unknown): T {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ConfigError(`--${issue?.path.join(".") ?? "option"}: ${issue?.message ?? "not understood"}`, {
    code: "OPTION_INVALID",
    hint: "Add --help to see what this command takes.",
  });
}

/** `--input` replaces the pipeline's folders; it is relative to where the command is given. */
function withInputs(pipeline: Pipeline, inputs: readonly string[] | undefined): Pipeline {
  if (inputs === undefined) return pipeline;
  return { ...pipeline, input: inputs.map((path) => ({ path: resolve(path) })) };
}

/** Worker processes running the stages of this command line. */
export function executorFor(corpus: Corpus, workers: number): BuildRequest["executor"] {
  return localExecutor({
    workers,
    entry: fileURLToPath(new URL("../build/worker.ts", import.meta.url)),
    args: [corpus.root],
    execArgv: process.execArgv,
  });
}

/** `malmoi build`. Returns the exit code. */
export async function buildCommand(pipelineFile: string, rawOptions: unknown): Promise<number> {
  const options = parseOptions(Options, rawOptions);
  const pipeline = withInputs(await readPipeline(pipelineFile), options.input);
  const pipelineFolder = dirname(resolve(pipelineFile));
  const corpus = corpusAt(options.corpus ?? `corpus/${pipeline.name}`);
  if (options.dryRun) {
    process.stdout.write(await dryRun({ pipeline, pipelineFolder, corpus, json: options.json }));
    return EXIT.complete;
  }
  const print = progressPrinter(process.stdout, options.json);
  const executor = executorFor(corpus, options.workers ?? physicalCores());
  process.once("SIGINT", () => {
    // Workers notice by themselves; finished tasks are on disk.
    process.stderr.write("\nStopped. Give the same command to go on where it was.\n");
    process.exit(EXIT.interrupted);
  });
  try {
    const events = build({ pipeline, pipelineFolder, corpus, until: options.until, executor, makeReport });
    for (;;) {
      const next = await events.next();
      if (next.done === true) {
        if (next.value.totals === undefined && !options.json) {
          process.stdout.write(`\nStopped after ${options.until ?? "the last stage"}, as asked.\n`);
        }
        return next.value.quarantined === 0 ? EXIT.complete : EXIT.partial;
      }
      print(next.value);
      if (next.value.type === "run-done" && !options.json) {
        process.stdout.write(buildSummary({ ...next.value, quarantine: corpus.quarantine }));
      }
    }
  } finally {
    await executor.close();
  }
}

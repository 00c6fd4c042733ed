import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { ConfigError, readRecord } from "@malmoi/core";
import { parseTarget, planUpload, publishToFolder, publishToHub, Released, type UploadPlan } from "@malmoi/publish";
import { z } from "zod";
import { type Corpus, corpusAt, isFinished, latestRun } from "../build/corpus.ts";
import { lockCorpus } from "../build/lock.ts";
import { RELEASED, rememberPublished } from "../build/published.ts";
import { EXIT } from "../terminal/exitCodes.ts";
import { counted } from "../terminal/format.ts";
import { publishPrinter, size } from "../terminal/publishProgress.ts";
import { parseOptions } from "./build.ts";

const Options = z.object({
  to: z.string(),
  private: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  json: z.boolean().default(false),
});

/** The access token, from where Hugging Face's own tools have it. */
async function readToken(): Promise<string> {
  const { HF_TOKEN, HF_TOKEN_PATH, HF_HOME } = process.env;
  const file = HF_TOKEN_PATH ?? join(HF_HOME ?? join(homedir(), ".cache", "huggingface"), "token");
  const given = HF_TOKEN?.trim() ?? "";
  const token = given === "" ? (await readFile(file, "utf8").catch(() => "")).trim() : given;
  if (token.startsWith("hf_")) return token;
  throw new ConfigError(
    token === "" ? "there is no access token for the Hub" : "the access token does not start with hf_",
    {
      code: "HUB_TOKEN_MISSING",
      hint: "Make one with the role write (Hub settings, Access Tokens) and set HF_TOKEN, or log in with `hf auth login`.",
    },
  );
}

/** What the last run says of the release; it must be the very one that is there. */
async function releasedRun(
  corpus: Corpus,
  plan: UploadPlan,
): Promise<{ readonly folder: string; readonly record: Released }> {
  const run = await latestRun(corpus, isFinished);
  const text = await readFile(join(run.folder, RELEASED), "utf8").catch(() => undefined);
  const record = text === undefined ? undefined : readRecord(text, Released);
  const digests = new Map(plan.files.map(({ path, sha256 }) => [path, sha256]));
  if (
    record !== undefined &&
    `v${record.version}` === plan.version &&
    record.shards.every(({ path, sha256 }) => digests.get(path) === sha256)
  ) {
    return { folder: run.folder, record };
  }
  throw new ConfigError("the release is not the one that the last run made", {
    code: "RELEASE_STALE",
    hint: "Build the corpus again: it costs only what is missing.",
  });
}

/** `malmoi publish`. Returns the exit code. */
export async function publishCommand(folder: string, rawOptions: unknown): Promise<number> {
  const options = parseOptions(Options, rawOptions);
  const target = parseTarget(options.to);
  const corpus = corpusAt(folder);
  const plan = await planUpload(corpus.release);
  if (options.dryRun) {
    const data = plan.files.filter(({ path }) => path.startsWith("data/"));
    process.stdout.write(
      options.json
        ? `${JSON.stringify(plan)}\n`
        : `${plan.version}: ${counted(plan.files.length, "file")} (${data.length} of data), ${size(plan.bytes)}, to ${options.to}\n` +
            "It is whole and within the Hub's limits. Nothing was sent, and nobody was asked.\n",
    );
    return EXIT.complete;
  }
  const unlock = await lockCorpus(corpus.root);
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once("SIGINT", onInterrupt);
  try {
    const run = await releasedRun(corpus, plan);
    const report = publishPrinter(process.stdout, options.json);
    if (target.kind === "folder") await publishToFolder(plan, resolve(target.folder), report);
    else {
      const hubUrl = process.env["HF_ENDPOINT"] ?? "https://huggingface.co";
      const token = await readToken();
      await publishToHub(plan, { ...target, hubUrl, token, private: options.private }, { report, signal: stop.signal });
    }
    await rememberPublished(corpus, run.folder, run.record);
    return EXIT.complete;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    process.stderr.write("\nStopped. Give the same command to go on where it was.\n");
    return EXIT.interrupted;
  } finally {
    process.off("SIGINT", onInterrupt);
    await unlock();
  }
}

import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join, relative, resolve } from "node:path";
import { ConfigError, readRecord } from "@malmoi/core";
import {
  checkDigests,
  parseTarget,
  planUpload,
  publishToFolder,
  publishToHub,
  Released,
  type Target,
  type UploadPlan,
} from "@malmoi/publish";
import { z } from "zod";
import { type Corpus, corpusAt, isFinished, latestRun } from "../build/corpus.ts";
import { lockCorpus } from "../build/lock.ts";
import { RELEASED, rememberPublished } from "../build/published.ts";
import { EXIT } from "../terminal/exitCodes.ts";
import { counted } from "../terminal/format.ts";
import { publishPrinter, size } from "../terminal/publishProgress.ts";
import { parseOptions } from "./build.ts";

const Options = z.object({
  to: z.string().optional(),
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

/** What lies in the release's folder and is no part of it, in words; undefined if there is nothing. */
function foreignNote({ foreign }: UploadPlan): string | undefined {
  const more = foreign.length > 5 ? ` and ${foreign.length - 5} more` : "";
  return foreign.length === 0
    ? undefined
    : `Not of the release, and not sent: ${foreign.slice(0, 5).join(", ")}${more}`;
}

/** The Hub's address. */
function hubAddress(): string {
  const address = process.env["HF_ENDPOINT"] ?? "https://huggingface.co";
  if (/^https?:\/\//.test(address) && URL.canParse(address)) return address;
  throw new ConfigError(`HF_ENDPOINT is no address of a Hub: ${address}`, {
    code: "HUB_ADDRESS_INVALID",
    hint: "Unset it for huggingface.co, or give a whole address such as https://hub.example.org.",
  });
}

/** What is in a corpus is Malmoi's own: the next build would replace it, or wonder at it. */
function checkOutside(corpus: Corpus, target: Target): void {
  if (target.kind === "hub") return;
  const path = relative(corpus.root, resolve(target.folder));
  if (path.startsWith("..") || isAbsolute(path)) return;
  throw new ConfigError(`${target.folder} is a part of the corpus itself`, {
    code: "TARGET_OCCUPIED",
    hint: "Name a folder outside of the corpus. Its release is in its folder `release` already.",
  });
}

async function targetOf(corpus: Corpus, to: string | undefined): Promise<{ to: string; hint: string | undefined }> {
  const { name, publish } = (await latestRun(corpus, isFinished)).record.pipeline;
  if (to === undefined && publish.to === undefined) {
    throw new ConfigError("it is not said where to publish", {
      code: "OPTION_MISSING",
      hint: "Add --to hf://datasets/<organisation>/<name> or --to <folder>, or set publish.to in the pipeline and build again.",
    });
  }
  const place = to ?? publish.to ?? "";
  const hint =
    publish.to === undefined && place.startsWith("hf:")
      ? `The card's examples call the dataset ${name}. With publish: { to: ${place} } in the pipeline, the next build names it.`
      : undefined;
  return { to: place, hint };
}

/** `malmoi publish`. Returns the exit code. */
export async function publishCommand(folder: string, rawOptions: unknown): Promise<number> {
  const options = parseOptions(Options, rawOptions);
  if (options.to !== undefined) parseTarget(options.to);
  const corpus = corpusAt(folder);
  const plan = await planUpload(corpus.release);
  const { to, hint } = await targetOf(corpus, options.to);
  const target = parseTarget(to);
  checkOutside(corpus, target);
  const foreign = foreignNote(plan);
  if (options.dryRun) {
    await checkDigests(plan);
    const data = plan.files.filter(({ path }) => path.startsWith("data/"));
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ to, ...plan })}\n`
        : `${plan.version}: ${counted(plan.files.length, "file")} (${data.length} of data), ${size(plan.bytes)}, to ${to}\n` +
            (foreign === undefined ? "" : `${foreign}\n`) +
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
    const print = publishPrinter(process.stdout, options.json);
    for (const message of [hint, foreign]) if (message !== undefined) print({ type: "step", message });
    const how = { report: print, signal: stop.signal };
    if (target.kind === "folder") await publishToFolder(plan, resolve(target.folder), how);
    else {
      const hubUrl = hubAddress();
      const token = await readToken();
      await publishToHub(plan, { ...target, hubUrl, token, private: options.private }, how);
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

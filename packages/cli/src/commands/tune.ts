import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { ConfigError, InputError, readJsonLines } from "@malmoi/core";
import {
  type DecideOptions,
  DEFAULT_THRESHOLDS,
  isEnough,
  type Judged,
  LEAST_LABELS,
  LEAST_OF_A_KIND,
  proposedThresholds,
  readLabels,
  resolveThresholds,
  tune,
} from "@malmoi/clean";
import { DocumentEntry, type LanguageTag } from "@malmoi/schemas";
import { z } from "zod";
import { decideOptionsOf } from "../build/decideOptions.ts";
import { corpusAt, isFinished, latestRun } from "../build/corpus.ts";
import { EXIT } from "../terminal/exitCodes.ts";
import { count } from "../terminal/format.ts";
import { sampleToLabel } from "../tune/sampleToLabel.ts";
import { type Tuned, tunedJson, tunedText } from "../tune/tunedText.ts";
import { parseOptions } from "./build.ts";

const Options = z.object({
  sample: z.coerce.number().int().positive().optional(),
  keep: z.coerce.number().min(0.5).max(1).default(0.98),
  json: z.boolean().default(false),
});

/** What tuning needs to know of a document. */
interface Labelled extends Judged {
  readonly language: LanguageTag;
}

const documentsOf = (runFolder: string): AsyncGenerator<DocumentEntry> =>
  readJsonLines(createReadStream(join(runFolder, "documents.jsonl")), DocumentEntry);

async function readLabelFile(file: string): Promise<ReturnType<typeof readLabels>> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new InputError(`cannot read ${file}`, {
      code: "FILE_UNREADABLE",
      hint: "Check the path. `malmoi tune <corpus> --sample 200 > labels.csv` makes a file to fill in.",
      cause: error,
    });
  });
  return readLabels(text, basename(file));
}

/** The labelled documents of a run; those in languages that are not asked for say nothing about thresholds. */
async function labelledOf(
  runFolder: string,
  labels: ReadonlyMap<string, boolean>,
): Promise<{ documents: Labelled[]; foreign: number }> {
  const documents: Labelled[] = [];
  let foreign = 0;
  for await (const { id, identification, signals, decision } of documentsOf(runFolder)) {
    const keep = labels.get(id);
    if (keep === undefined) continue;
    const failed = decision.reasons.map(({ rule }) => rule);
    if (failed.includes("language")) foreign += 1;
    else documents.push({ keep, signals, failed, language: identification.language });
  }
  return { documents, foreign };
}

/** `malmoi tune`. Returns the exit code. */
export async function tuneCommand(folder: string, labelFile: unknown, rawOptions: unknown): Promise<number> {
  const { sample, keep, json } = parseOptions(Options, rawOptions);
  const corpus = corpusAt(folder);
  const run = await latestRun(corpus, isFinished);
  if (sample !== undefined) {
    for await (const line of sampleToLabel(() => documentsOf(run.folder), corpus, sample)) process.stdout.write(line);
    return EXIT.complete;
  }
  if (typeof labelFile !== "string") {
    throw new ConfigError("no labels are named", {
      code: "NO_LABELS",
      hint: `Make a file to fill in: malmoi tune ${folder} --sample 200 > labels.csv; then: malmoi tune ${folder} labels.csv`,
    });
  }
  const { labels, empty } = await readLabelFile(labelFile);
  const { documents, foreign } = await labelledOf(run.folder, new Map(labels.map(({ id, keep: good }) => [id, good])));
  const tuned = tuneByLanguage(documents, { keep, options: decideOptionsOf(run.record.pipeline) });
  if (tuned.length === 0) throw tooFew({ documents, labelled: labels.length, empty, folder });
  const notes = [
    ...(empty > 0 ? [`${count(empty)} lines of ${labelFile} have no label yet`] : []),
    ...(labels.length > documents.length + foreign
      ? [`${count(labels.length - documents.length - foreign)} labels are of documents that this run does not have`]
      : []),
    ...(foreign > 0
      ? [`${count(foreign)} labelled documents are in languages that the pipeline does not ask for`]
      : []),
  ];
  process.stdout.write(json ? `${JSON.stringify(tunedJson(tuned, notes))}\n` : tunedText(tuned, { notes, keep }));
  return EXIT.complete;
}

/** A proposal for each language with labels enough, and one for all others together, if they have enough. */
function tuneByLanguage(
  documents: readonly Labelled[],
  { keep, options }: { readonly keep: number; readonly options: DecideOptions },
): Tuned[] {
  const byLanguage = new Map<LanguageTag, Labelled[]>();
  for (const document of documents) {
    const part = byLanguage.get(document.language);
    if (part === undefined) byLanguage.set(document.language, [document]);
    else part.push(document);
  }
  const tuned: Tuned[] = [];
  const rest: Labelled[] = [];
  for (const [language, part] of [...byLanguage].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (!isEnough(part)) {
      rest.push(...part);
      continue;
    }
    const tuning = tune(part, keep);
    const { thresholds } = resolveThresholds(language, options);
    tuned.push({ language, languages: [language], tuning, thresholds: proposedThresholds(tuning, thresholds) });
  }
  if (isEnough(rest)) {
    const tuning = tune(rest, keep);
    const now = { ...DEFAULT_THRESHOLDS, ...options.thresholds };
    const languages = [...new Set(rest.map(({ language }) => language))].toSorted();
    tuned.push({ language: null, languages, tuning, thresholds: proposedThresholds(tuning, now) });
  }
  return tuned;
}

function tooFew({
  documents,
  labelled,
  empty,
  folder,
}: {
  readonly documents: readonly Labelled[];
  readonly labelled: number;
  readonly empty: number;
  readonly folder: string;
}): ConfigError {
  const good = documents.filter(({ keep }) => keep).length;
  const found = `${count(good)} to keep and ${count(documents.length - good)} to drop`;
  const more = labelled > 0 && documents.length === 0 ? "; none of the ids is a document of the last finished run" : "";
  return new ConfigError(
    `too few labels: ${found}${empty > 0 ? `, ${count(empty)} empty` : ""}; at least ${LEAST_LABELS} are needed, ${LEAST_OF_A_KIND} of either kind${more}`,
    {
      code: "TOO_FEW_LABELS",
      hint: `Limits from fewer would be chance. Get more to look at: malmoi tune ${folder} --sample 200 > labels.csv`,
    },
  );
}

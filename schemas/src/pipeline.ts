import { z } from "zod";
import { LANGUAGES } from "./languages.ts";
import { REDACTION_KINDS, RedactionKind } from "./redaction.ts";
import { Submission } from "./submission.ts";

/** Recognisers: a library that comes along, an installed program. */
export const ENGINE_NAMES = ["tesseract.js", "tesseract"] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

/** Tags of `LANGUAGES`: a pipeline can ask only for languages of which something is known. */
const KnownLanguage = z.enum(
  LANGUAGES.map(({ tag }) => tag),
  { error: "expected a known language tag such as tha_Thai; `malmoi languages` lists them" },
);

const Share = z.number().min(0).max(1);

/**
 * Limits for the quality rules; a rule fails when its signal is below `min` or above `max`. A rule set to `null` is
 * switched off. Names and defaults follow Gopher (Rae et al. 2021, table A1) and FineWeb (Penedo et al. 2024).
 */
export const Threshold = z.strictObject({ min: z.number().optional(), max: z.number().optional() });
export type Threshold = z.infer<typeof Threshold>;
export const Thresholds = z.record(z.string(), Threshold.nullable());
export type Thresholds = z.infer<typeof Thresholds>;

export const PipelineInput = z.strictObject({
  path: z.string().min(1).describe("Folder of scans, relative to this file; sub-folders are read too."),
  language: KnownLanguage.optional().describe("Language of these scans, if all have the same and it is known."),
  submission: Submission.omit({ documents: true })
    .optional()
    .describe("Who brought these scans and under which rights; submission.json in the folder goes before it."),
});
export type PipelineInput = z.infer<typeof PipelineInput>;

/** One corpus, as written in `pipelines/*.yaml`. */
export const Pipeline = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, "expected lower-case letters, digits and dashes")
    .describe("Short name of the corpus; also the default name of its folder."),
  input: z.array(PipelineInput).min(1).describe("Folders of scans."),
  languages: z.array(KnownLanguage).min(1).describe("Languages to publish; documents in others are left out."),
  dataset: z
    .strictObject({
      title: z.string().min(1),
      description: z.string().default(""),
      license: z.string().default("other").describe("SPDX identifier of the whole, or other."),
      contact: z.string().default("").describe("Where to ask for removal."),
    })
    .describe("What the dataset card says."),
  ocr: z
    .strictObject({
      engine: z
        .enum(ENGINE_NAMES)
        .default("tesseract.js")
        .describe("Recogniser: tesseract.js needs no installation, tesseract is an installed program and faster."),
      models: z.string().optional().describe("Folder of <model>.traineddata(.gz) files, looked into first."),
      deadlineSeconds: z
        .number()
        .positive()
        .default(120)
        .describe("Longest time for one page: of the processor's time, and five times that by the clock."),
      memoryMegabytes: z.number().positive().default(1500).describe("Largest memory of one worker process."),
      textLayer: z.boolean().default(true).describe("Use a PDF's own text where it can be trusted."),
    })
    .prefault({}),
  language: z
    .strictObject({
      minScore: Share.optional().describe(
        "Least score of a document's language, for all languages; measured for each of them if absent.",
      ),
    })
    .prefault({}),
  clean: z
    .strictObject({
      redact: z
        .array(RedactionKind)
        .default([...REDACTION_KINDS])
        .describe("Kinds of personal data that are replaced; all if absent."),
      thresholds: Thresholds.default({}).describe("Overrides of the default quality rules, for all languages."),
    })
    .prefault({}),
  steps: z
    .array(z.strictObject({ use: z.string().min(1).describe("Path of a JavaScript module, relative to this file.") }))
    .default([])
    .describe("Steps of your own, after cleaning: they may leave documents out and change their text."),
  dedupe: z
    .strictObject({
      similarity: Share.default(0.3).describe(
        "Least share of the smaller text that is in the larger, in character 5-grams weighted by rarity.",
      ),
      removeRepeated: z
        .int()
        .min(3)
        .optional()
        .describe("Take out paragraphs that so many documents have or more; they are only counted if absent."),
    })
    .prefault({}),
  publish: z
    .strictObject({
      to: z
        .string()
        .regex(/^hf:\/\/datasets\/[\w.-]+\/[\w.-]+$/, "expected hf://datasets/<organisation>/<name>")
        .optional()
        .describe(
          "The dataset on the Hub, hf://datasets/<organisation>/<name>; the card's examples load it from there.",
        ),
      shardMegabytes: z.number().positive().default(250).describe("Uncompressed text of a shard, at most."),
      sampleRows: z.int().nonnegative().default(20).describe("Rows a language in the default config, sample."),
      removed: z.boolean().default(true).describe("Publish left-out documents as <tag>_removed."),
    })
    .prefault({}),
  overrides: z
    .partialRecord(
      KnownLanguage,
      z.strictObject({
        language: z.strictObject({ minScore: Share.optional() }).optional(),
        clean: z.strictObject({ thresholds: Thresholds.optional() }).optional(),
      }),
    )
    .default({})
    .describe("Other limits for single languages."),
});
export type Pipeline = z.infer<typeof Pipeline>;

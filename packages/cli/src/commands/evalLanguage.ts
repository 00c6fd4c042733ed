import {
  type Answer,
  type AnswerSummary,
  askAll,
  type Condition,
  CONDITIONS,
  summariseAnswers,
  TARGETS,
} from "@malmoi/language";
import { findLanguage } from "@malmoi/schemas";
import { z } from "zod";
import { writeLanguageReport } from "../evalReport/languageReport.ts";
import { EXIT } from "../terminal/exitCodes.ts";
import { count, duration, percent, table } from "../terminal/format.ts";
import { parseOptions } from "./build.ts";
import { readLanguageTexts } from "./languageTexts.ts";

const Options = z.object({ json: z.boolean().default(false), report: z.string().optional() });

/** Worst languages and pairs that are printed. */
const SHOWN = 15;

export interface MeasuredCondition {
  readonly condition: Condition;
  readonly summary: AnswerSummary;
}

/** `malmoi eval language`. Returns the exit code. */
export async function evalLanguageCommand(folder: string, rawOptions: unknown): Promise<number> {
  const { json, report } = parseOptions(Options, rawOptions);
  const { texts, ignored } = await readLanguageTexts(folder);
  const began = performance.now();
  const measured: MeasuredCondition[] = [];
  for (const condition of CONDITIONS) {
    const answers: Answer[] = [];
    for (const answer of askAll(texts, condition)) {
      answers.push(answer);
      if (process.stderr.isTTY && answers.length % 500 === 0) {
        process.stderr.write(`\r\u001B[K${condition.name}: ${count(answers.length)}`);
      }
    }
    measured.push({ condition, summary: summariseAnswers(answers, TARGETS) });
  }
  if (process.stderr.isTTY) process.stderr.write("\r\u001B[K");
  if (report !== undefined) await writeLanguageReport(report, measured);
  if (json) process.stdout.write(`${JSON.stringify(toJson(measured))}\n`);
  else process.stdout.write(asText(measured, performance.now() - began, ignored));
  return EXIT.complete;
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

function figures(summary: AnswerSummary): Record<string, number> {
  const { texts, accuracy, accuracyForgiving, macroF1, macroF1Forgiving, contrastAsTarget, calibrationError } = summary;
  const shares = { accuracy, accuracyForgiving, macroF1, macroF1Forgiving, contrastAsTarget, calibrationError };
  return {
    sentences: texts,
    ...Object.fromEntries(Object.entries(shares).map(([name, value]) => [name, rounded(value)])),
  };
}

function toJson(measured: readonly MeasuredCondition[]): object {
  const [lines] = measured;
  if (lines === undefined) return {};
  return {
    total: figures(lines.summary),
    languages: Object.fromEntries(
      lines.summary.languages.map(({ language, texts, precision, recall, f1 }) => [
        language,
        { sentences: texts, precision: rounded(precision), recall: rounded(recall), f1: rounded(f1) },
      ]),
    ),
    conditions: Object.fromEntries(measured.map(({ condition, summary }) => [condition.name, figures(summary)])),
    confusions: lines.summary.confusions.slice(0, 50),
  };
}

const nameOf = (tag: string): string => findLanguage(tag)?.name ?? "";

function asText(measured: readonly MeasuredCondition[], milliseconds: number, ignored: readonly string[]): string {
  const head = ["", "texts", "macro-F1", "forgiving", "accuracy", "forgiving", "contrast taken", "calibration error"];
  const rows = measured.map(({ condition, summary }) => [
    condition.name,
    count(summary.texts),
    percent(summary.macroF1),
    percent(summary.macroF1Forgiving),
    percent(summary.accuracy),
    percent(summary.accuracyForgiving),
    percent(summary.contrastAsTarget),
    percent(summary.calibrationError),
  ]);
  const lines = measured[0]?.summary;
  const worst = (lines?.languages ?? [])
    .slice(0, SHOWN)
    .map(({ language, texts, precision, recall, f1 }) => [
      language,
      nameOf(language),
      count(texts),
      percent(f1),
      percent(precision),
      percent(recall),
    ]);
  const pairs = (lines?.confusions ?? [])
    .slice(0, SHOWN)
    .map(({ truth, answer, count: times }) => [truth, answer, count(times)]);
  const parts = [
    table([head, ...rows]),
    "macro-F1 is of the target languages; forgiving counts close varieties as right; contrast taken is\n" +
      " the share of other languages' texts that were taken for a target.",
    `Weakest languages, single lines\n${table([["", "", "texts", "F1", "precision", "recall"], ...worst])}`,
    `Most confused, single lines\n${table([["is", "taken for", "times"], ...pairs])}`,
    ...(ignored.length === 0 ? [] : [`Named after no known language, not measured: ${ignored.join(", ")}`]),
    `${duration(milliseconds)}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

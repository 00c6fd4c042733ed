import { digestOf, sha256, type Stage } from "@malmoi/core";
import {
  CleanDocument,
  CleanText,
  Document,
  FileRef,
  Identification,
  Provenance,
  RawText,
  Reason,
} from "@malmoi/schemas";
import { z } from "zod";
import { CleanSummary, MEASURES } from "../cleanStage.ts";
import { codePointLength } from "../codePoints.ts";
import { joinPages } from "../joinPages.ts";
import { normalise } from "../normalise.ts";
import { pageSlices } from "../pageSlices.ts";
import { readPages } from "../readPages.ts";
import { RULES_VERSION } from "../rules/rules.ts";
import { signalsOf } from "../signals/signalsOf.ts";
import { importStep, StepRef } from "./loadStep.ts";
import { runStep } from "./runStep.ts";

export interface StepsItem {
  /** The file, as `<folder>/<path>`. */
  readonly label: string;
  /** The Document, what cleaning made of it, and the CleanTrace. */
  readonly document: FileRef;
  readonly clean: FileRef;
  readonly trace: FileRef;
  readonly identification: Identification;
  readonly provenance: Provenance;
}

export interface StepsOptions {
  readonly steps: readonly StepRef[];
}

const StepsInput = z.strictObject({
  file: z.string(),
  document: FileRef,
  clean: FileRef,
  trace: FileRef,
  language: Identification.shape.language,
  languages: Identification.shape.languages,
  provenance: Provenance,
  steps: z.array(StepRef),
});
export type StepsInput = z.infer<typeof StepsInput>;

/** A document after the user's steps: its summary anew, and why they leave it out. */
export const StepsSummary = CleanSummary.extend({ reasons: z.array(Reason) });
export type StepsSummary = z.infer<typeof StepsSummary>;

/** What a step's reasons are held against. */
const NOTHING = "none";

/**
 * The user's steps, one after another on what the one before left; writes `clean.json` anew, with `trace.json` as it was. All of them are asked, so that every reason
 * is known. A new text of pages is normalised and measured as any other.
 */
export const stepsStage: Stage<StepsItem, StepsOptions, StepsInput, StepsSummary> = {
  name: "clean.steps",
  version: `1 rules ${RULES_VERSION} ${MEASURES}`,
  input: StepsInput,
  output: StepsSummary,
  limits: { deadlineSeconds: 120, memoryMegabytes: 1500, attempts: 2 },
  *plan({ label, document, clean, trace, identification: { language, languages }, provenance }, { steps }) {
    yield {
      label,
      inputs: [document.sha256, clean.sha256, trace.sha256, digestOf(provenance)],
      options: { file: label, language, languages, steps: steps.map(({ name, digest }) => ({ name, digest })) },
      input: { file: label, document, clean, trace, language, languages, provenance, steps: [...steps] },
    };
  },
  async run({ file, document, clean, trace, language, languages, provenance, steps }, context) {
    const json = async (ref: FileRef): Promise<unknown> =>
      JSON.parse(new TextDecoder().decode(await context.read(ref)));
    const { id, pages: read } = Document.parse(await json(document));
    let current = CleanDocument.parse(await json(clean));
    const reasons: Reason[] = [];
    for (const step of steps) {
      // oxlint-disable-next-line no-await-in-loop -- each step sees what the one before left
      const ask = await importStep(step);
      const slices = pageSlices(
        current.text,
        current.pages.map(({ end }) => end),
      );
      const pages = current.pages.map(({ number }, index) => ({ number, text: (slices[index] ?? "").trim() }));
      const { text, signals } = current;
      // oxlint-disable-next-line no-await-in-loop -- as above
      const answer = await runStep(step, ask, { id, file, text, pages, language, provenance, signals });
      if (answer.drop !== undefined) reasons.push({ rule: step.name, value: answer.drop, threshold: NOTHING });
      if (answer.pages === undefined) continue;
      const edited = answer.pages.map((page, index) => {
        const slice = slices[index] ?? "";
        return slice.slice(0, slice.length - slice.trimStart().length) + page;
      });
      const joined = joinPages(edited, (part) => normalise(RawText.parse(part), language));
      const measured = readPages(joined.text, joined.ends, read);
      current = {
        ...current,
        text: CleanText.parse(joined.text),
        pages: measured.map(({ number, end }) => ({ number, end })),
        signals: signalsOf(joined.text, language, measured, languages),
      };
    }
    await context.write("clean.json", new TextEncoder().encode(JSON.stringify(current)));
    await context.write("trace.json", await context.read(trace));
    return {
      textSha256: sha256(current.text),
      chars: codePointLength(current.text),
      words: current.signals["word_count"] ?? 0,
      signals: current.signals,
      redactions: current.redactions,
      reasons,
    };
  },
};

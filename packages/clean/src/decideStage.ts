import { digestOf, type Stage } from "@malmoi/core";
import { Decision, Identification, Reason, Signals } from "@malmoi/schemas";
import { z } from "zod";
import { decide } from "./decide/decide.ts";
import { ResolvedThresholds, resolveThresholds, type DecideOptions } from "./decide/resolveThresholds.ts";

export interface DecideItem {
  readonly label: string;
  readonly identification: Identification;
  readonly signals: Signals;
  /** Why the user's steps leave it out. */
  readonly reasons?: readonly Reason[];
}

const DecideInput = z.strictObject({
  identification: Identification,
  signals: Signals,
  limits: ResolvedThresholds,
  reasons: z.array(Reason),
});
export type DecideInput = z.infer<typeof DecideInput>;

/**
 * Keeps documents or says why not. Cheap, and apart from measuring: a changed threshold runs only this again, and only
 * for documents of the languages it concerns.
 */
export const decideStage: Stage<DecideItem, DecideOptions, DecideInput, Decision> = {
  name: "clean.decide",
  version: "1",
  input: DecideInput,
  output: Decision,
  limits: { deadlineSeconds: 120, memoryMegabytes: 1500, attempts: 2 },
  *plan({ label, identification, signals, reasons = [] }, options) {
    const limits = resolveThresholds(identification.language, options);
    yield {
      label,
      inputs: [digestOf(identification), digestOf(signals), ...reasons.map((reason) => digestOf(reason))],
      // Through JSON, so that a limit that is undefined and one that is absent are the same.
      options: z.json().parse(JSON.parse(JSON.stringify(limits))),
      input: { identification, signals, limits, reasons: [...reasons] },
    };
  },
  async run({ identification, signals, limits, reasons }) {
    return decide(identification, signals, limits, reasons);
  },
};

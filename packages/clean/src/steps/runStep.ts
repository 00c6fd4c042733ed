import { InputError } from "@malmoi/core";
import { type StepDocument, StepResult, type UserStep } from "./userStep.ts";
import type { StepRef } from "./loadStep.ts";

/** Where in the step's module an error came from: "line 12". */
function placeIn(file: string, error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const line = stack.split("\n").find((frame) => frame.includes(file));
  const found = line === undefined ? null : /:(\d+):\d+\)?$/.exec(line);
  return found === null ? "" : `, line ${found[1]}`;
}

const failed = ({ use }: StepRef, document: StepDocument, what: string, cause?: unknown): InputError =>
  new InputError(`step ${use} failed on ${document.file}: ${what}`, {
    code: "STEP_FAILED",
    hint: `Mend ${use} and run the same command again: a changed step is tried again on every document.`,
    cause,
  });

/**
 * Asks a step of the user's about one document. What it throws, and an answer that is none, is an `InputError` with step,
 * file and line: the document is quarantined, and the run goes on.
 */
export async function runStep(
  step: StepRef,
  ask: UserStep,
  document: StepDocument,
): Promise<{ drop?: string | undefined; pages?: readonly string[] | undefined }> {
  let answer: unknown;
  try {
    answer = await ask(structuredClone(document));
  } catch (error) {
    throw failed(step, document, `${String(error)}${placeIn(step.file, error)}`, error);
  }
  const parsed = StepResult.safeParse(answer);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where =
      issue === undefined || issue.path.length === 0 ? "its answer" : `its answer's ${issue.path.join(".")}`;
    throw failed(step, document, `${where} is wrong: ${issue?.message ?? "not a result"}`);
  }
  const { drop, pages } = parsed.data ?? {};
  if (pages !== undefined && pages.length !== document.pages.length) {
    throw failed(step, document, `it answered ${pages.length} pages for ${document.pages.length}`);
  }
  return { drop, pages };
}

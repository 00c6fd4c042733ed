import { MalmoiError } from "@malmoi/core";
import { createPull, mergePull, type Pull, pullOf, pullsOf, setPullStatus } from "./hubApi.ts";
import type { UploadPlan } from "./planUpload.ts";
import { backOffSeconds } from "./waitFor.ts";
import { ATTEMPTS, type Work } from "./work.ts";

const pullTitle = ({ version, id }: UploadPlan): string => `Malmoi ${version} (${id})`;
const OUR_PULL = /^Malmoi (v\d+\.\d+\.\d+) \([0-9a-f]{16}\)$/;

const PULL_TEXT =
  "A release of this dataset is being uploaded here by `malmoi publish`, which merges it once everything is there and verified.";

/** Versions that became the state of `main`, tagged or not: a run may have been killed between the two. */
export const mergedVersions = (pulls: readonly Pull[]): string[] =>
  pulls.flatMap(({ title, status }) => (status === "merged" ? (OUR_PULL.exec(title)?.[1] ?? []) : []));

/**
 * The pull request in which this very release is staged: one left by a run that was killed, or a new one. Those of
 * other releases that never got so far are closed. If the reply to its making is lost, the next look finds it.
 *
 * @param known pull requests as last seen
 */
export async function stagingPull({ hub, plan, pause }: Work, known: readonly Pull[]): Promise<number> {
  const title = pullTitle(plan);
  let found = known;
  for (let attempt = 1; ; attempt += 1) {
    const pulls = found.filter(
      ({ title: of, status }) => OUR_PULL.test(of) && (status === "draft" || status === "open"),
    );
    const [ours, ...others] = pulls.toSorted(
      (a, b) => Number(b.title === title) - Number(a.title === title) || a.num - b.num,
    );
    for (const { num } of ours?.title === title ? others : pulls) await setPullStatus(hub, num, "closed");
    if (ours?.title === title) return ours.num;
    try {
      return await createPull(hub, title, PULL_TEXT);
    } catch (error) {
      if (!(error instanceof MalmoiError) || error.kind !== "transient" || attempt >= ATTEMPTS) throw error;
      await pause(backOffSeconds(attempt, Math.random()));
      found = await pullsOf(hub);
    }
  }
}

/** Merges once, whatever happens to the replies. */
export async function merge({ hub, pause }: Work, pull: Pull): Promise<void> {
  const { num } = pull;
  let { status } = pull;
  for (let attempt = 1; status !== "merged"; attempt += 1) {
    try {
      if (status !== "open") await setPullStatus(hub, num, "open");
      return await mergePull(hub, num);
    } catch (error) {
      if (!(error instanceof MalmoiError) || error.kind !== "transient") throw error;
      if (attempt >= ATTEMPTS) {
        // `main` has gone another way: the next run stages this release anew, on top of it.
        if (error.code === "HUB_CONFLICT") await setPullStatus(hub, num, "closed");
        throw error;
      }
      await pause(backOffSeconds(attempt, Math.random()));
      ({ status } = await pullOf(hub, num));
    }
  }
}

import { ConfigError, MalmoiError } from "@malmoi/core";
import { setTimeout as sleep } from "node:timers/promises";
import { batchesOf, type Difference, differenceOf } from "./batches.ts";
import { commitBatch } from "./commitBatch.ts";
import {
  createPull,
  createRepository,
  headOf,
  type HubAccess,
  mergePull,
  openPulls,
  pullOf,
  setPullStatus,
  setTag,
  tagsOf,
  treeOf,
  whoAmI,
} from "./hubApi.ts";
import type { UploadPlan } from "./planUpload.ts";
import type { PublishEvent } from "./publishEvents.ts";
import { type Patience, retryingFetch } from "./retryingFetch.ts";
import { verifyTails, verifyTree } from "./verifyUpload.ts";
import { backOffSeconds } from "./waitFor.ts";

export interface HubTarget {
  readonly hubUrl: string;
  readonly token: string;
  readonly namespace: string;
  readonly name: string;
  /** For a repository that is not there yet. */
  readonly private: boolean;
}

interface Options extends Pick<Patience, "signal" | "pause" | "attempts"> {
  report(event: PublishEvent): void;
}

interface Work {
  readonly hub: HubAccess;
  readonly plan: UploadPlan;
  readonly signal: AbortSignal | undefined;
  pause(seconds: number): Promise<unknown>;
  report(event: PublishEvent): void;
}

const ATTEMPTS = 6;

/** Throws `ConfigError` if this token cannot write there. True if the repository is new. */
async function preflight({ hub }: Work, isPrivate: boolean): Promise<boolean> {
  const { name: user, orgs, auth } = await whoAmI(hub);
  const role = auth?.accessToken?.role;
  const organisation = orgs.find(({ name }) => name === hub.namespace);
  if (role === "read" || (user !== hub.namespace && organisation === undefined) || organisation?.roleInOrg === "read") {
    const why = role === "read" ? "this token may only read" : `${user} may not write to ${hub.namespace}`;
    throw new ConfigError(why, {
      code: "HUB_FORBIDDEN",
      hint: "Use a token with the role write, of somebody who may write there (Hub settings, Access Tokens).",
    });
  }
  return await createRepository(hub, user, isPrivate);
}

const pullTitle = ({ version, id }: UploadPlan): string => `Malmoi ${version} (${id})`;
const OUR_PULL = /^Malmoi v\d+\.\d+\.\d+ \([0-9a-f]{16}\)$/;

const PULL_TEXT =
  "A release of this dataset is being uploaded here by `malmoi publish`, which merges it once everything is there and verified.";

/**
 * The pull request in which this very release is staged: one left by a run that was killed, or a new one. Those of
 * other releases that never got so far are closed. If the reply to its making is lost, the next look finds it.
 */
async function stagingPull({ hub, plan, pause }: Work): Promise<number> {
  const title = pullTitle(plan);
  for (let attempt = 1; ; attempt += 1) {
    const pulls = (await openPulls(hub)).filter((pull) => OUR_PULL.test(pull.title));
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
    }
  }
}

async function upload(work: Work, branch: string, sent: { bytes: number }): Promise<void> {
  const { hub, plan, signal, pause, report } = work;
  const [tree, head] = await Promise.all([treeOf(hub, branch), headOf(hub, branch)]);
  const difference = differenceOf(plan, tree);
  const sizes = new Map(difference.add.map(({ path, bytes }) => [path, bytes]));
  const total = difference.add.reduce((sum, { bytes }) => sum + bytes, 0);
  let parent = head;
  let done = 0;
  const batches = batchesOf(difference, plan);
  for (const [index, batch] of batches.entries()) {
    report({ type: "step", message: `Uploading part ${index + 1} of ${batches.length}` });
    parent = await commitBatch({
      hub,
      folder: plan.folder,
      branch,
      parent,
      batch,
      signal,
      pause,
      onFile(path) {
        done += sizes.get(path) ?? 0;
        report({ type: "sent", sent: Math.min(total, Math.max(done, sent.bytes)), total });
      },
    });
  }
}

/** Merges once, whatever happens to the replies. */
async function merge({ hub, pause }: Work, num: number): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { status } = await pullOf(hub, num);
    if (status === "merged") return;
    try {
      if (status !== "open") await setPullStatus(hub, num, "open");
      await mergePull(hub, num);
    } catch (error) {
      if (!(error instanceof MalmoiError) || error.kind !== "transient") throw error;
      if (attempt >= ATTEMPTS) {
        // `main` has gone another way: the next run stages this release anew, on top of it.
        if (error.code === "HUB_CONFLICT") await setPullStatus(hub, num, "closed");
        throw error;
      }
      await pause(backOffSeconds(attempt, Math.random()));
    }
  }
}

/** The Hub may show a branch as it was for some seconds after it has changed. */
async function settled({ hub, plan, pause }: Work): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const head = await headOf(hub, "main");
      await verifyTree(hub, head, plan);
      return head;
    } catch (error) {
      if (!(error instanceof MalmoiError) || error.kind !== "transient" || attempt >= ATTEMPTS) throw error;
      await pause(backOffSeconds(attempt, Math.random()));
    }
  }
}

/** @param tagged the commit that the version's tag points to, if it is set */
async function checkTag({ hub, plan }: Work, { add, remove }: Difference, tagged: string | undefined): Promise<void> {
  if (tagged === undefined || (add.length === 0 && remove.length === 0)) return;
  const there = differenceOf(plan, await treeOf(hub, tagged));
  if (there.add.length === 0 && there.remove.length === 0) return;
  throw new ConfigError(`${plan.version} is published already, with other data`, {
    code: "VERSION_TAKEN",
    hint: "A version never changes. Keep the corpus's folder `published`, from which a build knows what is published, and build again.",
  });
}

/**
 * Brings a dataset repository on the Hub to the state of a release. Everything is uploaded into a draft pull request,
 * verified there, merged in one step and tagged with the version, so that readers of `main` never see half a release.
 * Killed at any moment and run again it goes on where it was: the pull request, the commits in it and the files in the
 * Hub's storage are the journal, so it goes on from another machine as well. What the Hub holds already is not sent
 * again; if nothing is missing, there is no commit. Throws `MalmoiError`; rejects with the signal's reason if aborted.
 */
export async function publishToHub(plan: UploadPlan, target: HubTarget, options: Options): Promise<void> {
  const { report, signal } = options;
  const sent = { bytes: 0 };
  let total = 0;
  const wait = options.pause ?? ((seconds, abort) => sleep(seconds * 1000, undefined, { signal: abort }));
  const hub: HubAccess = {
    ...target,
    hubUrl: target.hubUrl.replace(/\/+$/, ""),
    fetch: retryingFetch({
      ...options,
      pause: wait,
      onWait: (seconds, reason) => report({ type: "waiting", seconds, reason }),
      onSent(bytes) {
        sent.bytes += bytes;
        report({ type: "sent", sent: Math.min(total, sent.bytes), total });
      },
    }),
  };
  const work: Work = { hub, plan, signal, report, pause: async (seconds) => await wait(seconds, signal) };
  report({ type: "planned", version: plan.version, files: plan.files.length, bytes: plan.bytes });

  const isNew = await preflight(work, target.private);
  if (isNew) report({ type: "step", message: `Created hf://datasets/${hub.namespace}/${hub.name}` });
  const [tree, tags] = await Promise.all([treeOf(hub, "main"), tagsOf(hub)]);
  const difference = differenceOf(plan, tree);
  const { add, remove } = difference;
  await checkTag(work, difference, tags.get(plan.version));
  total = add.reduce((sum, { bytes }) => sum + bytes, 0);
  report({ type: "differs", add: add.length, remove: remove.length, bytes: total });

  const changed = add.length + remove.length > 0;
  if (changed) {
    const num = await stagingPull(work);
    const branch = `refs/pr/${num}`;
    await upload(work, branch, sent);
    report({ type: "step", message: "Reading it back" });
    await Promise.all([verifyTree(hub, branch, plan), verifyTails(hub, branch, plan.folder, add)]);
    await merge(work, num);
  }
  const commit = await settled(work);
  await setTag(hub, plan.version, commit, `Malmoi ${plan.version}`);
  if (!(await tagsOf(hub)).has(plan.version)) {
    throw new ConfigError(`the Hub did not keep the tag ${plan.version}`, {
      code: "HUB_REFUSED",
      hint: "Give the same command again.",
    });
  }
  const where = `${hub.hubUrl}/datasets/${hub.namespace}/${hub.name}`;
  report({ type: "published", version: plan.version, where, commit, changed });
}

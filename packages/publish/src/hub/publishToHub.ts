import { ConfigError, MalmoiError } from "@malmoi/core";
import { setTimeout as sleep } from "node:timers/promises";
import { isNewer } from "../release/version.ts";
import { batchesOf, type Difference, differenceOf } from "./batches.ts";
import { commitBatch } from "./commitBatch.ts";
import {
  createRepository,
  headOf,
  type HubAccess,
  type Pull,
  pullOf,
  pullsOf,
  setTag,
  tagsOf,
  treeOf,
  whoAmI,
} from "./hubApi.ts";
import type { UploadPlan } from "./planUpload.ts";
import type { PublishEvent } from "./publishEvents.ts";
import { merge, mergedVersions, stagingPull } from "./pullRequest.ts";
import { type Patience, retryingFetch } from "./retryingFetch.ts";
import { sendData } from "./sendData.ts";
import { verifyTails, verifyTree } from "./verifyUpload.ts";
import { backOffSeconds } from "./waitFor.ts";
import { ATTEMPTS, type Work } from "./work.ts";

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

/** Work that goes on while something else is awaited: if that fails, nobody asks what became of this. */
function begun<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  return work;
}

/** Throws `ConfigError` if this token cannot write there. True if the repository is new. */
async function preflight({ hub }: Work, isPrivate: boolean): Promise<boolean> {
  const creation = begun(createRepository(hub, isPrivate));
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
  return await creation;
}

/**
 * Brings a branch to the release.
 *
 * @param stored digests of data that the storage has been found to hold
 * @param sending data that is on its way to the storage already
 */
async function upload(work: Work, branch: string, stored: Set<string>, sending: Promise<void>): Promise<void> {
  const { hub, plan, signal, progress, pause, report } = work;
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
      stored,
      sending: index === 0 ? sending : undefined,
      signal,
      pause,
      onFile(path) {
        done += sizes.get(path) ?? 0;
        report({ type: "sent", sent: Math.min(total, Math.max(done, progress.sent)), total });
      },
    });
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

const VERSION = /^v\d+\.\d+\.\d+$/;

/**
 * Throws `ConfigError` if what would change is a version that is published, or if a newer one is: an older release would
 * bring back what was changed and removed since, takedowns too.
 */
async function checkVersion(
  { hub, plan }: Work,
  { add, remove }: Difference,
  tags: ReadonlyMap<string, string>,
  pulls: readonly Pull[],
): Promise<void> {
  if (add.length === 0 && remove.length === 0) return;
  const newer = [...tags.keys(), ...mergedVersions(pulls)].find(
    (tag) => VERSION.test(tag) && isNewer(tag, plan.version),
  );
  if (newer !== undefined) {
    throw new ConfigError(`${newer} is published already, and ${plan.version} is older`, {
      code: "VERSION_OLDER",
      hint: "Publish from the corpus that the newer version came from, or bring its folder `published` here and build again.",
    });
  }
  const tagged = tags.get(plan.version);
  if (tagged === undefined) return;
  const there = differenceOf(plan, await treeOf(hub, tagged));
  if (there.add.length === 0 && there.remove.length === 0) return;
  throw new ConfigError(`${plan.version} is published already, with other data`, {
    code: "VERSION_TAKEN",
    hint: "A version never changes. Keep the corpus's folder `published`, from which a build knows what is published, and build again.",
  });
}

/**
 * Stages what differs in a pull request, reads it back and merges it. Data is on its way while the pull request is
 * made: all branches share one storage.
 */
async function change(work: Work, difference: Difference, pulls: readonly Pull[]): Promise<void> {
  const { hub, plan, report } = work;
  const [first] = batchesOf(difference, plan);
  const stored = new Set<string>();
  const sending = begun(sendData(hub, plan.folder, first?.files ?? [], stored));
  const num = await stagingPull(work, pulls);
  const branch = `refs/pr/${num}`;
  await upload(work, branch, stored, sending);
  report({ type: "step", message: "Reading it back" });
  const [pull] = await Promise.all([
    pullOf(hub, num),
    verifyTree(hub, branch, plan),
    verifyTails(hub, branch, plan.folder, difference.add),
  ]);
  await merge(work, pull);
}

async function publish(work: Work, isPrivate: boolean): Promise<void> {
  const { hub, plan, progress, report } = work;
  report({ type: "planned", version: plan.version, files: plan.files.length, bytes: plan.bytes });
  if (await preflight(work, isPrivate))
    report({ type: "step", message: `Created hf://datasets/${hub.namespace}/${hub.name}` });
  const [tree, tags, pulls] = await Promise.all([treeOf(hub, "main"), tagsOf(hub), pullsOf(hub)]);
  const difference = differenceOf(plan, tree);
  const { add, remove } = difference;
  await checkVersion(work, difference, tags, pulls);
  progress.total = add.reduce((sum, { bytes }) => sum + bytes, 0);
  report({ type: "differs", add: add.length, remove: remove.length, bytes: progress.total });

  const changed = add.length + remove.length > 0;
  if (changed) await change(work, difference, pulls);
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

/**
 * Brings a dataset repository on the Hub to the state of a release. Everything is uploaded into a draft pull request,
 * verified there, merged in one step and tagged with the version, so that readers of `main` never see half a release.
 * Killed at any moment and run again it goes on where it was: the pull request, the commits in it and the files in the
 * Hub's storage are the journal, so it goes on from another machine as well. What the Hub holds already is not sent
 * again; if nothing is missing, there is no commit. Throws `MalmoiError`; rejects with the signal's reason if aborted.
 */
export async function publishToHub(plan: UploadPlan, target: HubTarget, options: Options): Promise<void> {
  const { report } = options;
  // Work beside a step that fails is of no use any more.
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  const wait = options.pause ?? ((seconds, abort) => sleep(seconds * 1000, undefined, { signal: abort }));
  const progress = { sent: 0, total: 0 };
  const hub: HubAccess = {
    ...target,
    hubUrl: target.hubUrl.replace(/\/+$/, ""),
    fetch: retryingFetch({
      ...options,
      signal,
      pause: wait,
      onWait: (seconds, reason) => report({ type: "waiting", seconds, reason }),
      onSent(bytes) {
        progress.sent += bytes;
        report({ type: "sent", sent: Math.min(progress.total, progress.sent), total: progress.total });
      },
    }),
  };
  const pause = async (seconds: number): Promise<unknown> => await wait(seconds, signal);
  try {
    await publish({ hub, plan, signal, progress, report, pause }, target.private);
  } finally {
    stop.abort();
  }
}

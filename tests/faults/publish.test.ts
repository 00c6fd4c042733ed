import { MalmoiError } from "@malmoi/core";
import { planUpload, type PublishEvent, publishToHub } from "@malmoi/publish";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeFakeRelease } from "../support/fakeRelease.ts";
import type { Action, Fault } from "../support/hub/faults.ts";
import { type Hub, startHub } from "../support/hub/hub.ts";
import { TOKENS } from "../support/hub/identity.ts";

let root = "";
let release = "";
let count = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "malmoi-publish-faults-"));
  release = join(root, "release");
  await writeFakeRelease(release);
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

async function withHub(use: (hub: Hub) => Promise<void>): Promise<void> {
  count += 1;
  const folder = join(root, `hub-${count}`);
  const hub = await startHub({ folder, pageSize: 3 });
  try {
    await use(hub);
  } finally {
    await hub.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Ran {
  readonly error: unknown;
  readonly waits: number[];
  readonly events: PublishEvent[];
}

const ID = "archive/demo";

async function publish(hub: Hub, { token = TOKENS.write as string, folder = release } = {}): Promise<Ran> {
  const waits: number[] = [];
  const events: PublishEvent[] = [];
  const target = { hubUrl: hub.url, token, namespace: "archive", name: "demo", private: false };
  try {
    const plan = await planUpload(folder);
    await publishToHub(plan, target, {
      report: (event) => events.push(event),
      pause: async (seconds) => void waits.push(seconds),
    });
    return { error: undefined, waits, events };
  } catch (error) {
    return { error, waits, events };
  }
}

/** What readers of `main` see: all of the release, nothing of it, or, which must never be, a part. */
async function seen(hub: Hub, folder = release): Promise<"all" | "nothing" | "part"> {
  const state = hub.repository(ID);
  const head = state?.commits[state.refs["refs/heads/main"] ?? ""];
  if (head === undefined) return "nothing";
  const { files } = await planUpload(folder);
  const there = files.filter(({ path, sha256, blobId }) => {
    const entry = head.tree[path];
    return entry !== undefined && (entry.lfs === undefined ? entry.oid === blobId : entry.lfs.oid === sha256);
  });
  if (there.length === files.length) return "all";
  return there.length === 0 ? "nothing" : "part";
}

/** Every title once: no commit was made twice, no release merged twice. */
function expectNothingTwice(hub: Hub): void {
  const titles = hub.titles(ID, "main");
  expect(titles).toEqual([...new Set(titles)]);
  const merged = (hub.repository(ID)?.discussions ?? []).filter(({ status }) => status === "merged");
  expect(merged.length).toBeLessThanOrEqual(1);
  for (const { num } of merged) {
    const parts = hub.titles(ID, `refs/pr/${num}`);
    expect(parts).toEqual([...new Set(parts)]);
  }
}

const ACTIONS: readonly { readonly name: string; readonly action: Action; readonly passes: boolean }[] = [
  { name: "500", action: { kind: "status", status: 500 }, passes: true },
  { name: "504", action: { kind: "status", status: 504 }, passes: true },
  { name: "429", action: { kind: "status", status: 429, headers: { "retry-after": "7" } }, passes: true },
  { name: "dropped before it is read", action: { kind: "drop", when: "before" }, passes: true },
  { name: "dropped in the middle", action: { kind: "drop", when: "mid" }, passes: true },
  { name: "handled, but the reply lost", action: { kind: "drop", when: "after" }, passes: true },
  { name: "half a reply", action: { kind: "drop", when: "reply" }, passes: true },
  { name: "403", action: { kind: "status", status: 403 }, passes: false },
  { name: "413", action: { kind: "status", status: 413 }, passes: false },
  { name: "token expires", action: { kind: "expire" }, passes: false },
];

test("a release goes up, and a second publish of the same sends no data and makes no commit", async () => {
  await withHub(async (hub) => {
    expect((await publish(hub)).error).toBeUndefined();
    expect(await seen(hub)).toBe("all");
    expectNothingTwice(hub);
    const commits = Object.keys(hub.repository(ID)?.commits ?? {}).length;
    const before = hub.log.length;
    const again = await publish(hub);
    expect(again.events.at(-1)).toMatchObject({ type: "published", changed: false });
    expect(Object.keys(hub.repository(ID)?.commits ?? {}).length).toBe(commits);
    const sent = hub.log.slice(before).filter(({ method, path }) => method === "PUT" || path.includes("/commit/"));
    expect(sent).toEqual([]);
  });
});

for (const { name, action, passes } of ACTIONS) {
  test(`${name}, at every request: a whole release or a clear error, never a half or a double one`, async () => {
    let requests = 0;
    await withHub(async (hub) => {
      await publish(hub);
      requests = hub.log.length;
    });
    expect(requests).toBeGreaterThan(15);
    for (let at = 0; at < requests; at += 1) {
      await withHub(async (hub) => {
        hub.setFaults([{ action, skip: at, times: 1 }]);
        const { error } = await publish(hub);
        const where = `request ${at}`;
        if (error !== undefined)
          expect({ where, error: error instanceof MalmoiError ? "" : error }).toEqual({ where, error: "" });
        if (passes) expect({ where, error }).toEqual({ where, error: undefined });
        const sight = await seen(hub);
        expect({ where, sight: sight === "part" }).toEqual({ where, sight: false });
        if (error === undefined) expect({ where, sight }).toEqual({ where, sight: "all" });
        hub.setFaults([]);
        expect({ where, again: (await publish(hub)).error }).toEqual({ where, again: undefined });
        expect(await seen(hub)).toBe("all");
        expectNothingTwice(hub);
        expect(hub.repository(ID)?.refs["refs/tags/v1.0.0"]).toBeDefined();
      });
    }
  });
}

async function withFaults(faults: readonly Fault[], use: (ran: Ran, hub: Hub) => Promise<void> | void): Promise<void> {
  await withHub(async (hub) => {
    hub.setFaults(faults);
    await use(await publish(hub), hub);
  });
}

test("it waits as long as the Hub asks for, by header and by words", async () => {
  const path = /\/commit\//;
  const limited = {
    kind: "status",
    status: 429,
    message: "You have exceeded 128 commits per hour. Retry in about 1 hour.",
  } as const;
  await withFaults([{ action: limited, path, times: 1 }], ({ error, waits }) => {
    expect({ error, waits }).toEqual({ error: undefined, waits: [3600] });
  });
  const window = { kind: "status", status: 429, headers: { ratelimit: '"api";r=0;t=55' } } as const;
  await withFaults([{ action: window, path, times: 1 }], ({ error, waits }) => {
    expect({ error, waits }).toEqual({ error: undefined, waits: [55] });
  });
});

test("what lasts is told, and 403 is asked once", async () => {
  const path = /preupload/;
  await withFaults([{ action: { kind: "status", status: 503 }, path }], ({ error }) => {
    expect(error).toMatchObject({ kind: "transient", code: "HUB_UNAVAILABLE" });
  });
  await withFaults(
    [{ action: { kind: "status", status: 403, message: "storage patterns tripped our internal systems" }, path }],
    ({ error }, hub) => {
      expect(error).toMatchObject({
        kind: "config",
        code: "HUB_FORBIDDEN",
        message: expect.stringContaining("storage patterns"),
      });
      expect(hub.log.filter((entry) => path.test(entry.path)).length).toBe(1);
    },
  );
});

test("somebody else's commit in between is kept, on main and in the pull request", async () => {
  for (const path of [/preupload/, /\/commit\//, /\/merge$/]) {
    await withFaults([{ action: { kind: "intrude" }, path, times: 1 }], async ({ error }, hub) => {
      expect({ path, error }).toEqual({ path, error: undefined });
      expect(await seen(hub)).toBe("all");
      expectNothingTwice(hub);
      const state = hub.repository(ID);
      const main = state?.commits[state.refs["refs/heads/main"] ?? ""];
      expect(Object.keys(main?.tree ?? {})).toContain("notes.txt");
    });
  }
});

test("tokens that cannot do it are told apart before anything is sent", async () => {
  await withHub(async (hub) => {
    expect((await publish(hub, { token: TOKENS.read })).error).toMatchObject({ code: "HUB_FORBIDDEN" });
    expect((await publish(hub, { token: TOKENS.stranger })).error).toMatchObject({ code: "HUB_FORBIDDEN" });
    expect((await publish(hub, { token: "hf_unknown" })).error).toMatchObject({ code: "HUB_TOKEN_INVALID" });
    expect(hub.repository(ID)).toBeUndefined();
  });
});

test("data is on its way while the pull request is made, and stops if that fails", { timeout: 120_000 }, async () => {
  const path = /\/discussions$/;
  await withHub(async (hub) => {
    const puts = (): number => hub.log.filter(({ method }) => method === "PUT").length;
    const until = async (): Promise<void> => {
      while (puts() < 3) await sleep(5);
    };
    hub.setFaults([{ action: { kind: "hold", until }, path, method: "POST" }]);
    expect((await publish(hub)).error).toBeUndefined();
  });
  // More than the sockets between hold.
  const large = join(root, "large");
  await writeFakeRelease(large, { shards: 1, bytes: 30_000_000 });
  await withHub(async (hub) => {
    let begun = (): void => undefined;
    const sending = new Promise<void>((resolve) => (begun = resolve));
    let goOn = (): void => undefined;
    const over = new Promise<void>((resolve) => (goOn = resolve));
    const until = async (): Promise<void> => {
      begun();
      await over;
    };
    hub.setFaults([
      { action: { kind: "status", status: 403, after: () => sending }, path, method: "POST" },
      { action: { kind: "hold", until }, method: "PUT" },
    ]);
    expect((await publish(hub, { folder: large })).error).toMatchObject({ code: "HUB_FORBIDDEN" });
    goOn();
    await hub.idle();
    const puts = hub.log.filter(({ method }) => method === "PUT");
    expect(puts.map(({ status }) => status)).toEqual([0]);
  });
});

test("a new version sends only what is new, takes away what is gone, and leaves the old tag as it was", async () => {
  await withHub(async (hub) => {
    await publish(hub);
    const first = join(root, "v1");
    const second = join(root, "v2");
    const data = await writeFakeRelease(first, { shards: 4, version: "1.1.0" });
    expect((await publish(hub, { folder: first })).error).toBeUndefined();
    const before = hub.log.length;
    await writeFakeRelease(second, {
      shards: 3,
      version: "1.1.1",
      keep: { ...data, "data/spa_Latn/train/000_00001.parquet": Buffer.from("changed") },
    });
    expect((await publish(hub, { folder: second })).error).toBeUndefined();
    expect(hub.log.slice(before).filter(({ method }) => method === "PUT").length).toBe(1);
    const state = hub.repository(ID);
    const tree = (ref: string): string[] =>
      Object.keys(state?.commits[state.refs[ref] ?? ""]?.tree ?? {}).filter((path) => path.startsWith("data/"));
    expect(tree("refs/heads/main").length).toBe(3);
    expect(tree("refs/tags/v1.1.0").length).toBe(4);
    expect(tree("refs/tags/v1.0.0").length).toBe(3);
  });
});

test("a version that is published is never replaced by other data", async () => {
  await withHub(async (hub) => {
    await publish(hub);
    const other = join(root, "other");
    await writeFakeRelease(other);
    const { error } = await publish(hub, { folder: other });
    expect(error).toMatchObject({ kind: "config", code: "VERSION_TAKEN" });
    expect(await seen(hub)).toBe("all");
  });
});

test.each([
  ["a newer one", 200],
  ["a newer one that has no tag yet", 403],
])("an older release does not take the place of %s", async (_, tagging) => {
  await withHub(async (hub) => {
    await publish(hub);
    const next = join(root, "newer");
    await writeFakeRelease(next, { version: "1.10.0" });
    if (tagging !== 200)
      hub.setFaults([{ action: { kind: "status", status: tagging }, method: "POST", path: /\/tag\// }]);
    expect((await publish(hub, { folder: next })).error === undefined).toBe(tagging === 200);
    hub.setFaults([]);
    const head = hub.repository(ID)?.refs["refs/heads/main"];
    const { error } = await publish(hub);
    expect(error).toMatchObject({ kind: "config", code: "VERSION_OLDER" });
    expect(hub.repository(ID)?.refs["refs/heads/main"]).toBe(head);
    // The newer one itself goes on.
    expect((await publish(hub, { folder: next })).error).toBeUndefined();
  });
});

import { z } from "zod";
import { commitAt } from "./readRoutes.ts";
import {
  addCommit,
  blobId,
  type Commit,
  lfsPointer,
  mergeTrees,
  refOf,
  type RepositoryState,
  type TreeEntry,
} from "./repository.ts";
import { type Call, failure, json, refuse, type Reply } from "./reply.ts";
import type { Storage } from "./storage.ts";

const MOST_REGULAR_BYTES = 10 * 1024 * 1024;

/** The body of a request; refused with 400 if it is something else. */
export async function parsed<T>(call: Call, schema: z.ZodType<T>): Promise<T> {
  const result = schema.safeParse(JSON.parse((await call.body()).toString("utf8") || "{}"));
  return result.success ? result.data : refuse(400, `Bad request: ${z.prettifyError(result.error)}`);
}

const Preupload = z.looseObject({
  files: z.array(z.looseObject({ path: z.string(), size: z.number(), sample: z.string() })),
});

/** Which files go to the LFS storage: by `.gitattributes`, by size, by a NUL among the first bytes. */
export async function preuploadReply(
  call: Call,
  state: RepositoryState,
  revision: string,
  attributes: string,
): Promise<Reply> {
  const { files } = await parsed(call, Preupload);
  const { tree } = commitAt(state, revision);
  const patterns = [...attributes.matchAll(/^\*(\.\w+) filter=lfs/gm)].map(([, extension = ""]) => extension);
  return json({
    files: files.map(({ path, size, sample }) => {
      const isLfs =
        size >= MOST_REGULAR_BYTES ||
        patterns.some((extension) => path.endsWith(extension)) ||
        Buffer.from(sample, "base64").includes(0);
      const existing = tree[path];
      const oid = existing?.lfs?.oid ?? existing?.oid;
      return {
        path,
        uploadMode: isLfs ? "lfs" : "regular",
        shouldIgnore: false,
        ...(oid === undefined ? {} : { oid }),
      };
    }),
  });
}

const LfsBatch = z.looseObject({
  operation: z.enum(["upload", "download"]),
  hash_algo: z.enum(["sha256", "sha_256"]).optional(),
  objects: z.array(z.strictObject({ oid: z.string().regex(/^[0-9a-f]{64}$/), size: z.int().nonnegative() })),
});

export async function lfsBatchReply(call: Call, storage: Storage, storageUrl: string): Promise<Reply> {
  const { objects } = await parsed(call, LfsBatch);
  const answers = [];
  for (const { oid, size } of objects) {
    const upload = { href: `${storageUrl}/_lfs/${oid}?sig=write&size=${size}`, header: {} };
    const verify = { href: `${storageUrl}/_lfs-verify/${oid}`, header: {} };
    answers.push({ oid, size, ...((await storage.hasObject(oid)) ? {} : { actions: { upload, verify } }) });
  }
  return json({ transfer: "basic", objects: answers }, 200, { "content-type": "application/vnd.git-lfs+json" });
}

const Operation = z.discriminatedUnion("key", [
  z.object({
    key: z.literal("header"),
    value: z.looseObject({
      summary: z.string(),
      description: z.string().default(""),
      parentCommit: z.string().optional(),
    }),
  }),
  z.object({
    key: z.literal("file"),
    value: z.looseObject({ content: z.string(), path: z.string(), encoding: z.literal("base64") }),
  }),
  z.object({
    key: z.literal("lfsFile"),
    value: z.looseObject({ path: z.string(), algo: z.literal("sha256"), oid: z.string(), size: z.number().optional() }),
  }),
  z.object({ key: z.literal("deletedFile"), value: z.object({ path: z.string() }) }),
  z.object({ key: z.literal("deletedFolder"), value: z.object({ path: z.string() }) }),
]);
type Operation = z.infer<typeof Operation>;

function checkPath(path: string): string {
  const parts = path.split("/");
  return parts.some((part) => ["", ".", "..", ".git"].includes(part)) ? refuse(400, `invalid path: ${path}`) : path;
}

async function apply(tree: Record<string, TreeEntry>, operation: Operation, storage: Storage): Promise<void> {
  switch (operation.key) {
    case "header":
      return;
    case "file": {
      const bytes = Buffer.from(operation.value.content, "base64");
      tree[checkPath(operation.value.path)] = { oid: await storage.writeBlob(bytes), size: bytes.byteLength };
      return;
    }
    case "lfsFile": {
      const { path, oid, size = 0 } = operation.value;
      if (!(await storage.hasObject(oid)))
        refuse(400, `Your push was rejected because an LFS pointer pointed to a file that does not exist: ${oid}`);
      const pointer = lfsPointer(oid, size);
      tree[checkPath(path)] = { oid: blobId(pointer), size, lfs: { oid, pointerSize: pointer.byteLength } };
      return;
    }
    case "deletedFile":
      if (tree[operation.value.path] === undefined)
        refuse(404, `${operation.value.path} does not exist`, "EntryNotFound");
      delete tree[operation.value.path];
      return;
    case "deletedFolder":
      for (const path of Object.keys(tree)) if (path.startsWith(operation.value.path)) delete tree[path];
  }
}

const MOVED = "A commit has happened since. Please refresh and try again.";

/** A commit on a branch or on the ref of a pull request; with `create_pr` on a new one. */
export async function commitReply(
  call: Call,
  state: RepositoryState,
  branch: string,
  storage: Storage,
  hubUrl: string,
): Promise<Reply> {
  const lines = (await call.body())
    .toString("utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const operations = lines.map((line) => {
    const result = Operation.safeParse(JSON.parse(line));
    return result.success ? result.data : refuse(400, `bad commit: ${z.prettifyError(result.error)}`);
  });
  const header =
    operations.find((operation) => operation.key === "header")?.value ?? refuse(400, "a commit without a header");
  const start = commitAt(state, branch);
  const tree = { ...start.tree };
  for (const operation of operations) await apply(tree, operation, storage);
  // Nothing is awaited from here on: commits are handled one after the other.
  const parent = commitAt(state, branch);
  if (parent.oid !== start.oid || (header.parentCommit !== undefined && header.parentCommit !== parent.oid))
    refuse(412, MOVED);
  const commit = addCommit(state, { parent: parent.oid, title: header.summary, description: header.description, tree });
  let pullRequestUrl: string | undefined;
  if (call.url.searchParams.get("create_pr") === "1") {
    const num = newDiscussion(state, {
      title: header.summary,
      description: header.description,
      status: "open",
      base: parent.oid,
    });
    state.refs[`refs/pr/${num}`] = commit.oid;
    pullRequestUrl = `${hubUrl}/datasets/${state.id}/discussions/${num}`;
  } else {
    const ref = refOf(state, branch);
    if (ref === undefined || ref.startsWith("refs/tags/")) refuse(403, `${branch} is not a branch`);
    state.refs[ref] = commit.oid;
  }
  await storage.save(state);
  const commitUrl = `${hubUrl}/datasets/${state.id}/commit/${commit.oid}`;
  return json({ success: true, commitOid: commit.oid, commitUrl, hookOutput: "", pullRequestUrl });
}

function newDiscussion(
  state: RepositoryState,
  fields: { title: string; description: string; status: "draft" | "open"; base: string },
): number {
  const num = state.discussions.length + 1;
  state.discussions.push({ num, ...fields });
  return num;
}

/** Somebody else's commit, for tests of conflicts. */
export async function intrude(state: RepositoryState, branch: string, storage: Storage): Promise<Commit> {
  const parent = commitAt(state, branch);
  const oid = await storage.writeBlob(new TextEncoder().encode("somebody else's file\n"));
  const tree = { ...parent.tree, "notes.txt": { oid, size: 21 } };
  const commit = addCommit(state, { parent: parent.oid, title: "Somebody else's commit", description: "", tree });
  state.refs[refOf(state, branch) ?? ""] = commit.oid;
  await storage.save(state);
  return commit;
}

const NewDiscussion = z.looseObject({
  title: z.string(),
  description: z.string().default(""),
  pullRequest: z.boolean().default(false),
});
const NewStatus = z.looseObject({ status: z.enum(["open", "closed"]) });

/** `discussions`, `discussions/N`, `discussions/N/status`, `discussions/N/merge`. Only pull requests are kept. */
export async function discussionReply(
  call: Call,
  state: RepositoryState,
  rest: readonly string[],
  storage: Storage,
): Promise<Reply> {
  const [number, action] = rest;
  const shown = (num: number): object => {
    const { title, status } = state.discussions[num - 1] ?? refuse(404, `no discussion ${num}`);
    return {
      num,
      title,
      status,
      isPullRequest: true,
      author: { name: "tester" },
      createdAt: new Date(0).toISOString(),
      repo: { name: state.id, type: "dataset" },
      changes: { base: "refs/heads/main" },
      filesWithConflicts: false,
      diff: "",
      events: [],
    };
  };
  if (number === undefined && call.method === "GET") {
    const status = call.url.searchParams.get("status");
    const found = state.discussions.filter(
      (one) => status !== "open" || one.status === "draft" || one.status === "open",
    );
    return json({
      discussions: found.toReversed().map(({ num }) => shown(num)),
      count: found.length,
      start: 0,
      numClosedDiscussions: 0,
    });
  }
  if (number === undefined) {
    const { title, description, pullRequest } = await parsed(call, NewDiscussion);
    if (!pullRequest) refuse(400, "only pull requests are supported here");
    const base = commitAt(state, "main").oid;
    const num = newDiscussion(state, { title, description, status: "draft", base });
    state.refs[`refs/pr/${num}`] = base;
    await storage.save(state);
    return json({ num, pullRequest: true, url: `/datasets/${state.id}/discussions/${num}` });
  }
  const num = Number(number);
  const discussion = state.discussions[num - 1] ?? refuse(404, `no discussion ${number}`);
  if (action === undefined) return json(shown(num));
  if (action === "status") {
    const { status } = await parsed(call, NewStatus);
    if (discussion.status === "merged") refuse(400, "This pull request is merged already");
    discussion.status = status;
  } else if (action === "merge") {
    if (discussion.status !== "open") refuse(400, `This pull request is ${discussion.status}, it cannot be merged`);
    const main = commitAt(state, "main");
    const { tree, conflicts } = mergeTrees(commitAt(state, discussion.base), commitAt(state, `refs/pr/${num}`), main);
    if (conflicts.length > 0) refuse(409, `This branch has conflicts: ${conflicts.join(", ")}`);
    const merged = addCommit(state, {
      parent: main.oid,
      title: `${discussion.title} (#${num})`,
      description: discussion.description,
      tree,
    });
    state.refs["refs/heads/main"] = merged.oid;
    discussion.status = "merged";
  } else refuse(404, `no such action: ${action}`);
  await storage.save(state);
  const event = { id: "1", author: { name: "tester" }, createdAt: new Date(0).toISOString() };
  return json({ newStatus: { ...event, type: "status-change", data: { status: discussion.status } } });
}

const NewRef = z.looseObject({
  tag: z.string().optional(),
  startingPoint: z.string().optional(),
  overwrite: z.boolean().optional(),
});

/** `POST branch/NAME`, `POST tag/REV`, and their `DELETE`. */
export async function refReply(
  call: Call,
  state: RepositoryState,
  kind: "branch" | "tag",
  name: string,
  storage: Storage,
): Promise<Reply> {
  const prefix = kind === "branch" ? "refs/heads/" : "refs/tags/";
  if (call.method === "DELETE") {
    if (state.refs[prefix + name] === undefined) return failure(404, `no ${kind} ${name}`, "RevisionNotFound");
    delete state.refs[prefix + name];
  } else {
    const { tag, startingPoint, overwrite } = await parsed(call, NewRef);
    const ref = kind === "branch" ? prefix + name : prefix + (tag ?? refuse(400, "a tag needs a name"));
    const at = commitAt(state, kind === "branch" ? (startingPoint ?? "main") : name);
    if (state.refs[ref] !== undefined && overwrite !== true) return failure(409, `Reference ${ref} exists already`);
    state.refs[ref] = at.oid;
  }
  await storage.save(state);
  return json({});
}

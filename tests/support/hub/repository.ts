import { createHash } from "node:crypto";
import { z } from "zod";

/** A file of a tree. `oid` is git's blob id: for an LFS file that of its pointer. */
const TreeEntry = z.strictObject({
  oid: z.string(),
  size: z.number(),
  lfs: z.strictObject({ oid: z.string(), pointerSize: z.number() }).optional(),
});
export type TreeEntry = z.infer<typeof TreeEntry>;

const Commit = z.strictObject({
  oid: z.string(),
  parent: z.string().nullable(),
  title: z.string(),
  description: z.string(),
  date: z.string(),
  tree: z.record(z.string(), TreeEntry),
});
export type Commit = z.infer<typeof Commit>;

const Discussion = z.strictObject({
  num: z.int(),
  title: z.string(),
  description: z.string(),
  status: z.enum(["draft", "open", "closed", "merged"]),
  base: z.string(),
});
export type Discussion = z.infer<typeof Discussion>;

/** All of a repository but its objects, as it is kept on disk. */
export const RepositoryState = z.strictObject({
  id: z.string(),
  private: z.boolean(),
  /** `refs/heads/main`, `refs/pr/1`, `refs/tags/v1.0.0` and the commits they point to. */
  refs: z.record(z.string(), z.string()),
  commits: z.record(z.string(), Commit),
  discussions: z.array(Discussion),
});
export type RepositoryState = z.infer<typeof RepositoryState>;

/** Git's id of a blob. */
export function blobId(bytes: Uint8Array): string {
  return createHash("sha1").update(`blob ${bytes.byteLength}\0`).update(bytes).digest("hex");
}

export function lfsPointer(oid: string, size: number): Uint8Array {
  return new TextEncoder().encode(`version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${size}\n`);
}

export interface NewCommit {
  readonly parent: string | null;
  readonly title: string;
  readonly description: string;
  readonly tree: Readonly<Record<string, TreeEntry>>;
}

/** Adds a commit and returns it; no ref points to it yet. */
export function addCommit(state: RepositoryState, { parent, title, description, tree }: NewCommit): Commit {
  const date = new Date().toISOString();
  const text = JSON.stringify([parent, title, description, Object.keys(state.commits).length, tree]);
  const commit = {
    oid: createHash("sha1").update(text).digest("hex"),
    parent,
    title,
    description,
    date,
    tree: { ...tree },
  };
  state.commits[commit.oid] = commit;
  return commit;
}

/** The full name of a branch, tag or pull request, as `refs/...`; undefined for what does not exist. */
export function refOf(state: RepositoryState, revision: string): string | undefined {
  const name = revision === "HEAD" ? "main" : revision;
  return [name, `refs/heads/${name}`, `refs/tags/${name}`].find((ref) => state.refs[ref] !== undefined);
}

export function commitOf(state: RepositoryState, revision: string): Commit | undefined {
  const ref = refOf(state, revision);
  return state.commits[ref === undefined ? revision : (state.refs[ref] ?? "")];
}

/** The commit and those before it, newest first. */
export function* history(state: RepositoryState, from: Commit): Generator<Commit> {
  for (let commit: Commit | undefined = from; commit !== undefined;) {
    yield commit;
    commit = commit.parent === null ? undefined : state.commits[commit.parent];
  }
}

/** The tree of `into` with what changed between `base` and `head`; the paths that both sides changed are conflicts. */
export function mergeTrees(
  base: Commit,
  head: Commit,
  into: Commit,
): { readonly tree: Record<string, TreeEntry>; readonly conflicts: string[] } {
  const tree = { ...into.tree };
  const conflicts: string[] = [];
  for (const path of new Set([...Object.keys(base.tree), ...Object.keys(head.tree)])) {
    const [was, is, there] = [base.tree[path], head.tree[path], into.tree[path]];
    if (was?.oid === is?.oid) continue;
    if (there?.oid !== was?.oid && there?.oid !== is?.oid) conflicts.push(path);
    if (is === undefined) delete tree[path];
    else tree[path] = is;
  }
  return { tree, conflicts };
}

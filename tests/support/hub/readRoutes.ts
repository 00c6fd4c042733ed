import { readFile } from "node:fs/promises";
import { z } from "zod";
import { type Commit, commitOf, history, type RepositoryState, type TreeEntry } from "./repository.ts";
import { type Call, failure, json, refuse, type Reply } from "./reply.ts";
import type { Storage } from "./storage.ts";

const encoded = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

export function commitAt(state: RepositoryState, revision: string): Commit {
  return commitOf(state, revision) ?? refuse(404, `Invalid rev id: ${revision}`, "RevisionNotFound");
}

function fileEntry(path: string, { oid, size, lfs }: TreeEntry): object {
  return {
    type: "file",
    oid,
    size,
    path,
    ...(lfs === undefined ? {} : { lfs: { oid: lfs.oid, size, pointerSize: lfs.pointerSize } }),
  };
}

/** Files and folders below `prefix`, as the tree routes list them. */
function entriesBelow(tree: Commit["tree"], prefix: string, recursive: boolean): { path: string; entry: object }[] {
  const start = prefix === "" ? "" : `${prefix}/`;
  const entries = new Map<string, object>();
  for (const [path, entry] of Object.entries(tree)) {
    if (!path.startsWith(start)) continue;
    const parts = path.slice(start.length).split("/");
    for (let depth = 1; depth < parts.length; depth += 1) {
      const folder = start + parts.slice(0, depth).join("/");
      if (depth === 1 || recursive) {
        entries.set(folder, {
          type: "directory",
          oid: Buffer.from(folder).toString("hex").padEnd(40, "0").slice(0, 40),
          size: 0,
          path: folder,
        });
      }
    }
    if (parts.length === 1 || recursive) entries.set(path, fileEntry(path, entry));
  }
  return [...entries].map(([path, entry]) => ({ path, entry })).toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Pages of a list, with the absolute `Link` that clients follow. */
export function paged(call: Call, items: readonly object[], pageSize: number): Reply {
  const from = Number(call.url.searchParams.get("cursor") ?? "0");
  const limit = Math.min(pageSize, Number(call.url.searchParams.get("limit") ?? pageSize));
  const next = new URL(call.url);
  next.searchParams.set("cursor", String(from + limit));
  const link = from + limit < items.length ? { link: `<${next.href}>; rel="next"` } : {};
  return json(items.slice(from, from + limit), 200, { "x-total-count": String(items.length), ...link });
}

export function treeReply(
  call: Call,
  state: RepositoryState,
  revision: string,
  prefix: string,
  pageSize: number,
): Reply {
  const { oid, tree } = commitAt(state, revision);
  const entries = entriesBelow(tree, prefix, /^(true|1)$/i.test(call.url.searchParams.get("recursive") ?? ""));
  if (entries.length === 0 && prefix !== "") {
    return failure(404, `${prefix} does not exist on "${revision}"`, "EntryNotFound", { "x-repo-commit": oid });
  }
  return paged(
    call,
    entries.map(({ entry }) => entry),
    pageSize,
  );
}

const Paths = z.looseObject({ paths: z.array(z.string()) });

/** `paths-info`: JSON from JavaScript, a form from Python. */
export async function pathsInfoReply(call: Call, state: RepositoryState, revision: string): Promise<Reply> {
  const { tree } = commitAt(state, revision);
  const text = (await call.body()).toString("utf8");
  const form = String(call.headers["content-type"] ?? "").includes("form-urlencoded");
  const paths = form ? new URLSearchParams(text).getAll("paths") : Paths.parse(JSON.parse(text)).paths;
  return json(
    paths.flatMap((path) => {
      const file = tree[path];
      if (file !== undefined) return [fileEntry(path, file)];
      const folder = Object.keys(tree).some((other) => other.startsWith(`${path}/`));
      return folder ? [{ type: "directory", oid: "0".repeat(40), size: 0, path }] : [];
    }),
  );
}

export function infoReply(state: RepositoryState, revision: string): Reply {
  const commit = commitAt(state, revision);
  const [author = ""] = state.id.split("/");
  return json({
    _id: "000000000000000000000001",
    id: state.id,
    author,
    sha: commit.oid,
    lastModified: commit.date,
    createdAt: commit.date,
    private: state.private,
    gated: false,
    disabled: false,
    downloads: 0,
    likes: 0,
    tags: [],
    siblings: Object.keys(commit.tree)
      .toSorted()
      .map((rfilename) => ({ rfilename })),
  });
}

export function commitsReply(call: Call, state: RepositoryState, revision: string, pageSize: number): Reply {
  const list = [...history(state, commitAt(state, revision))];
  const items = list.map(({ oid, title, description, date }) => ({
    id: oid,
    title,
    message: description,
    date,
    authors: [{ user: "tester" }],
  }));
  return paged(call, items, pageSize);
}

export function refsReply(call: Call, state: RepositoryState): Reply {
  const under = (prefix: string): object[] =>
    Object.entries(state.refs)
      .filter(([ref]) => ref.startsWith(prefix))
      .map(([ref, targetCommit]) => ({ name: ref.slice(prefix.length), ref, targetCommit }));
  const pulls = call.url.searchParams.get("include_pull_requests") === "1" ? { pullRequests: under("refs/pr/") } : {};
  return json({ branches: under("refs/heads/"), tags: under("refs/tags/"), converts: [], ...pulls });
}

/** The bytes of `Range`, or undefined for all; 416 beyond the end. */
export function rangeOf(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (match === null) return undefined;
  const [, from = "", to = ""] = match;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size : Math.min(size, Number(to) + 1);
  if (start >= size) refuse(416, "Range Not Satisfiable", undefined, { "content-range": `bytes */${size}` });
  return { start, end };
}

/** A file's bytes, whole or the part that was asked for. */
export function fileReply(call: Call, path: string, size: number, headers: Readonly<Record<string, string>>): Reply {
  const asked = call.headers["range"];
  const range = rangeOf(typeof asked === "string" ? asked : undefined, size);
  const { start, end } = range ?? { start: 0, end: size };
  const part = range === undefined ? {} : { "content-range": `bytes ${start}-${end - 1}/${size}` };
  const head = {
    "accept-ranges": "bytes",
    "content-type": "application/octet-stream",
    "content-length": String(end - start),
  };
  return {
    status: range === undefined ? 200 : 206,
    headers: { ...head, ...headers, ...part },
    file: { path, start, end },
  };
}

/** `resolve`: small files from here, LFS files by a redirect to the storage, which has another host name. */
export async function resolveReply(
  call: Call,
  {
    state,
    revision,
    path,
    storage,
    storageUrl,
  }: { state: RepositoryState; revision: string; path: string; storage: Storage; storageUrl: string },
): Promise<Reply> {
  const commit = commitAt(state, revision);
  const entry = commit.tree[path];
  const head = {
    "x-repo-commit": commit.oid,
    "access-control-expose-headers": "X-Repo-Commit, X-Linked-Size, X-Linked-ETag, ETag",
  };
  if (entry === undefined) return failure(404, "Entry not found", "EntryNotFound", head);
  if (entry.lfs !== undefined) {
    const { oid } = entry.lfs;
    return {
      status: 302,
      headers: {
        ...head,
        "x-linked-size": String(entry.size),
        "x-linked-etag": `"${oid}"`,
        location: `${storageUrl}/_lfs/${oid}?sig=read&name=${encoded(path)}`,
        "content-length": "0",
      },
    };
  }
  const bytes = await readFile(storage.blobPath(entry.oid));
  return fileReply(call, storage.blobPath(entry.oid), bytes.byteLength, { ...head, etag: `"${entry.oid}"` });
}

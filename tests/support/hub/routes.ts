import { stat } from "node:fs/promises";
import { z } from "zod";
import { identityOf, mayRead, mayWrite, whoAmI } from "./identity.ts";
import { deleteLfsFiles, lfsFiles } from "./lfsFiles.ts";
import {
  commitsReply,
  fileReply,
  infoReply,
  paged,
  pathsInfoReply,
  refsReply,
  resolveReply,
  treeReply,
} from "./readRoutes.ts";
import type { RepositoryState } from "./repository.ts";
import { type Call, failure, json, refuse, type Reply } from "./reply.ts";
import { GIT_ATTRIBUTES, type Storage } from "./storage.ts";
import { commitReply, discussionReply, lfsBatchReply, preuploadReply, refReply } from "./writeRoutes.ts";

export interface Place {
  readonly storage: Storage;
  readonly hubUrl: string;
  readonly storageUrl: string;
  readonly expired: ReadonlySet<string>;
  /** Longest page of a list; small, so that clients that read only the first page are found out. */
  readonly pageSize: number;
}

function repository(call: Call, place: Place, id: string, right: "read" | "write"): RepositoryState {
  const identity = identityOf(call, place.expired);
  const state = place.storage.repositories.get(id);
  if (state === undefined || !mayRead(identity, id, state.private)) {
    // Who may not see a repository does not learn that it exists; who is nobody is asked who he is.
    return refuse(
      identity === undefined ? 401 : 404,
      identity === undefined ? "Invalid username or password." : "Repository not found",
      "RepoNotFound",
    );
  }
  if (right === "write" && !mayWrite(identity, id)) {
    refuse(
      identity === undefined ? 401 : 403,
      "You don't have the rights to write to this repository: the token needs the role write",
    );
  }
  return state;
}

const NewRepository = z.looseObject({
  name: z.string(),
  organization: z.string().nullish(),
  type: z.string().optional(),
  private: z.boolean().optional(),
  visibility: z.string().optional(),
});

async function createRepository(call: Call, place: Place): Promise<Reply> {
  const identity = identityOf(call, place.expired) ?? refuse(401, "Invalid username or password.");
  const {
    name,
    organization,
    private: isPrivate,
    visibility,
  } = NewRepository.parse(JSON.parse((await call.body()).toString("utf8")));
  const id = name.includes("/") ? name : `${organization ?? identity.user}/${name}`;
  if (!mayWrite(identity, id))
    return failure(403, `You don't have the rights to create a dataset under the namespace "${id.split("/")[0]}"`);
  const url = `${place.hubUrl}/datasets/${id}`;
  if (place.storage.repositories.has(id)) return json({ error: "You already created this dataset repo", url }, 409);
  await place.storage.create(id, isPrivate === true || visibility === "private");
  return json({ url, name: id, id });
}

/** `/api/datasets/<namespace>/<name>/<what>/...`. */
async function datasetRoute(
  call: Call,
  place: Place,
  id: string,
  [what, first = "", ...rest]: readonly string[],
): Promise<Reply> {
  const { method } = call;
  const { storage, hubUrl, pageSize } = place;
  const writes = method !== "GET" && method !== "HEAD" && what !== "paths-info";
  const state = repository(call, place, id, writes ? "write" : "read");
  switch (what) {
    case undefined:
      return infoReply(state, "main");
    case "revision":
      return infoReply(state, first);
    case "tree":
      return treeReply(call, state, first, rest.join("/"), pageSize);
    case "paths-info":
      return await pathsInfoReply(call, state, first);
    case "commits":
      return commitsReply(call, state, first, pageSize);
    case "refs":
      return refsReply(call, state);
    case "preupload":
      return await preuploadReply(call, state, first, GIT_ATTRIBUTES);
    case "commit":
      return await commitReply(call, state, first, storage, hubUrl);
    case "discussions":
      return await discussionReply(call, state, first === "" ? [] : [first, ...rest], storage);
    case "branch":
    case "tag":
      return await refReply(call, state, what, first, storage);
    case "lfs-files":
      return first === "batch" ? await deleteLfsFiles(call, state, storage) : paged(call, lfsFiles(state), pageSize);
    default:
      return failure(404, `no such route: ${what}`);
  }
}

/** Everything the hub's own host answers. */
export async function hubRoute(call: Call, place: Place): Promise<Reply> {
  const [a = "", b = "", c = "", d = "", ...rest] = call.path;
  if (a === "api" && b === "whoami-v2") return json(whoAmI(identityOf(call, place.expired)));
  if (a === "api" && b === "validate-yaml") return json({ errors: [], warnings: [] });
  if (a === "api" && b === "repos" && c === "create") return await createRepository(call, place);
  if (a === "api" && b === "datasets") return await datasetRoute(call, place, `${c}/${d}`, rest);
  if (a === "datasets" && c.endsWith(".git") && d === "info") {
    repository(call, place, `${b}/${c.slice(0, -4)}`, "write");
    return await lfsBatchReply(call, place.storage, place.storageUrl);
  }
  if (a === "datasets" && (d === "resolve" || d === "raw")) {
    const [revision = "", ...path] = rest;
    const state = repository(call, place, `${b}/${c}`, "read");
    return await resolveReply(call, {
      state,
      revision,
      path: path.join("/"),
      storage: place.storage,
      storageUrl: place.storageUrl,
    });
  }
  return failure(404, "Sorry, we can't find the page you are looking for.");
}

/** Everything the storage's host answers: signed addresses, no tokens. */
export async function storageRoute(call: Call, { storage }: Place): Promise<Reply> {
  const [kind = "", oid = ""] = call.path;
  if (kind === "_lfs-verify") return (await storage.hasObject(oid)) ? json({}) : failure(404, "no such object");
  if (kind !== "_lfs") return failure(404, "no such object");
  if (call.method === "PUT") {
    if (call.url.searchParams.get("sig") !== "write") return failure(403, "signature expired");
    if (!(await storage.writeObject(oid, call.stream))) return failure(400, "the bytes are not those of the digest");
    return { status: 200, headers: { etag: `"${oid}"` } };
  }
  if (!(await storage.hasObject(oid))) return failure(404, "no such object");
  const { size } = await stat(storage.objectPath(oid));
  return fileReply(call, storage.objectPath(oid), size, { etag: `"${oid}"` });
}

import { z } from "zod";
import { hubError } from "./hubErrors.ts";

/** How to reach one dataset repository. */
export interface HubAccess {
  /** `https://huggingface.co`, without a slash at its end. */
  readonly hubUrl: string;
  readonly token: string;
  readonly namespace: string;
  readonly name: string;
  /** See `retryingFetch`. */
  readonly fetch: typeof fetch;
}

interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  readonly what: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses that are no failure, beside 2xx. */
  readonly accept?: readonly number[];
}

/** One request to the Hub. Throws `MalmoiError` for answers that are neither 2xx nor accepted. */
export async function ask(
  hub: HubAccess,
  path: string,
  { method = "GET", body, what, headers = {}, accept = [] }: Asked,
): Promise<Response> {
  const url = path.startsWith("http") ? path : `${hub.hubUrl}${path}`;
  const answer = await hub.fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${hub.token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (answer.ok || accept.includes(answer.status)) return answer;
  const text = await answer.text();
  const message = answer.headers.get("x-error-message") ?? text.slice(0, 300);
  throw hubError({ status: answer.status, message, code: answer.headers.get("x-error-code") ?? "", what });
}

const api = ({ namespace, name }: HubAccess): string => `/api/datasets/${namespace}/${name}`;

const Identity = z.looseObject({
  name: z.string(),
  orgs: z.array(z.looseObject({ name: z.string(), roleInOrg: z.string().optional() })).default([]),
  auth: z.looseObject({ accessToken: z.looseObject({ role: z.string() }).optional() }).optional(),
});
export type Identity = z.infer<typeof Identity>;

export async function whoAmI(hub: HubAccess): Promise<Identity> {
  const answer = await ask(hub, "/api/whoami-v2", { what: "say whose token this is" });
  return Identity.parse(await answer.json());
}

/** Makes the repository if there is none yet. True if it is new. */
export async function createRepository(hub: HubAccess, isPrivate: boolean): Promise<boolean> {
  const { namespace, name } = hub;
  const answer = await ask(hub, "/api/repos/create", {
    method: "POST",
    // A user's own name may stand here as well.
    body: { type: "dataset", name, organization: namespace, private: isPrivate },
    what: "create the dataset",
    accept: [409],
  });
  return answer.ok;
}

const Info = z.looseObject({ sha: z.string() });

/** The commit that a revision points to. */
export async function headOf(hub: HubAccess, revision: string): Promise<string> {
  const answer = await ask(hub, `${api(hub)}/revision/${encodeURIComponent(revision)}`, { what: `show ${revision}` });
  return Info.parse(await answer.json()).sha;
}

/** The address of the next page of a list, if there is one. */
const nextPage = (answer: Response): string | undefined =>
  /<([^>]+)>;\s*rel="next"/.exec(answer.headers.get("link") ?? "")?.[1];

const TreeItem = z.looseObject({
  type: z.string(),
  path: z.string(),
  oid: z.string(),
  size: z.number(),
  lfs: z.looseObject({ oid: z.string(), size: z.number() }).optional(),
});

/** A file as the Hub holds it: git's blob id, and the SHA-256 of one in the LFS storage. */
export interface RemoteFile {
  readonly oid: string;
  readonly bytes: number;
  readonly sha256: string | undefined;
}

/** All files of a revision, by path. */
export async function treeOf(hub: HubAccess, revision: string): Promise<Map<string, RemoteFile>> {
  const files = new Map<string, RemoteFile>();
  let page: string | undefined = `${api(hub)}/tree/${encodeURIComponent(revision)}?recursive=true`;
  while (page !== undefined) {
    const answer: Response = await ask(hub, page, { what: "list its files" });
    for (const { type, path, oid, size, lfs } of z.array(TreeItem).parse(await answer.json())) {
      if (type === "file") files.set(path, { oid, bytes: lfs?.size ?? size, sha256: lfs?.oid });
    }
    page = nextPage(answer);
  }
  return files;
}

const CommitItem = z.looseObject({ id: z.string(), title: z.string(), message: z.string().default("") });

/** The newest commits of a revision, newest first, up to and without `until`. */
export async function commitsSince(
  hub: HubAccess,
  revision: string,
  until: string,
): Promise<z.infer<typeof CommitItem>[]> {
  const found: z.infer<typeof CommitItem>[] = [];
  let page: string | undefined = `${api(hub)}/commits/${encodeURIComponent(revision)}`;
  while (page !== undefined) {
    const answer: Response = await ask(hub, page, { what: "list its commits" });
    for (const commit of z.array(CommitItem).parse(await answer.json())) {
      if (commit.id === until) return found;
      found.push(commit);
    }
    page = nextPage(answer);
  }
  return found;
}

const Refs = z.looseObject({ tags: z.array(z.looseObject({ name: z.string(), targetCommit: z.string() })) });

export async function tagsOf(hub: HubAccess): Promise<Map<string, string>> {
  const answer = await ask(hub, `${api(hub)}/refs`, { what: "list its tags" });
  return new Map(Refs.parse(await answer.json()).tags.map(({ name, targetCommit }) => [name, targetCommit]));
}

/** Sets a tag on a commit. A tag that is there already is left as it is: see `tagsOf`. */
export async function setTag(hub: HubAccess, tag: string, commit: string, message: string): Promise<void> {
  await ask(hub, `${api(hub)}/tag/${encodeURIComponent(commit)}`, {
    method: "POST",
    body: { tag, message },
    what: `set the tag ${tag}`,
    accept: [409],
  });
}

const Pull = z.looseObject({ num: z.int(), title: z.string(), status: z.string() });
export type Pull = z.infer<typeof Pull>;

/** All pull requests, closed ones too; the Hub's own filter does not say what it makes of drafts. */
export async function pullsOf(hub: HubAccess): Promise<Pull[]> {
  const pulls: Pull[] = [];
  for (let page = 0; ; page += 1) {
    const query = `?type=pull_request&status=all&p=${page}`;
    const answer = await ask(hub, `${api(hub)}/discussions${query}`, { what: "list pull requests" });
    const Page = z.looseObject({ discussions: z.array(Pull), count: z.int() });
    const { discussions, count } = Page.parse(await answer.json());
    pulls.push(...discussions);
    if (discussions.length === 0 || pulls.length >= count) return pulls;
  }
}

export async function pullOf(hub: HubAccess, num: number): Promise<Pull> {
  const answer = await ask(hub, `${api(hub)}/discussions/${num}`, { what: `show pull request ${num}` });
  return Pull.parse(await answer.json());
}

export async function createPull(hub: HubAccess, title: string, description: string): Promise<number> {
  const answer = await ask(hub, `${api(hub)}/discussions`, {
    method: "POST",
    body: { title, description, pullRequest: true },
    what: "open a pull request",
  });
  return z.looseObject({ num: z.int() }).parse(await answer.json()).num;
}

export async function setPullStatus(hub: HubAccess, num: number, status: "open" | "closed"): Promise<void> {
  await ask(hub, `${api(hub)}/discussions/${num}/status`, {
    method: "POST",
    body: { status },
    what: `mark pull request ${num} as ${status}`,
  });
}

export async function mergePull(hub: HubAccess, num: number): Promise<void> {
  await ask(hub, `${api(hub)}/discussions/${num}/merge`, {
    method: "POST",
    body: {},
    what: `merge pull request ${num}`,
  });
}

/** Bytes of a file: all, or those from `start` on. */
export async function readFileAt(hub: HubAccess, revision: string, path: string, start?: number): Promise<Uint8Array> {
  const { hubUrl, namespace, name } = hub;
  const file = path.split("/").map(encodeURIComponent).join("/");
  const url = `${hubUrl}/datasets/${namespace}/${name}/resolve/${encodeURIComponent(revision)}/${file}`;
  const headers: Record<string, string> = start === undefined ? {} : { range: `bytes=${start}-` };
  const answer = await ask(hub, url, { what: `give ${path}`, headers });
  return new Uint8Array(await answer.arrayBuffer());
}

import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Action, type Fault, faultPicker } from "./faults.ts";
import { TOKENS } from "./identity.ts";
import { commitOf, history, type RepositoryState } from "./repository.ts";
import { type Call, failure, Refusal, type Reply } from "./reply.ts";
import { hubRoute, type Place, storageRoute } from "./routes.ts";
import { openStorage } from "./storage.ts";
import { intrude } from "./writeRoutes.ts";

/** One request, as it was answered. */
export interface LogEntry {
  readonly method: string;
  readonly path: string;
  /** 0 for a connection that was dropped. */
  readonly status: number;
}

export interface Hub {
  /** The hub on 127.0.0.1; its storage answers on the host name localhost, since clients follow redirects by host name. */
  readonly url: string;
  readonly log: LogEntry[];
  /** Resolves once every request that was begun is answered. */
  idle(): Promise<void>;
  /** Replaces the faults; counting starts again. */
  setFaults(faults: readonly Fault[]): void;
  repository(id: string): RepositoryState | undefined;
  /** Titles of the commits of a revision, newest first. */
  titles(id: string, revision: string): string[];
  close(): Promise<void>;
}

export interface HubOptions {
  /** What is kept there is there again for the next server. */
  readonly folder: string;
  readonly pageSize?: number;
}

function callOf(request: IncomingMessage, origin: string): Call {
  const url = new URL(request.url ?? "/", origin);
  const stream: AsyncIterable<Uint8Array> = request;
  const path = url.pathname.split("/").slice(1).map(decodeURIComponent);
  return {
    method: request.method ?? "GET",
    path: path.flatMap((part, index) => (index > 3 ? part : part.split("/"))),
    url,
    headers: request.headers,
    stream,
    async body() {
      const pieces: Uint8Array[] = [];
      for await (const piece of stream) pieces.push(piece);
      return Buffer.concat(pieces);
    },
  };
}

async function send(response: ServerResponse, reply: Reply, isHead: boolean, cut: boolean): Promise<void> {
  const body = reply.file === undefined ? Buffer.from(reply.body ?? "") : undefined;
  const length = reply.file === undefined ? (body?.byteLength ?? 0) : reply.file.end - reply.file.start;
  const id = randomBytes(8).toString("hex");
  response.writeHead(reply.status, { "x-request-id": id, "content-length": String(length), ...reply.headers });
  if (isHead || reply.status === 204) return void response.end();
  const kept = cut ? Math.floor(length / 2) : length;
  if (reply.file !== undefined && kept > 0) {
    const { path, start } = reply.file;
    for await (const piece of createReadStream(path, { start, end: start + kept - 1, highWaterMark: 1 << 20 })) {
      if (!response.write(piece)) await once(response, "drain");
    }
  } else if (body !== undefined && kept > 0) response.write(body.subarray(0, kept));
  if (cut) {
    await sleep(20);
    response.destroy();
  } else response.end();
}

async function listen(server: Server): Promise<number> {
  server.keepAliveTimeout = 5_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/**
 * A server that speaks the Hub's protocol as its real clients do, for datasets with plain LFS, on loopback, with faults
 * at will. It says what `tests/interop` proves with clients nobody here wrote.
 */
export async function startHub({ folder, pageSize = 1000 }: HubOptions): Promise<Hub> {
  const storage = await openStorage(folder);
  const log: LogEntry[] = [];
  const expired = new Set<string>();
  let pick = faultPicker([]);
  const place: { -readonly [K in keyof Place]: Place[K] } = { storage, hubUrl: "", storageUrl: "", expired, pageSize };

  async function answer(request: IncomingMessage, response: ServerResponse, route: typeof hubRoute): Promise<void> {
    const method = request.method ?? "GET";
    const path = request.url ?? "/";
    const { socket } = request;
    const note = (status: number): void => void log.push({ method, path, status });
    const action: Action | undefined = pick(method, path);
    const drop = (): void => {
      note(0);
      socket.destroy();
    };
    if (action?.kind === "drop" && action.when === "before") return drop();
    if (action?.kind === "drop" && action.when === "mid") {
      let left = Number(request.headers["content-length"] ?? 0) / 2;
      for await (const piece of request) {
        left -= piece instanceof Uint8Array ? piece.byteLength : 0;
        if (left <= 0) break;
      }
      return drop();
    }
    if (action?.kind === "hold") await action.until();
    if (action?.kind === "status") await action.after?.();
    if (action?.kind === "expire") expired.add(TOKENS.write);
    const call = callOf(request, place.hubUrl);
    if (action?.kind === "intrude") {
      const state = storage.repositories.get(`${call.path[2]}/${call.path[3]}`);
      if (state !== undefined)
        await intrude(state, call.path[5]?.startsWith("refs/") === true ? call.path[5] : "main", storage);
    }
    let reply: Reply;
    if (action?.kind === "status") {
      request.resume();
      reply = failure(action.status, action.message ?? `injected ${action.status}`, undefined, action.headers);
    } else {
      try {
        reply = await route(call, place);
      } catch (error) {
        if (request.destroyed && !request.complete) return note(0);
        reply =
          error instanceof Refusal
            ? error.reply
            : failure(500, error instanceof Error ? `${error.stack}` : String(error));
      }
      // A body nobody read would keep the connection from being used again.
      request.resume();
    }
    if (action?.kind === "drop" && action.when === "after") return drop();
    const cut = action?.kind === "drop" && action.when === "reply";
    note(cut ? 0 : reply.status);
    await send(response, reply, method === "HEAD", cut).catch(() => response.destroy());
  }

  let underWay = 0;
  const serve = (route: typeof hubRoute): Server =>
    createServer((request, response) => {
      underWay += 1;
      void answer(request, response, route).finally(() => (underWay -= 1));
    });
  const hub = serve(hubRoute);
  const objects = serve(storageRoute);
  place.hubUrl = `http://127.0.0.1:${await listen(hub)}`;
  place.storageUrl = `http://localhost:${await listen(objects)}`;
  return {
    url: place.hubUrl,
    log,
    setFaults(faults) {
      pick = faultPicker(faults);
      expired.clear();
    },
    async idle() {
      do await sleep(1);
      while (underWay > 0);
    },
    repository: (id) => storage.repositories.get(id),
    titles(id, revision) {
      const state = storage.repositories.get(id);
      const commit = state === undefined ? undefined : commitOf(state, revision);
      return state === undefined || commit === undefined ? [] : [...history(state, commit)].map(({ title }) => title);
    },
    async close() {
      for (const server of [hub, objects]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

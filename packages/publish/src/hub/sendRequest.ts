import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { DiskBlob } from "./diskBlob.ts";
import { proxyAgent } from "./proxyAgent.ts";

/** A connection on which nothing of a file moved for so long is dead; to a question the Hub may think for longer. */
const IDLE_SECONDS = { file: 120, question: 300 };
const MOST_REDIRECTS = 5;

export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: Blob | string | undefined;
  readonly signal: AbortSignal | undefined;
  /** Bytes of a blob handed to the socket since the last call. */
  onSent(bytes: number): void;
}

/** The whole of an answer. All that are read here are small. */
function whole(message: IncomingMessage): Promise<Response> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) headers.set(name, String(value));
  const status = message.statusCode ?? 500;
  const pieces: Uint8Array[] = [];
  message.on("data", (piece: Uint8Array) => pieces.push(piece));
  return new Promise((resolve, reject) => {
    message.once("error", reject);
    message.once("end", () => {
      const bytes = status === 204 || status === 304 ? null : Buffer.concat(pieces);
      resolve(new Response(bytes, { status, headers }));
    });
  });
}

async function sendOnce({ method, url, headers, body, signal, onSent }: Sent): Promise<Response> {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const size = bytes instanceof Blob ? bytes.size : bytes?.byteLength;
  const idleSeconds = bytes instanceof Blob ? IDLE_SECONDS.file : IDLE_SECONDS.question;
  const request = (url.startsWith("https:") ? requestHttps : requestHttp)(url, {
    method,
    headers: {
      // Some gates refuse who does not say what it is.
      "user-agent": "malmoi",
      ...Object.fromEntries(headers),
      ...(size === undefined ? {} : { "content-length": size }),
    },
    agent: await proxyAgent(url),
    signal,
    timeout: idleSeconds * 1000,
  });
  request.once("timeout", () => request.destroy(new Error(`nothing moved for ${idleSeconds} seconds`)));
  const answered = new Promise<Response>((resolve, reject) => {
    request.once("error", reject);
    request.once("response", (message) => void whole(message).then(resolve, reject));
  });
  const write = (piece: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      request.write(piece, (error) => {
        if (error !== null && error !== undefined) return reject(error);
        onSent(piece.byteLength);
        resolve();
      });
    });
  const send = async (): Promise<void> => {
    if (bytes instanceof DiskBlob) await bytes.each(write);
    else if (bytes instanceof Blob && bytes.size > 0) await write(new Uint8Array(await bytes.arrayBuffer()));
    request.end(bytes instanceof Blob ? undefined : bytes);
  };
  // A server may answer, with an error, before it has read everything; then its answer counts and not the pipe's end.
  const [answer] = await Promise.all([answered, send().catch((error: Error) => void request.destroy(error))]);
  return answer;
}

/** Where an answer sends on to, if what was asked may be asked there: a commit is not made a question on the way. */
function redirectedTo({ method, url }: Sent, { status, headers }: Response): URL | undefined {
  const location = headers.get("location");
  const follows = status === 307 || status === 308 || (method === "GET" && status >= 301 && status <= 303);
  return follows && location !== null ? new URL(location, url) : undefined;
}

/**
 * Sends a request, follows redirects, and gives the answer with all its bytes. Unlike `fetch` it holds no more than a few
 * pieces of a blob in memory, tells how far it is, and has no deadline for the whole as long as something moves. The
 * token is shown to no other host. Goes through a proxy if the environment names one. Throws what the socket throws.
 */
export async function sendRequest(asked: Sent): Promise<Response> {
  let sent = asked;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await sendOnce(sent);
    const to = redirectedTo(sent, answer);
    if (to === undefined || redirects === MOST_REDIRECTS) return answer;
    const headers = new Headers(sent.headers);
    if (to.host !== new URL(sent.url).host) headers.delete("authorization");
    sent = { ...sent, url: to.href, headers };
  }
}

import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DiskBlob } from "./diskBlob.ts";

/** A connection on which nothing moved for so long is dead. */
const IDLE_MILLISECONDS = 120_000;

interface Put {
  readonly url: string;
  readonly headers: Headers;
  readonly blob: Blob;
  readonly signal: AbortSignal | undefined;
  /** Bytes handed to the socket since the last call. */
  onSent(bytes: number): void;
}

/**
 * Sends a blob by PUT. Unlike `fetch` it holds no more than a few pieces of it in memory, tells how far it is, and has
 * no deadline for the whole as long as something moves. Throws what the socket throws.
 */
export async function putBlob({ url, headers, blob, signal, onSent }: Put): Promise<Response> {
  const send = url.startsWith("https:") ? requestHttps : requestHttp;
  const request = send(url, {
    method: "PUT",
    headers: { ...Object.fromEntries(headers), "content-length": blob.size },
    signal,
    timeout: IDLE_MILLISECONDS,
  });
  request.once("timeout", () => request.destroy(new Error("nothing moved for two minutes")));
  const answered = new Promise<Response>((resolve, reject) => {
    request.once("error", reject);
    request.once("response", (response) => {
      const pieces: Uint8Array[] = [];
      response.on("data", (piece: Uint8Array) => pieces.push(piece));
      response.once("error", reject);
      response.once("end", () => {
        const head = new Headers();
        for (const [name, value] of Object.entries(response.headers)) head.set(name, String(value));
        const status = response.statusCode ?? 500;
        resolve(new Response(status === 204 ? null : Buffer.concat(pieces), { status, headers: head }));
      });
    });
  });
  const counter = new Transform({
    transform(piece: Uint8Array, _encoding, done) {
      onSent(piece.byteLength);
      done(null, piece);
    },
  });
  // A server may answer, with an error, before it has read everything; then its answer counts and not the pipe's end.
  const sent = pipeline(Readable.from(blob instanceof DiskBlob ? blob.pieces() : blob.stream()), counter, request);
  const [answer] = await Promise.all([answered, sent.catch(() => undefined)]);
  return answer;
}

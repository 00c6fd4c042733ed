import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
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
  const request = (url.startsWith("https:") ? requestHttps : requestHttp)(url, {
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
  const write = (piece: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      request.write(piece, (error) => {
        if (error !== null && error !== undefined) return reject(error);
        onSent(piece.byteLength);
        resolve();
      });
    });
  const send = async (): Promise<void> => {
    if (blob instanceof DiskBlob) await blob.each(write);
    else if (blob.size > 0) await write(new Uint8Array(await blob.arrayBuffer()));
    request.end();
  };
  // A server may answer, with an error, before it has read everything; then its answer counts and not the pipe's end.
  const [answer] = await Promise.all([answered, send().catch((error: Error) => void request.destroy(error))]);
  return answer;
}

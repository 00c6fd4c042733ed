import { MalmoiError } from "@malmoi/core";
import { setTimeout as sleep } from "node:timers/promises";
import { connectionError, hubError } from "./hubErrors.ts";
import { sendRequest } from "./sendRequest.ts";
import { askedSeconds, backOffSeconds } from "./waitFor.ts";

export interface Patience {
  readonly signal?: AbortSignal | undefined;
  /** Attempts for one request. */
  readonly attempts?: number;
  /** Longest wait for one request, all its attempts together. The Hub can ask for an hour. */
  readonly waitSeconds?: number;
  /** Waits; a test's own need not. */
  readonly pause?: (seconds: number, signal: AbortSignal | undefined) => Promise<unknown>;
  /** Called before each wait. */
  readonly onWait?: (seconds: number, reason: string) => void;
  /** Bytes of large files sent; negative when an attempt has failed and its bytes do not count. */
  readonly onSent?: (bytes: number) => void;
}

/** Where repeating a request that was perhaps handled would do something twice: callers look what became of it. */
const ONCE = /\/(?:commit\/[^/]+|discussions|discussions\/\d+\/merge)(?:\?|$)/;

const isTransient = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** What an address is for, in words. */
function purpose(method: string, url: string): string {
  const { pathname } = new URL(url);
  if (pathname.includes("/_lfs") || method === "PUT") return "store a file";
  const words: readonly (readonly [RegExp, string])[] = [
    [/whoami/, "say whose token this is"],
    [/repos\/create/, "create the dataset"],
    [/preupload|objects\/batch/, "prepare an upload"],
    [/\/commit\//, "commit"],
    [/\/merge$/, "merge"],
    [/\/discussions/, "keep a pull request"],
    [/\/tag\//, "set a tag"],
    [/\/resolve\//, "give a file"],
  ];
  return words.find(([pattern]) => pattern.test(pathname))?.[1] ?? "answer";
}

/**
 * A `fetch` that tries again after 408, 429, 5xx and broken connections, and waits as long as the Hub asks for by header
 * or by words. A commit, a merge and a new pull request are tried again only if the Hub surely did not handle them
 * (429); otherwise they throw, and the caller looks. Other answers are returned as they are: 401 and 403 are never
 * repeated. Throws `TransientError`.
 */
export function retryingFetch(patience: Patience): typeof fetch {
  const { signal, attempts = 6, waitSeconds = 3700, onWait, onSent } = patience;
  const pause = patience.pause ?? ((seconds, abort) => sleep(seconds * 1000, undefined, { signal: abort }));

  async function once(url: string, method: string, { headers, body }: RequestInit): Promise<Response> {
    if (body !== undefined && body !== null && typeof body !== "string" && !(body instanceof Blob))
      throw new Error("the client sends something in another form than expected");
    let sent = 0;
    const takeBack = (): void => {
      if (sent > 0) onSent?.(-sent);
    };
    try {
      const answer = await sendRequest({
        method,
        url,
        headers: new Headers(headers),
        body: body ?? undefined,
        signal,
        onSent(bytes) {
          sent += bytes;
          onSent?.(bytes);
        },
      });
      if (!answer.ok) takeBack();
      return answer;
    } catch (error) {
      takeBack();
      throw error;
    }
  }

  return async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const method = init.method ?? "GET";
    const what = purpose(method, url);
    const isOnce = method === "POST" && ONCE.test(url);
    let waited = 0;
    for (let attempt = 1; ; attempt += 1) {
      signal?.throwIfAborted();
      let answer: Response | undefined;
      let failure: Error;
      try {
        answer = await once(url, method, init);
        if (!isTransient(answer.status)) return answer;
        const body = await answer.text();
        const message = answer.headers.get("x-error-message") ?? body.slice(0, 200);
        failure = hubError({ status: answer.status, message, code: "", what });
        const asked = askedSeconds(answer.headers, body, new Date());
        if (isOnce && answer.status !== 429) throw failure;
        const seconds = asked ?? backOffSeconds(attempt, Math.random());
        if (attempt >= attempts || waited + seconds > waitSeconds) throw failure;
        waited += seconds;
        onWait?.(seconds, failure.message);
        await pause(seconds, signal);
      } catch (error) {
        signal?.throwIfAborted();
        if (answer !== undefined || error instanceof MalmoiError) throw error;
        failure = connectionError(error, new URL(url).host, what);
        if (isOnce || attempt >= attempts) throw failure;
        const seconds = backOffSeconds(attempt, Math.random());
        waited += seconds;
        onWait?.(seconds, failure.message);
        await pause(seconds, signal);
      }
    }
  };
}

/** What a route answers; the listener writes it, or a fault spoils it on the way. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** A part of a file instead of a body: bytes `start` to `end`, the latter not included. */
  readonly file?: { readonly path: string; readonly start: number; readonly end: number };
}

export interface Call {
  readonly method: string;
  /** Segments of the path, decoded one by one: `refs%2Fpr%2F1` is one segment. */
  readonly path: readonly string[];
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The whole body; routes that store large files read `stream` instead. */
  body(): Promise<Buffer>;
  readonly stream: AsyncIterable<Uint8Array>;
}

export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}

/** An error as the Hub words it: clients read `X-Error-Code`, people the message. */
export function failure(
  status: number,
  message: string,
  code?: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const head = { "x-error-message": message, ...(code === undefined ? {} : { "x-error-code": code }) };
  return json({ error: message }, status, { ...head, ...headers });
}

/** Thrown by a route to end with this reply. */
export class Refusal extends Error {
  readonly reply: Reply;
  constructor(reply: Reply) {
    super(`refused with ${reply.status}`);
    this.reply = reply;
  }
}

export function refuse(...parts: Parameters<typeof failure>): never {
  throw new Refusal(failure(...parts));
}

import { ConfigError, type MalmoiError, systemCode, TransientError } from "@malmoi/core";

const AGAIN = "Give the same command again: it goes on where it was.";

interface Failure {
  readonly status: number;
  /** The Hub's own words. */
  readonly message: string;
  /** `X-Error-Code`: RepoNotFound, RevisionNotFound, EntryNotFound, GatedRepo. */
  readonly code: string;
  readonly what: string;
}

/** The error for an answer that is no success, with what to do about it. */
export function hubError({ status, message, code, what }: Failure): MalmoiError {
  const text = `the Hub refused to ${what}: ${message === "" ? `status ${status}` : message} (${status})`;
  if (status === 401) {
    return new ConfigError(text, {
      code: "HUB_TOKEN_INVALID",
      hint: "Set HF_TOKEN to a valid access token with the role write (Hub settings, Access Tokens). " + AGAIN,
    });
  }
  if (status === 403) {
    return new ConfigError(text, {
      code: "HUB_FORBIDDEN",
      hint: "Use a token that may write to this dataset, or ask an owner of the organisation. If the message speaks of storage, the Hub itself must be asked.",
    });
  }
  if (status === 404) {
    return new ConfigError(text, {
      code: code === "" ? "HUB_NOT_FOUND" : `HUB_${code.replaceAll(/(?!^)([A-Z])/g, "_$1").toUpperCase()}`,
      hint: "Check the name after hf://datasets/, and that your token may see it.",
    });
  }
  if (status === 407) {
    return new ConfigError("the proxy wants to know who asks (407)", {
      code: "PROXY_AUTHENTICATION",
      hint: "Name it with user and password: HTTPS_PROXY=http://user:password@host:port. " + AGAIN,
    });
  }
  if (status === 409 || status === 412) {
    return new TransientError(text, { code: "HUB_CONFLICT", hint: `Somebody else changes this dataset. ${AGAIN}` });
  }
  if (status === 429) return new TransientError(text, { code: "HUB_THROTTLED", hint: `Wait an hour. ${AGAIN}` });
  if (status === 408 || status >= 500) return new TransientError(text, { code: "HUB_UNAVAILABLE", hint: AGAIN });
  return new ConfigError(text, {
    code: "HUB_REFUSED",
    hint: "This will not pass by being tried again; the message says what the Hub objects to.",
  });
}

/** The error for a connection to `host` that failed. */
export function connectionError(error: unknown, host: string, what: string): TransientError {
  const thrown = error instanceof Error ? error : new Error(String(error));
  // Where several addresses were tried, Node.js says in the code only what failed.
  const why = thrown.message.trim() || systemCode(thrown);
  return new TransientError(`the connection to ${host} failed, which was to ${what}: ${why}`, {
    code: "HUB_UNREACHABLE",
    hint: `Check the network. ${AGAIN}`,
    cause: error,
  });
}

/** What the Hub holds is not what was sent. */
export function damageError(message: string): TransientError {
  return new TransientError(message, {
    code: "HUB_DAMAGED",
    hint: `Nothing was published. ${AGAIN} If it happens twice, build the release again and look after your disk.`,
  });
}

import type { ErrorRecord } from "@malmoi/schemas";

interface Details {
  /** Short, stable, upper case: `PDF_ENCRYPTED`. */
  readonly code: string;
  /** What the user can do about it, as a sentence. */
  readonly hint: string;
  readonly cause?: unknown;
}

/** Every error Malmoi throws on purpose. Anything else that escapes is a bug. */
export abstract class MalmoiError extends Error {
  abstract readonly kind: ErrorRecord["kind"];
  readonly code: string;
  readonly hint: string;

  constructor(message: string, { code, hint, cause }: Details) {
    super(message, { cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = hint;
  }
}

/** This file or document is bad: it is quarantined with its reason, and the run goes on. */
export class InputError extends MalmoiError {
  readonly kind = "input";
}

/** It may work if tried again: the executor retries with back-off, then quarantines. */
export class TransientError extends MalmoiError {
  readonly kind = "transient";
}

/** The user must change something (pipeline, disk, permissions, models): the run stops and says what. */
export class ConfigError extends MalmoiError {
  readonly kind = "config";
}

const DISK_CODES: Record<string, string> = {
  ENOSPC: "The disk is full. Free some space and run the same command again; finished work is kept.",
  EDQUOT: "The disk quota is used up. Free some space and run the same command again; finished work is kept.",
  EFBIG:
    "The file system, or `ulimit -f`, allows no file so large. Choose another folder with --corpus, or raise the limit.",
  EROFS: "The file system is read-only. Choose another folder with --corpus.",
  EACCES: "Permission was denied. Give yourself access to the folder, or choose another one.",
  EPERM: "Permission was denied. Give yourself access to the folder, or choose another one.",
  EMFILE: "Too many open files. Raise the limit with `ulimit -n 4096` and run the same command again.",
};

/** The operating system's code of an error; libraries that write files themselves only quote its words. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.message.includes("No space left on device")) return "ENOSPC";
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/**
 * The error as one of ours: failures of the machine (full disk, permissions) become `ConfigError`, everything unknown
 * stays as it is.
 */
export function asMalmoiError(error: unknown): unknown {
  const code = systemCode(error);
  const hint = code === undefined ? undefined : DISK_CODES[code];
  if (error instanceof MalmoiError || code === undefined || hint === undefined) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ConfigError(message, { code: code === "ENOSPC" ? "DISK_FULL" : code, hint, cause: error });
}

/** The plain record of an error, for disk, pipes and reports. */
export function toErrorRecord(thrown: unknown): ErrorRecord {
  const error = asMalmoiError(thrown);
  if (error instanceof MalmoiError) {
    return { kind: error.kind, code: error.code, message: error.message, hint: error.hint };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    kind: "bug",
    code: "UNEXPECTED",
    message,
    hint: "This should not happen. Please report it, with the file if you may share it.",
  };
}

/** The error of a record, so that it can be thrown again on the other side of a pipe. */
export function fromErrorRecord({ kind, code, message, hint }: ErrorRecord): Error {
  switch (kind) {
    case "input":
      return new InputError(message, { code, hint });
    case "transient":
      return new TransientError(message, { code, hint });
    case "config":
      return new ConfigError(message, { code, hint });
    case "bug":
      return new Error(message);
  }
}

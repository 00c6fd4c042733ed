import { z } from "zod";
import { ConfigError } from "../errors.ts";

/** Which field is wrong, and how; the first of them will do. */
function reasonOf(error: unknown): string {
  if (!(error instanceof z.ZodError)) return error instanceof Error ? error.message : String(error);
  const [issue] = error.issues;
  return issue === undefined ? error.message : `${issue.path.join(".") || "the whole"}: ${issue.message}`;
}

/**
 * A record as it was stored, in JSON. Throws `ConfigError` with the remedy if it does not fit: it was most likely written
 * by another version of Malmoi, whose records had other fields.
 */
export function readRecord<T>(json: string | Uint8Array, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(typeof json === "string" ? json : new TextDecoder().decode(json)));
  } catch (error) {
    throw new ConfigError(`a record of this corpus is not as this version of Malmoi writes it (${reasonOf(error)})`, {
      code: "OTHER_VERSION",
      hint:
        "It was probably made by another version of Malmoi. Run malmoi build with its pipeline file again, which writes " +
        "it anew and keeps what did not change; or use the version that made it.",
      cause: error,
    });
  }
}

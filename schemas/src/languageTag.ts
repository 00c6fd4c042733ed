import { z } from "zod";

/**
 * A language as FLORES and FineWeb-2 write it: ISO 639-3 code, underscore, ISO 15924 script, as in `tha_Thai`.
 * `und` stands for "unknown".
 */
export const LanguageTag = z
  .string()
  .regex(
    /^(?:und|[a-z]{3}_[A-Z][a-z]{3})$/,
    "expected a language tag such as tha_Thai (ISO 639-3 + ISO 15924), or und",
  );
export type LanguageTag = z.infer<typeof LanguageTag>;

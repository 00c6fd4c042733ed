import { z } from "zod";

/** Kinds of personal data that cleaning replaces; each is replaced by its name in angle brackets, `<email>`. */
export const RedactionKind = z.enum(["email", "phone", "ip", "credentials", "bank_card", "iban", "national_id"]);
export type RedactionKind = z.infer<typeof RedactionKind>;
export const REDACTION_KINDS: readonly RedactionKind[] = RedactionKind.options;

/** How many spans of each kind were replaced. */
export const RedactionCounts = z.record(RedactionKind, z.int().nonnegative());
export type RedactionCounts = z.infer<typeof RedactionCounts>;

/** The counts of what was replaced; without anything, zero of each kind. */
export function countRedactions(replaced: readonly { readonly kind: RedactionKind }[] = []): RedactionCounts {
  const counts: RedactionCounts = {
    email: 0,
    phone: 0,
    ip: 0,
    credentials: 0,
    bank_card: 0,
    iban: 0,
    national_id: 0,
  };
  for (const { kind } of replaced) counts[kind] += 1;
  return counts;
}

/**
 * One replaced span. Offsets are in Unicode code points: `start` and `end` in the normalised text before anything was
 * replaced, `at` in the published text, where the placeholder begins. Putting each `value` in the place of its
 * placeholder gives the normalised text again. It stays in the work store.
 */
export const Redaction = z.strictObject({
  kind: RedactionKind,
  /** What found it: `email`, `phone`, or one of several rules of a kind, such as `kr_rrn`. */
  rule: z.string(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  at: z.int().nonnegative(),
  value: z.string(),
});
export type Redaction = z.infer<typeof Redaction>;

/** What cleaning did to a text, kept beside the CleanDocument as `trace.json`; never published. */
export const CleanTrace = z.strictObject({
  /** Rules of normalisation that changed something, and by how many UTF-16 units each made the text shorter. */
  changes: z.record(z.string(), z.int()),
  redactions: z.array(Redaction),
});
export type CleanTrace = z.infer<typeof CleanTrace>;

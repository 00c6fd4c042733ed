import type { LanguageTag, RedactionCounts } from "@malmoi/schemas";
import { findEmails } from "./findEmails.ts";
import { findPhones } from "./findPhones.ts";
import type { Span } from "./span.ts";

export type RedactionKind = keyof RedactionCounts;

const FINDERS: Record<RedactionKind, (text: string, language: LanguageTag) => Span[]> = {
  email: findEmails,
  phone: findPhones,
};

/**
 * Replaces personal data by `<email>` or `<phone>`, each kind in the order given; what one kind has replaced the next
 * does not see.
 */
export function redact(
  text: string,
  kinds: readonly RedactionKind[],
  language: LanguageTag,
): { text: string; counts: RedactionCounts } {
  const counts = { email: 0, phone: 0 };
  let redacted = text;
  for (const kind of kinds) {
    const spans = FINDERS[kind](redacted, language);
    counts[kind] += spans.length;
    let end = 0;
    const parts: string[] = [];
    for (const span of spans) {
      parts.push(redacted.slice(end, span.start), `<${kind}>`);
      end = span.end;
    }
    redacted = parts.join("") + redacted.slice(end);
  }
  return { text: redacted, counts };
}

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
 * does not see. `ends` are offsets into the text, in UTF-16 units and ascending; they come back moved, out of what was
 * replaced to its end.
 */
export function redact(
  text: string,
  kinds: readonly RedactionKind[],
  language: LanguageTag,
  ends: readonly number[] = [],
): { text: string; counts: RedactionCounts; ends: number[] } {
  const counts = { email: 0, phone: 0 };
  let redacted = text;
  let moved = [...ends];
  for (const kind of kinds) {
    const spans = FINDERS[kind](redacted, language);
    counts[kind] += spans.length;
    let end = 0;
    const parts: string[] = [];
    for (const span of spans) {
      parts.push(redacted.slice(end, span.start), `<${kind}>`);
      end = span.end;
    }
    moved = moveEnds(moved, spans, kind.length + 2);
    redacted = parts.join("") + redacted.slice(end);
  }
  return { text: redacted, counts, ends: moved };
}

function moveEnds(ends: readonly number[], spans: readonly Span[], length: number): number[] {
  let at = 0;
  let shift = 0;
  return ends.map((end) => {
    for (let span = spans[at]; span !== undefined && span.start < end; span = spans[at]) {
      shift += length - (span.end - span.start);
      at += 1;
    }
    return Math.max(end, spans[at - 1]?.end ?? 0) + shift;
  });
}

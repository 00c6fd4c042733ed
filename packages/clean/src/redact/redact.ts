import {
  countRedactions,
  type LanguageTag,
  type Redaction,
  type RedactionCounts,
  type RedactionKind,
} from "@malmoi/schemas";
import { codePointLength } from "../codePoints.ts";
import { findBankCards } from "./findBankCards.ts";
import { findCredentials } from "./findCredentials.ts";
import { findEmails } from "./findEmails.ts";
import { findIbans } from "./findIbans.ts";
import { findIps } from "./findIps.ts";
import { findNationalIds } from "./findNationalIds.ts";
import { findPhones } from "./findPhones.ts";
import { type NumberText, numberRegions } from "./numberRegions.ts";
import type { Found } from "./span.ts";

/** Raise it whenever another span may be found; it is part of the version of the stage. */
export const REDACTION_VERSION = 4;

type Finder = (text: string, numbers: NumberText, language: LanguageTag) => Found[];

/** Where two kinds overlap, the earlier one is right: "user:pw@host" is no address, a card's digits no telephone. */
const FINDERS: readonly (readonly [kind: RedactionKind, find: Finder])[] = [
  ["credentials", findCredentials],
  ["email", findEmails],
  ["iban", (_, numbers) => findIbans(numbers)],
  ["national_id", (_, numbers, language) => findNationalIds(numbers, language)],
  ["bank_card", (_, numbers) => findBankCards(numbers)],
  ["ip", findIps],
  ["phone", (_, numbers, language) => findPhones(numbers, language)],
];

interface Taken extends Found {
  readonly kind: RedactionKind;
}

/**
 * Spans of the kinds asked for, in order, none over another. Kinds that were not asked for are looked for too: what is a
 * card's number is no telephone number either way.
 */
export function findPersonalData(text: string, kinds: readonly RedactionKind[], language: LanguageTag): Taken[] {
  if (kinds.length === 0) return [];
  const numbers = numberRegions(text);
  const taken: Taken[] = [];
  let covered: Uint8Array | undefined;
  for (const [kind, find] of FINDERS) {
    for (const span of find(text, numbers, language)) {
      covered ??= new Uint8Array(text.length);
      if (covered.subarray(span.start, span.end).includes(1)) continue;
      covered.fill(1, span.start, span.end);
      taken.push({ ...span, kind });
    }
  }
  return taken.filter(({ kind }) => kinds.includes(kind)).toSorted((a, b) => a.start - b.start);
}

export interface Redacted {
  readonly text: string;
  readonly counts: RedactionCounts;
  readonly redactions: Redaction[];
  readonly ends: number[];
}

/**
 * Replaces personal data by the name of its kind, `<email>`. `ends` are offsets into the text, in UTF-16 units and
 * ascending; they come back moved, out of what was replaced to its end.
 */
export function redact(
  text: string,
  kinds: readonly RedactionKind[],
  language: LanguageTag,
  ends: readonly number[] = [],
): Redacted {
  const found = findPersonalData(text, kinds, language);
  const parts: string[] = [];
  const redactions: Redaction[] = [];
  let last = 0;
  // In code points: of the text before the span, and by how much the published text is longer.
  let points = 0;
  let shift = 0;
  for (const { kind, rule, start, end } of found) {
    const value = text.slice(start, end);
    const placeholder = `<${kind}>`;
    parts.push(text.slice(last, start), placeholder);
    points += codePointLength(text.slice(last, start));
    const length = codePointLength(value);
    redactions.push({ kind, rule, start: points, end: points + length, at: points + shift, value });
    points += length;
    shift += placeholder.length - length;
    last = end;
  }
  parts.push(text.slice(last));
  return { text: parts.join(""), counts: countRedactions(found), redactions, ends: moveEnds(ends, found) };
}

function moveEnds(ends: readonly number[], spans: readonly Taken[]): number[] {
  let at = 0;
  let shift = 0;
  return ends.map((end) => {
    for (let span = spans[at]; span !== undefined && span.start < end; span = spans[at]) {
      shift += span.kind.length + 2 - (span.end - span.start);
      at += 1;
    }
    return Math.max(end, spans[at - 1]?.end ?? 0) + shift;
  });
}

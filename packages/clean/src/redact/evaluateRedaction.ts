import { type LanguageTag, LanguageTag as Tag, REDACTION_KINDS, RedactionKind } from "@malmoi/schemas";
import { InputError } from "@malmoi/core";
import { z } from "zod";
import { findPersonalData } from "./redact.ts";

/** A text of a gold set, and what in it is personal data; offsets are code points, `end` is exclusive. */
export const RedactionGold = z.strictObject({
  text: z.string(),
  language: Tag.default("und"),
  spans: z.array(z.strictObject({ kind: RedactionKind, start: z.int().nonnegative(), end: z.int().nonnegative() })),
});
export type RedactionGold = z.infer<typeof RedactionGold>;

/** A span that is in only one of gold and answer. */
export interface Miss {
  readonly kind: RedactionKind;
  /** Where in the gold set, from 1. */
  readonly line: number;
  readonly value: string;
  readonly mistake: "missed" | "wrong";
}

/** Spans of one kind: in the gold set, found, and both, with the same beginning and end. Shares are 1 where nothing is to be found. */
export interface KindScore {
  readonly gold: number;
  readonly found: number;
  readonly right: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface RedactionScore {
  readonly texts: number;
  readonly total: KindScore;
  readonly kinds: Readonly<Partial<Record<RedactionKind, KindScore>>>;
  readonly misses: readonly Miss[];
}

/** Reads a gold set, one `RedactionGold` a line. Throws `InputError` with the line. */
export function readRedactionGold(content: string, file: string): RedactionGold[] {
  return content.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [RedactionGold.parse(JSON.parse(line))];
    } catch (error) {
      throw new InputError(`${file}:${index + 1} is no text with spans`, {
        code: "GOLD_INVALID",
        hint: 'Each line is an object such as {"text": "a@b.org", "language": "eng_Latn", "spans": [{"kind": "email", "start": 0, "end": 7}]}.',
        cause: error,
      });
    }
  });
}

function scoreOf(gold: number, found: number, right: number): KindScore {
  const precision = found === 0 ? 1 : right / found;
  const recall = gold === 0 ? 1 : right / gold;
  return {
    gold,
    found,
    right,
    precision,
    recall,
    f1: right === 0 ? Number(gold + found === 0) : (2 * right) / (gold + found),
  };
}

/** How well personal data is found, by kind. */
export function scoreRedaction(gold: readonly RedactionGold[]): RedactionScore {
  const counts = new Map(REDACTION_KINDS.map((kind) => [kind, { gold: 0, found: 0, right: 0 }]));
  const misses: Miss[] = [];
  gold.forEach(({ text, language, spans }, index) => {
    const found = answer(text, language);
    const wanted = new Map(spans.map((span) => [JSON.stringify([span.kind, span.start, span.end]), span]));
    const seen = new Set<string>();
    const points = Array.from(text);
    for (const span of found) {
      const key = JSON.stringify([span.kind, span.start, span.end]);
      const count = counts.get(span.kind);
      if (count === undefined) continue;
      count.found += 1;
      seen.add(key);
      if (wanted.has(key)) count.right += 1;
      else
        misses.push({
          kind: span.kind,
          line: index + 1,
          value: points.slice(span.start, span.end).join(""),
          mistake: "wrong",
        });
    }
    for (const [key, span] of wanted) {
      const count = counts.get(span.kind);
      if (count !== undefined) count.gold += 1;
      if (!seen.has(key))
        misses.push({
          kind: span.kind,
          line: index + 1,
          value: points.slice(span.start, span.end).join(""),
          mistake: "missed",
        });
    }
  });
  const all = [...counts.values()];
  const sum = (of: (count: { gold: number; found: number; right: number }) => number): number =>
    all.reduce((total, count) => total + of(count), 0);
  return {
    texts: gold.length,
    total: scoreOf(
      sum((count) => count.gold),
      sum((count) => count.found),
      sum((count) => count.right),
    ),
    kinds: Object.fromEntries(
      [...counts].flatMap(([kind, count]) =>
        count.gold + count.found === 0 ? [] : [[kind, scoreOf(count.gold, count.found, count.right)]],
      ),
    ),
    misses,
  };
}

/** What is found, in code points. */
function answer(text: string, language: LanguageTag): { kind: RedactionKind; start: number; end: number }[] {
  let [unit, point] = [0, 0];
  const pointAt = (wanted: number): number => {
    for (; unit < wanted; point += 1) unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
    return point;
  };
  return findPersonalData(text, REDACTION_KINDS, language).map(({ kind, start, end }) => ({
    kind,
    start: pointAt(start),
    end: pointAt(end),
  }));
}

import { REDACTION_KINDS } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { readRedactionGold, scoreRedaction } from "./evaluateRedaction.ts";
import { ID_RULES } from "./findNationalIds.ts";
import { findPersonalData } from "./redact.ts";
import { NEGATIVE_GOLD, POSITIVE_GOLD } from "./testGold.ts";
import { UNSEEN_GOLD } from "./testGoldUnseen.ts";

test("the gold cases have every kind, and every country's numbers", () => {
  const kinds = POSITIVE_GOLD.flatMap(({ spans }) => spans.map(({ kind }) => kind));
  expect([...new Set(kinds)].toSorted()).toEqual([...REDACTION_KINDS].toSorted());
  const rules = new Set(POSITIVE_GOLD.flatMap((gold) => gold.rules));
  expect(ID_RULES.filter(({ name }) => !rules.has(name))).toEqual([]);
});

test.each([...POSITIVE_GOLD, ...UNSEEN_GOLD].filter(({ rules }) => rules.length > 0))(
  "$language: $text",
  ({ text, language, rules, spans }) => {
    const found = findPersonalData(text, REDACTION_KINDS, language);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(
      spans.map(({ start, end }) => Array.from(text).slice(start, end).join("")),
    );
    expect(found.map(({ kind, rule }) => `${kind} ${rule}`)).toEqual(
      spans.map(({ kind }, at) => `${kind} ${rules[at]}`),
    );
  },
);

test.each([...NEGATIVE_GOLD, ...UNSEEN_GOLD.filter(({ rules }) => rules.length === 0)])(
  "nobody's, $language: $text",
  ({ text, language }) => {
    const found = findPersonalData(text, REDACTION_KINDS, language);
    expect(found.map(({ rule, start, end }) => `${rule} ${text.slice(start, end)}`)).toEqual([]);
  },
);

test("what is nobody's is nobody's in any other language too, but for labelled numbers", () => {
  const languages = ["ind_Latn", "kor_Hang", "tha_Thai", "spa_Latn", "vie_Latn", "arb_Arab", "eng_Latn", "und"];
  for (const { text } of NEGATIVE_GOLD) {
    const found = languages.flatMap((language) =>
      findPersonalData(text, REDACTION_KINDS, language).map(
        ({ rule, start, end }) => `${language} ${rule} ${text.slice(start, end)}`,
      ),
    );
    expect(found.filter((line) => !line.includes(" phone "))).toEqual([]);
  }
});

test("shares by kind are counted right", () => {
  const score = scoreRedaction([
    { text: "\u{1F600} a@b.org c@d.org", language: "und", spans: [{ kind: "email", start: 2, end: 9 }] },
    {
      text: "nothing",
      language: "und",
      spans: [
        { kind: "email", start: 0, end: 7 },
        { kind: "ip", start: 0, end: 1 },
      ],
    },
  ]);
  expect(score.kinds.email).toEqual({ gold: 2, found: 2, right: 1, precision: 0.5, recall: 0.5, f1: 0.5 });
  expect(score.kinds.ip).toMatchObject({ gold: 1, found: 0, precision: 1, recall: 0, f1: 0 });
  expect(score.kinds.phone).toBeUndefined();
  expect(score.misses).toEqual([
    { kind: "email", line: 1, value: "c@d.org", mistake: "wrong" },
    { kind: "email", line: 2, value: "nothing", mistake: "missed" },
    { kind: "ip", line: 2, value: "n", mistake: "missed" },
  ]);
});

test("a line that is no gold is named", () => {
  expect(readRedactionGold('{"text":"a","spans":[]}\n\n', "x").length).toBe(1);
  expect(() => readRedactionGold('{"text":"a","spans":[]}\n{"text":1}', "x.jsonl")).toThrow(/x\.jsonl:2/);
});

import { CleanText, type LanguageTag, type RawText } from "@malmoi/schemas";
import { RULES } from "./rules/rules.ts";
import { touchedRules } from "./rules/touchedRules.ts";

/**
 * A rule may make work for one before it (a mark moves beside a letter with which it composes). No text is known that
 * needs more than three rounds.
 */
const MOST_ROUNDS = 8;

/**
 * A page's text in the one form everything later works on; `rules/` says which, one file an idea, in the order of
 * `RULES`, again until none of them changes anything. Idempotent; never throws; linear.
 *
 * `changes`: of every rule that changed something, how many UTF-16 units shorter it made the text (0 if it only
 * exchanged letters, negative if the text grew), so that nothing is lost without a word.
 */
export function normaliseWithChanges(
  raw: RawText,
  language: LanguageTag,
): { text: CleanText; changes: Record<string, number> } {
  const changes: Record<string, number> = {};
  let text: string = raw;
  let touched = touchedRules(text);
  /** Rules in a row that had nothing to change. */
  let settled = 0;
  for (let turn = 0; settled < RULES.length && turn < MOST_ROUNDS * RULES.length; turn += 1) {
    const index = turn % RULES.length;
    const rule = RULES[index];
    settled += 1;
    if (rule === undefined || ((touched >>> index) & 1) === 0) continue;
    const changed = rule.apply(text, language);
    if (changed === text) continue;
    changes[rule.name] = (changes[rule.name] ?? 0) + text.length - changed.length;
    text = changed;
    touched = touchedRules(text);
    settled = 0;
  }
  return { text: CleanText.parse(text), changes };
}

/** `normaliseWithChanges` without the changes. */
export function normalise(raw: RawText, language: LanguageTag): CleanText {
  return normaliseWithChanges(raw, language).text;
}

import { unitReader } from "@malmoi/core";
import type { Rule } from "./rule.ts";

const unitsOf = unitReader();

const SPACE = 0x20;
const LINE_FEED = 0x0a;

/** Lines neither begin nor end with spaces; no two spaces in a row; at most one empty line in a row, none at the ends. */
export const layout: Rule = {
  name: "layout",
  touches: /[ \n]/,
  apply(text) {
    const units = unitsOf(text);
    if (isTidy(units)) return text;
    const tidy = text
      .replaceAll(/ {2,}/g, " ")
      .replaceAll(/ ?\n ?/g, "\n")
      .replaceAll(/\n{3,}/g, "\n\n");
    let start = 0;
    let end = tidy.length;
    while (start < end && isBlank(tidy.charCodeAt(start))) start += 1;
    while (end > start && isBlank(tidy.charCodeAt(end - 1))) end -= 1;
    return tidy.slice(start, end);
  },
};

/** What stands before a character: text, a space, a line's end, an empty line (so does the beginning), or a mistake. */
const TEXT = 0;
const AFTER_SPACE = 1;
const AFTER_LINE = 2;
const AFTER_GAP = 3;
const UNTIDY = 4;
/** What stands before the next one, by three times that and whether this one is text, a space or a line's end. */
const NEXT = Uint8Array.from(
  [
    [TEXT, AFTER_SPACE, AFTER_LINE],
    [TEXT, UNTIDY, UNTIDY],
    [TEXT, UNTIDY, AFTER_GAP],
    [TEXT, UNTIDY, UNTIDY],
    [UNTIDY, UNTIDY, UNTIDY],
  ].flat(),
);
const KINDS = new Uint8Array(0x1_0000);
KINDS[SPACE] = 1;
KINDS[LINE_FEED] = 2;

/** Whether nothing is to be done, as on most pages. By tables: a question at every blank would cost more. */
function isTidy(units: Uint16Array): boolean {
  let before = AFTER_GAP;
  for (let at = 0; at < units.length; at += 1) {
    before = NEXT[before * 3 + (KINDS[units[at] ?? 0] ?? 0)] ?? UNTIDY;
  }
  return before === TEXT || units.length === 0;
}

function isBlank(unit: number): boolean {
  return unit === SPACE || unit === LINE_FEED;
}

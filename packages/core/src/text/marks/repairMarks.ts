import type { ScriptCode } from "@malmoi/schemas";
import { repairArabic } from "./repairArabic.ts";
import { repairBurmese } from "./repairBurmese.ts";
import { repairKhmer } from "./repairKhmer.ts";
import { repairLao } from "./repairLao.ts";
import { repairThai } from "./repairThai.ts";

/** Scripts in which the same print can be spelled in several ways that NFC does not unite. */
const REPAIRS: Readonly<Partial<Record<ScriptCode, (text: string) => string>>> = {
  Arab: repairArabic,
  Hebr: repairArabic,
  Khmr: repairKhmer,
  Laoo: repairLao,
  Mymr: repairBurmese,
  Thai: repairThai,
};

/**
 * The text with the marks of a script in the order in which they are spelled. Other scripts' letters are left alone, and
 * nothing is lost but exact doubles of a mark; two signs that together print as a third become it. Idempotent, linear.
 */
export function repairOrder(text: string, script: ScriptCode): string {
  return REPAIRS[script]?.(text) ?? text;
}

/** The characters of each repair; the scripts' tables share none. */
const ALL: readonly (readonly [holds: RegExp, repair: (text: string) => string])[] = [
  [/[\u0590-\u06FF\uFB1D-\uFDFF\uFE70-\uFEFC]/, repairArabic],
  [/[\u1780-\u17FF]/, repairKhmer],
  [/[\u0E80-\u0EFF]/, repairLao],
  [/[\u1000-\u109F]/, repairBurmese],
  [/[\u0E00-\u0E7F]/, repairThai],
];

/** `repairOrder` for every script a text holds. */
export function repairMarks(text: string): string {
  return ALL.reduce((repaired, [holds, repair]) => (holds.test(repaired) ? repair(repaired) : repaired), text);
}

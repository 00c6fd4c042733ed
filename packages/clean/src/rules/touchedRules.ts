import { unitReader } from "@malmoi/core";
import { RULES } from "./rules.ts";

const unitsOf = unitReader();

const KNOWN = 1 << 31;
/** By code point: bit i for `RULES[i]`; rules are asked once a character. */
const masks = new Int32Array(0x11_0000);

function ask(point: number): number {
  const character = String.fromCodePoint(point);
  const mask = RULES.reduce(
    (bits, { touches }, index) => (touches.test(character) ? bits | (1 << index) : bits),
    KNOWN,
  );
  masks[point] = mask;
  return mask;
}

/**
 * Which rules find something they touch in a text: bit i for `RULES[i]`. One look at every character for all rules
 * together, because most texts hold nothing for most of them.
 */
export function touchedRules(text: string): number {
  const units = unitsOf(text);
  let touched = 0;
  for (let at = 0; at < units.length; at += 1) {
    let point = units[at] ?? 0;
    if (point >= 0xd8_00 && point <= 0xdb_ff) {
      point = text.codePointAt(at) ?? 0;
      if (point > 0xff_ff) at += 1;
    }
    const mask = masks[point] ?? 0;
    touched |= mask === 0 ? ask(point) : mask;
  }
  return touched;
}

import { randomFrom } from "@malmoi/core";

/**
 * What optical character recognition makes of letters, by script-independent groups: any of a group may be read as
 * another. Latin groups are the classic ones (Taghva and Stofsky 2001); Arabic ones are letters of one skeleton, which
 * differ by their dots; Hebrew, Burmese and Cyrillic ones are lookalikes.
 */
const LOOKALIKES: readonly string[] = [
  "il1jtI!|",
  "ceoaøœ",
  "nurhm",
  "vuyw",
  "bhkl",
  "sz5",
  "fit",
  "gq9",
  "dcl",
  "pbq",
  "بتثنيپی",
  "جحخچ",
  "دذ",
  "رزژ",
  "سش",
  "صض",
  "طظ",
  "عغ",
  "فقڤ",
  "كگکل",
  "اأإآٱ",
  "هةۀە",
  "וןז",
  "דרך",
  "בכנפ",
  "החתם",
  "ပဖဗ",
  "ကဂတ",
  "ညည္",
  "ицпн",
  "сео",
  "шщ",
  "बव",
  "घध",
  "मभ",
];

const lookalikes = new Map<string, string>();
for (const group of LOOKALIKES) {
  for (const letter of group) lookalikes.set(letter, (lookalikes.get(letter) ?? "") + group.replace(letter, ""));
}

const MERGED: readonly (readonly [string, string])[] = [
  ["rn", "m"],
  ["m", "rn"],
  ["cl", "d"],
  ["vv", "w"],
  ["li", "h"],
  ["ii", "u"],
];

const MARKS = /\p{M}/gu;

/** A text without its diacritics, as careless typists and some recognisers write it. */
export function withoutMarks(text: string): string {
  return text.normalize("NFD").replace(MARKS, "").normalize("NFC");
}

/**
 * A text as a poor recogniser gives it back: of its characters, `rate` (0-1) on average are taken for a lookalike (half
 * of them), lost, doubled, put in place of another letter of the text, or have a space lost or put beside them.
 */
export function noisy(text: string, rate: number, random: () => number): string {
  const letters = Array.from(text);
  const any = (): string => letters[Math.floor(random() * letters.length)] ?? "";
  const result: string[] = [];
  for (const letter of letters) {
    if (random() >= rate) {
      result.push(letter);
      continue;
    }
    const kind = random();
    if (kind < 0.5) {
      const group = lookalikes.get(letter) ?? "";
      result.push(group[Math.floor(random() * group.length)] ?? any());
    } else if (kind < 0.65) continue;
    else if (kind < 0.75) result.push(letter, any());
    else if (kind < 0.85) result.push(letter, " ");
    else if (kind < 0.9) result.push(letter === " " ? "" : any());
    else result.push(".,-'~|"[Math.floor(random() * 6)] ?? "");
  }
  let read = result.join("");
  for (const [from, to] of MERGED) if (random() < rate * 4) read = read.replace(from, to);
  return read;
}

/** `noisy`, the same for the same seed: how other parts try what they do on text that was badly read. */
export function misread(text: string, rate: number, seed: number): string {
  return noisy(text, rate, randomFrom(seed));
}

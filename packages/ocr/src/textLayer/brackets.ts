const MIRROR: Readonly<Record<string, string>> = {
  "(": ")",
  ")": "(",
  "[": "]",
  "]": "[",
  "{": "}",
  "}": "{",
  "«": "»",
  "»": "«",
};
const BRACKETS = /[()[\]{}«»]/gu;
const OPENING = "([{«";

/**
 * Fonts name the brackets of right-to-left lines now as they look, now as they are meant. In a line with more Hebrew or
 * Arabic letters than others, in which fewer brackets would find their partner as they stand than mirrored, all are mirrored.
 */
export function mirrorBrackets(line: string): string {
  const brackets = line.match(BRACKETS);
  if (brackets === null) return line;
  const rightToLeft = line.match(/[\p{Script=Arabic}\p{Script=Hebrew}]/gu)?.length ?? 0;
  const letters = line.match(/\p{L}/gu)?.length ?? 0;
  if (rightToLeft * 2 <= letters) return line;
  const mirrored = brackets.map((bracket) => MIRROR[bracket] ?? bracket);
  if (pairs(mirrored) <= pairs(brackets)) return line;
  return line.replaceAll(BRACKETS, (bracket) => MIRROR[bracket] ?? bracket);
}

function pairs(brackets: readonly string[]): number {
  const open: string[] = [];
  let found = 0;
  for (const bracket of brackets) {
    if (OPENING.includes(bracket)) open.push(bracket);
    else if (open.at(-1) === MIRROR[bracket]) {
      open.pop();
      found += 1;
    }
  }
  return found;
}

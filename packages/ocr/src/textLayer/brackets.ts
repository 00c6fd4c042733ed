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

/** A bracket that stands as one that opens does, or that closes: between a space or a mark and what it holds. */
const OPENS = /(?<![^\s\p{P}])[([{«](?=\S)/gu;
const CLOSES = /(?<=\S)[)\]}»](?![^\s\p{P}])/gu;

/**
 * Fonts name the brackets of right-to-left lines now as they look, now as they are meant. In a line with more Hebrew or
 * Arabic letters than others, all are mirrored if more of them then have their partner in the line and stand as brackets do
 * (the partner may be in another line, and with three of them one pair is found either way).
 */
export function mirrorBrackets(line: string): string {
  if (!line.match(BRACKETS)) return line;
  const rightToLeft = line.match(/[\p{Script=Arabic}\p{Script=Hebrew}]/gu)?.length ?? 0;
  const letters = line.match(/\p{L}/gu)?.length ?? 0;
  if (rightToLeft * 2 <= letters) return line;
  const mirrored = line.replaceAll(BRACKETS, (bracket) => MIRROR[bracket] ?? bracket);
  return soundness(mirrored) > soundness(line) ? mirrored : line;
}

function soundness(line: string): number {
  const standing = (line.match(OPENS)?.length ?? 0) + (line.match(CLOSES)?.length ?? 0);
  return standing + pairs(line.match(BRACKETS) ?? []);
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

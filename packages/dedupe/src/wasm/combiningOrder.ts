/** A mark of each canonical combining class of Unicode, in ascending order. */
const MARKS =
  "\u0334\u{16ff0}\u093c\u3099\u094d\u05b0\u05b1\u05b2\u05b3\u05b4\u05b5\u05b6\u05b7\u05b8\u05b9\u05bb\u05bc\u05bd\u05bf" +
  "\u05c1\u05c2\ufb1e\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0711\u0c55\u0c56\u0e38\u0e48\u0eb8\u0ec8" +
  "\u0f71\u0f72\u0f74\u0321\u1dce\u031b\u1dfa\u0316\u059a\u302e\u{1d16d}\u05ae\u0300\u0315\u035c\u035d\u0345";
const LADDER = Array.from(MARKS);
const [LOWEST = ""] = LADDER;
const HIGHEST = LADDER.at(-1) ?? "";

/** Whether normalisation puts `second` before `first`. */
const overtakes = (first: string, second: string): boolean =>
  `a${first}${second}`.normalize("NFD") !== `a${first.normalize("NFD")}${second.normalize("NFD")}`;

/**
 * The place of a code point in the canonical order of marks, 1-56, or 0 for what keeps its place (combining class 0).
 * JavaScript does not tell combining classes, but it puts marks in order.
 */
export function combiningOrder(character: string): number {
  if (!overtakes(HIGHEST, character) && !overtakes(character, LOWEST)) return 0;
  return 1 + LADDER.filter((mark) => !overtakes(mark, character)).length;
}

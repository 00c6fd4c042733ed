import { repairMarks } from "@malmoi/core";
import type { Block, Language } from "@malmoi/schemas";
import type { WordList } from "../engine/wordList.ts";
import { repairArabicCommas } from "./arabicCommas.ts";
import { repairPersianLetters } from "./persianLetters.ts";
import { repairPersianSpaces } from "./persianSpaces.ts";
import { repairTypedDashes } from "./typedDashes.ts";
import { mistakesOf, repairTypeface } from "./typeface.ts";

/** The model whose habits `repairPersianLetters` and `repairPersianSpaces` know. */
const PERSIAN = "fas";

/**
 * What recognition is known to get wrong, put right: by page, by paragraph and by word, each in a file of its own; and
 * what of it the record should say.
 */
export function repairBlocks(
  blocks: readonly Block[],
  {
    language,
    model,
    known,
  }: { readonly language: Pick<Language, "script" | "stopWords">; readonly model: string; readonly known: WordList },
): { blocks: Block[]; steps: string[] } {
  const persian = model === PERSIAN;
  const pieces = repairTypedDashes(blocks)
    .map((block) => ({ ...block, lines: block.lines.map(inOrder) }))
    .map((block) => (language.script === "Arab" ? repairArabicCommas(block) : block))
    .map((block) => (persian ? repairPersianLetters(block) : block));
  const mistakes = mistakesOf(pieces, language.script, known);
  const letters = repairTypeface(pieces, mistakes, { known, frequent: language.stopWords });
  return {
    blocks: persian ? repairPersianSpaces(letters, known) : letters,
    steps: mistakes.map(({ read, meant }) => `"${read}" read for "${meant}" put right`),
  };
}

/** Marks in the order that Unicode gives them, in lines and words alike: engines write them as they see them. */
function inOrder<Line extends { readonly text: string; readonly words: readonly { readonly text: string }[] }>(
  line: Line,
): Line {
  const words = line.words.map((word) => ({ ...word, text: repairMarks(word.text) }));
  return { ...line, text: repairMarks(line.text), words };
}

import type { Language } from "@malmoi/schemas";

/** A piece of text that no line break may split, and what stands between it and the next: a space or nothing. */
export interface Token {
  readonly text: string;
  readonly space: boolean;
}

const OPENING = /^[\p{Ps}\p{Pi}]+$/u;

/**
 * Where lines may break. In scripts with spaces, at spaces; in the others also between words, found by the
 * dictionaries of Intl.Segmenter, but never before closing nor after opening punctuation. U+200B, which some texts
 * have as a hint, is a place to break and is left out.
 */
export function tokens(paragraph: string, language: Language): Token[] {
  const chunks = paragraph.split(/[ \t\n\u200B]+/).filter((chunk) => chunk !== "");
  const spaces = paragraph.trim().match(/[ \t\n\u200B]+/g) ?? [];
  return chunks.flatMap((chunk, index) => {
    const spaceAfter = index < chunks.length - 1 && spaces[index]?.includes(" ") === true;
    const parts = language.spaces ? [chunk] : words(chunk, language);
    return parts.map((text, part) => ({ text, space: part === parts.length - 1 && spaceAfter }));
  });
}

function words(chunk: string, language: Language): string[] {
  const parts: string[] = [];
  let glue = false;
  for (const { segment, isWordLike } of new Intl.Segmenter(language.code, { granularity: "word" }).segment(chunk)) {
    const opening = OPENING.test(segment);
    const joins = parts.length > 0 && (glue || (isWordLike !== true && !opening));
    if (joins) parts[parts.length - 1] += segment;
    else parts.push(segment);
    glue = opening;
  }
  return parts;
}

/** The text of some tokens in a row, as it is printed on one line. */
export function joinTokens(list: readonly Token[]): string {
  return list.map(({ text, space }, index) => (space && index < list.length - 1 ? `${text} ` : text)).join("");
}

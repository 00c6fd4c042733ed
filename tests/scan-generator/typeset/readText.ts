import type { Language } from "@malmoi/schemas";

/** A plain text taken apart: its title, if it has one, and paragraphs by forced page. */
export interface SourceText {
  readonly title: string | null;
  readonly sections: readonly (readonly string[])[];
}

/**
 * Plain text: paragraphs are separated by empty lines, a form feed begins a new page, and a short first paragraph
 * that does not end like a sentence is the title. The text is put into NFC, as ground truth should be.
 */
export function readText(plain: string, language: Language): SourceText {
  const glue = language.spaces ? " " : "";
  const [first = [], ...others] = plain
    .normalize("NFC")
    .replaceAll("\r\n", "\n")
    .split("\f")
    .map((section) =>
      section
        .split(/\n\s*\n/)
        .map((paragraph) => paragraph.trim().replaceAll(/\s*\n\s*/g, glue))
        .filter((paragraph) => paragraph !== ""),
    );
  const [head, ...body] = first;
  const isTitle =
    head !== undefined && body.length > 0 && head.length <= 80 && !language.sentenceEnds.includes(head.slice(-1));
  return isTitle ? { title: head, sections: [body, ...others] } : { title: null, sections: [first, ...others] };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };

/** In this order: what spans lines, what begins a line, what stands inside one. */
const MARKUP: readonly (readonly [RegExp, string])[] = [
  [/<!--[\s\S]*?-->/gu, ""],
  [/<\/?[a-z][^<>]*>/giu, " "],
  [/^[ \t]*(?:-{3,}|\*{3,}|_{3,}|`{3,}.*)[ \t]*$/gmu, ""],
  [/^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*$/gmu, ""],
  [/^[ \t]*(?:#{1,6}|>|[-*+])[ \t]+/gmu, ""],
  [/!\[[^\]\n]*\]\([^)\n]*\)/gu, ""],
  [/\[([^\]\n]*)\]\([^)\n]*\)/gu, "$1"],
  [/\*{1,3}([^*\n]+)\*{1,3}/gu, "$1"],
  [/(?<!\\)\|/gu, " "],
];

/**
 * The words of a Markdown truth as they stand on the page: without marks of headings, lists, emphasis, links, tables,
 * and without HTML tags. What numbers a list stays, since it is printed.
 */
export function plainMarkdown(markdown: string): string {
  let text = markdown;
  for (const [pattern, replacement] of MARKUP) text = text.replace(pattern, replacement);
  return text.replace(/&(amp|lt|gt|quot|nbsp);/gu, (entity, name: string) => ENTITIES[name] ?? entity);
}

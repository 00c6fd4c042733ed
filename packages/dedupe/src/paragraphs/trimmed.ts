import type { CleanDocument } from "@malmoi/schemas";

/**
 * The text and the ends of its pages without some of its paragraphs, in order and not overlapping, each with the empty
 * lines behind it (before it, for the last). Pure; offsets in code points.
 */
export function trimmed(
  { text, pages }: { readonly text: string; readonly pages: CleanDocument["pages"] },
  spans: readonly { readonly start: number; readonly end: number }[],
): { readonly text: string; readonly pages: CleanDocument["pages"] } {
  const points = Array.from(text);
  const goes = new Uint8Array(points.length);
  for (const { start, end } of spans) {
    goes.fill(1, start, end);
    for (let at = end; points[at] === "\n"; at += 1) goes[at] = 1;
  }
  // Nothing stands behind the last paragraph.
  for (let at = points.length - 1; at >= 0 && (goes[at] === 1 || points[at] === "\n"); at -= 1) goes[at] = 1;
  /** How many code points before each offset go. */
  const gone = new Uint32Array(points.length + 1);
  for (let at = 0; at < points.length; at += 1) gone[at + 1] = (gone[at] ?? 0) + (goes[at] ?? 0);
  return {
    text: points.filter((_, at) => goes[at] === 0).join(""),
    pages: pages.map(({ number, end }) => ({ number, end: end - (gone[end] ?? 0) })),
  };
}

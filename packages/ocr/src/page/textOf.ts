import type { Block } from "@malmoi/schemas";

/** The text of some blocks: a line each, an empty line between blocks. */
export function textOf(blocks: readonly Block[]): string {
  return blocks.map(({ lines }) => lines.map(({ text }) => text).join("\n")).join("\n\n");
}

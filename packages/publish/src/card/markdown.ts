/** 1234567 as 1,234,567, whatever the machine's locale. */
export function grouped(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+(?!\d))/g, ",");
}

/** `1 page`, `2 pages`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${grouped(value)} ${value === 1 ? one : many}`;
}

/** A share in per cent, one place. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? "0 %" : `${((100 * part) / whole).toFixed(1)} %`;
}

/** Somebody else's words inside a line of Markdown: no markup, no line breaks, no cell ends. */
export function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(/[\\`*_{}[\]<>|#~]/g, (character) => `\\${character}`);
}

type Cell = string | number;

/** A Markdown table; columns of numbers are set to the right. Cells that are somebody's words go through `plain` first. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const isNumber = (column: number): boolean => rows.length > 0 && rows.every((row) => typeof row[column] === "number");
  const line = (cells: readonly Cell[]): string =>
    `| ${cells.map((cell) => (typeof cell === "number" ? grouped(cell) : cell)).join(" | ")} |`;
  const rule = `| ${head.map((_, column) => (isNumber(column) ? "---:" : "---")).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

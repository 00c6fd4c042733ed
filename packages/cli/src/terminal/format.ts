/** `1,234`. */
export function count(value: number): string {
  return value.toLocaleString("en-US");
}

/** `1 page`, `2 pages`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** A duration for people: `8 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A share as a percentage with one decimal. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** How many columns a text takes on a terminal: marks none, East Asian wide characters two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)) {
    width += /\p{Script=Hangul}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|[\uFF01-\uFF60]/u.test(segment)
      ? 2
      : 1;
  }
  return width;
}

/** Columns of text, each as wide as its widest cell; cells that are numbers stand right. */
export function table(rows: readonly (readonly string[])[], { indent = "  " } = {}): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
    });
  }
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const space = " ".repeat((widths[column] ?? 0) - displayWidth(cell));
        return /^[\d,.]+(?: %)?$/.test(cell) ? space + cell : cell + space;
      })
      .join("  ")
      .trimEnd();
  return rows.map((row) => indent + line(row)).join("\n");
}

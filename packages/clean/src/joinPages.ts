export interface JoinedPages {
  readonly text: string;
  /** Where each page ends, in UTF-16 units. */
  readonly ends: number[];
}

/**
 * Puts the parts of a text together, each in its normal form. What stands between two pages (nothing, a space, a line's
 * end, an empty line) belongs to the second; a page of which nothing is left ends where the one before it does.
 */
export function joinPages(parts: readonly string[], normal: (part: string) => string): JoinedPages {
  const written: string[] = [];
  let length = 0;
  let gap = "";
  const ends = parts.map((part) => {
    const page = normal(part);
    if (page === "") {
      gap += part;
      return length;
    }
    const before = part.slice(0, part.length - part.trimStart().length);
    const separator = length === 0 ? "" : separatorOf(gap + before);
    written.push(separator, page);
    length += separator.length + page.length;
    gap = part.slice(part.trimEnd().length);
    return length;
  });
  // Joined at once: strings that are added to each other stay a chain, which is slow to walk along.
  return { text: written.join(""), ends };
}

/** White space between two pages in its normal form. */
function separatorOf(gap: string): "" | " " | "\n" | "\n\n" {
  const lines = gap.replaceAll(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n").split("\n").length - 1;
  if (lines > 0) return lines > 1 ? "\n\n" : "\n";
  return /\s/u.test(gap) ? " " : "";
}

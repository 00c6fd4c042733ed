const BEGINNING = "unsure lines left as they were: ";

/** What a page says of its second reader's failure: its other readings stand. */
export function linesLeft(reader: string, why: string): string {
  return `${BEGINNING}${reader} cannot read (${why})`;
}

/** What failed on a page and why, in the words of its step; undefined if nothing did. */
export function secondReaderFailure({ steps }: { readonly steps: readonly string[] }): string | undefined {
  return steps.find((step) => step.startsWith(BEGINNING))?.slice(BEGINNING.length);
}

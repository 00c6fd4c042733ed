import { secondReaderFailure } from "@malmoi/ocr";
import { counted } from "../terminal/format.ts";
import type { Trail } from "./trail.ts";

/** Pages on which the second reader of lines failed, by reason. */
export type LinesLeft = Map<string, number>;

/** The trails as they are; what failed on their pages is counted in `left`. */
export async function* countingLinesLeft(trails: AsyncIterable<Trail>, left: LinesLeft): AsyncGenerator<Trail> {
  for await (const trail of trails) {
    for (const page of trail.pages) {
      const why = secondReaderFailure(page);
      if (why !== undefined) left.set(why, (left.get(why) ?? 0) + 1);
    }
    yield trail;
  }
}

/** What the user should know of pages on which the second reader failed; undefined if there are none. */
export function linesLeftNote(left: LinesLeft): string | undefined {
  if (left.size === 0) return undefined;
  const pages = [...left.values()].reduce((sum, each) => sum + each, 0);
  return (
    `On ${counted(pages, "page")} the lines that Tesseract was unsure of stay as it read them, for the second reader` +
    ` failed: ${[...left.keys()].toSorted().join("; ")}. If its model is missing or damaged, install Malmoi again:` +
    " the next build reads these pages anew."
  );
}

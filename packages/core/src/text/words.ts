import { partsOf } from "./spanList.ts";
import { wordSpans } from "./wordSpans.ts";

/** The words of a text, in order, as `wordSpans` finds them. */
export function words(text: string): string[] {
  return partsOf(text, wordSpans(text));
}

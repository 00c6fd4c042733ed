import { wordSpans } from "./wordSpans.ts";

/** The words of a text, in order, as `wordSpans` finds them. */
export function words(text: string): string[] {
  const spans = wordSpans(text);
  const found: string[] = [];
  for (let at = 0; at < spans.length; at += 2) found.push(text.slice(spans[at], spans[at + 1]));
  return found;
}

import { expect, it } from "vitest";
import { plainMarkdown } from "./plainMarkdown.ts";

const words = (markdown: string): string => plainMarkdown(markdown).replace(/\s+/gu, " ").trim();

it.each([
  ["headings", "# عقود\n\n## الترخيص", "عقود الترخيص"],
  ["emphasis", "**نص** و *آخر*", "نص و آخر"],
  ["bullets, but not numbers", "- a\n* b\n1. c", "a b 1. c"],
  ["quotations and rules", "> a\n\n---\n\nb", "a b"],
  ["links and pictures", "[text](http://a.b) ![alt](x.png)", "text"],
  ["tables", "| a | b |\n|:--|---|\n| c | d |", "a b c d"],
  ["HTML", '<table border="1"><tr><td>a</td><td>b</td></tr></table>c<br>d<!-- e\nf -->', "a b c d"],
  ["entities", "a &amp; b &lt;c&gt; &auml;", "a & b <c> &auml;"],
  ["hyphens and comparisons inside a line", "a - b, 2 < 3 > 1", "a - b, 2 < 3 > 1"],
])("takes away %s", (_what, markdown, expected) => {
  expect(words(markdown)).toBe(expected);
});

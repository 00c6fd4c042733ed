import { expect, test } from "vitest";
import { escapeXml } from "./escapeXml.ts";

test("what XML would take for markup or normalise is written as a reference", () => {
  expect(escapeXml('a & b < "c" > d\t\r\n')).toBe("a &amp; b &lt; &quot;c&quot; &gt; d&#9;&#13;&#10;");
});

test("what XML forbids is seen to have been there", () => {
  expect(escapeXml("a\u0000\ud800b\uFFFE\u{1F600}\u0085")).toBe("a\uFFFD\uFFFDb\uFFFD\u{1F600}\u0085");
});

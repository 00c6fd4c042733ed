import { expect, test } from "vitest";
import { foldPresentationForms } from "./foldPresentationForms.ts";
import { type LayerCharacter, mirrorBrackets, textOfLayer } from "./pageText.ts";

/** Each string is one glyph. */
function glyphs(...each: string[]): LayerCharacter[] {
  return each.flatMap((letters, i) =>
    Array.from(letters, (letter) => ({ code: letter.codePointAt(0) ?? 0, glyph: letters === "\r\n" ? "" : String(i) })),
  );
}

test("the letters of an Arabic ligature are turned back", () => {
  expect(textOfLayer(glyphs("ا", "ال", "ن", "ت", "ش"))).toBe("الانتش");
});

test("ligatures of other scripts are in order already", () => {
  expect(textOfLayer(glyphs("o", "ffi", "ce"))).toBe("office");
});

test("lines end in \\n, a hyphen at a line's end is a hyphen", () => {
  expect(textOfLayer(glyphs("a", "\u0002", "\r\n", "b", "\ufffe", "\0", "c"))).toBe("a-\nb-c");
});

test("brackets of right-to-left lines are mirrored, if they need it", () => {
  expect(mirrorBrackets("المحلية )5 مراحل(:")).toBe("المحلية (5 مراحل):");
  expect(mirrorBrackets("المحلية (5 مراحل):")).toBe("المحلية (5 مراحل):");
  expect(mirrorBrackets("a) first point (of two)")).toBe("a) first point (of two)");
});

test("presentation forms are folded, and nothing else", () => {
  expect(foldPresentationForms("\uFEFB x² ½ \uFB4A")).toBe("\u0644\u0627 x² ½ \u05EA\u05BC");
});

import { expect, test } from "vitest";
import { mix32 } from "../hash.ts";
import { trimmed } from "./trimmed.ts";

const pagesOf = (text: string, pages: readonly { readonly end: number }[]): string[] => {
  const points = Array.from(text);
  return pages.map(({ end }, index) => points.slice(pages[index - 1]?.end ?? 0, end).join(""));
};

test("a paragraph goes with the empty lines behind it; what is left of each page is still its page", () => {
  // Code points: 0-2 head, 5-7 text, 10-12 head again, 15-17 text; pages end at 8 and 18.
  const text = "𐐀𐐀𐐀\n\nuno\n\n𐐀𐐀𐐀\n\ndos";
  const pages = [
    { number: 1, end: 8 },
    { number: 2, end: 18 },
  ];
  const left = trimmed({ text, pages }, [
    { start: 0, end: 3 },
    { start: 10, end: 13 },
  ]);
  expect(left).toEqual({
    text: "uno\n\ndos",
    pages: [
      { number: 1, end: 3 },
      { number: 2, end: 8 },
    ],
  });
  expect(trimmed({ text, pages }, [{ start: 15, end: 18 }]).text).toBe("𐐀𐐀𐐀\n\nuno\n\n𐐀𐐀𐐀");
  expect(trimmed({ text, pages }, [{ start: 0, end: 18 }])).toMatchObject({
    text: "",
    pages: [{ end: 0 }, { end: 0 }],
  });
  expect(trimmed({ text, pages }, [])).toEqual({ text, pages });
});

test("any paragraphs taken out of any pages: each page keeps just its own letters", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const paragraphs = Array.from({ length: 12 }, (_, at) =>
      String.fromCodePoint(0x1_0400 + at).repeat(1 + (mix32(seed * 31 + at) % 5)),
    );
    const text = paragraphs.join("\n\n");
    const length = Array.from(text).length;
    const ends = [mix32(seed) % length, mix32(seed + 999) % length, length].toSorted((a, b) => a - b);
    const pages = ends.map((end, index) => ({ number: index + 1, end }));
    const spans: { start: number; end: number }[] = [];
    let start = 0;
    const goes = paragraphs.map((paragraph, at) => {
      const end = start + Array.from(paragraph).length;
      const taken = mix32(seed * 77 + at) % 3 === 0;
      if (taken) spans.push({ start, end });
      start = end + 2;
      return taken;
    });
    const left = trimmed({ text, pages }, spans);
    const stays = (page: string): string =>
      Array.from(page)
        .filter((letter) => letter !== "\n" && goes[(letter.codePointAt(0) ?? 0) - 0x1_0400] !== true)
        .join("");
    const plain = (page: string): string => page.replaceAll("\n", "");
    expect(pagesOf(left.text, left.pages).map(plain)).toEqual(pagesOf(text, pages).map(stays));
    expect(left.text).toBe(paragraphs.filter((_, at) => goes[at] !== true).join("\n\n"));
  }
});

import { expect, it } from "vitest";
import { pairGoldFiles } from "./pairGoldFiles.ts";

it("pairs scans with truths, sorted by name", () => {
  expect(pairGoldFiles(["b.gt.txt", "a.PDF", "b.tif", "a.gt.md"])).toEqual({
    pages: [
      { name: "a", image: "a.PDF", truth: "a.gt.md" },
      { name: "b", image: "b.tif", truth: "b.gt.txt" },
    ],
    unpaired: [],
  });
});

it("lists what has no partner, and doubles", () => {
  const { pages, unpaired } = pairGoldFiles(["a.png", "a.jpg", "a.gt.md", "a.gt.txt", "b.png", "c.gt.txt"]);
  expect(pages).toEqual([{ name: "a", image: "a.jpg", truth: "a.gt.txt" }]);
  expect(unpaired).toEqual(["a.gt.md", "a.png", "b.png", "c.gt.txt"]);
});

it("leaves other files alone", () => {
  const names = ["a.png", "a.gt.txt", "a.alto.xml", "set.json", "notes.txt", ".DS_Store", "._a.png"];
  expect(pairGoldFiles(names)).toEqual({ pages: [{ name: "a", image: "a.png", truth: "a.gt.txt" }], unpaired: [] });
});

it("knows a name with dots, and one that a Mac spelt in another normal form", () => {
  const { pages, unpaired } = pairGoldFiles(["p.1.png", "p.1.gt.txt", "an\u0303o.png", "a\u00F1o.gt.txt"]);
  expect(pages.map((page) => page.name)).toEqual(["a\u00F1o", "p.1"]);
  expect(unpaired).toEqual([]);
});

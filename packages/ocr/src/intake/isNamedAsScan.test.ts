import { expect, test } from "vitest";
import { isNamedAsScan } from "./isNamedAsScan.ts";

test("names promise a scan by their ending, in capitals too, and only the ending of the file counts", () => {
  expect(["a.jpg", "box 1/سجل.TIFF", "x.txt.pdf"].map(isNamedAsScan)).toEqual([true, true, true]);
  expect(["a.txt", "scans.pdf/a", "jpg", "a.", "set.json"].map(isNamedAsScan)).toEqual(Array(5).fill(false));
});

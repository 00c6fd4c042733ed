import { expect, test } from "vitest";
import { foldPresentationForms } from "./foldPresentationForms.ts";

test("presentation forms are folded, and nothing else", () => {
  expect(foldPresentationForms("\uFEFB x² ½ \uFB4A")).toBe("\u0644\u0627 x² ½ \u05EA\u05BC");
});

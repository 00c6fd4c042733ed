import { expect, test } from "vitest";
import { foldPresentationForms } from "./foldPresentationForms.ts";

test("presentation forms are folded, and nothing else", () => {
  expect(foldPresentationForms("\uFEFB x² ½ \uFB4A")).toBe("\u0644\u0627 x² ½ \u05EA\u05BC");
});

test("a sign for a whole phrase stays one sign", () => {
  expect(foldPresentationForms("\u0645\u062D\u0645\u062F \uFDFA \uFDFC \uFEFB")).toBe(
    "\u0645\u062D\u0645\u062F \uFDFA \uFDFC \u0644\u0627",
  );
});

import { findLanguage, type Language } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { sampleText } from "./sampleText.ts";

function row(tag: string): Language {
  const language = findLanguage(tag);
  if (language === undefined) throw new Error(`no ${tag}`);
  return language;
}

test("only lines in the language's script are printed, without emoji", () => {
  const lines = ["ห้องสมุดตั้งอยู่ริมแม่น้ำ", "The library is by the river", "ห้องสมุดเปิดทุกวัน 😀", "เด็กๆ อ่านหนังสือใต้ต้นไม้", "สั้น"];
  expect(sampleText(lines, row("tha_Thai"))).toBe("ห้องสมุดตั้งอยู่ริมแม่น้ำ\nเด็กๆ อ่านหนังสือใต้ต้นไม้");
});

test("it ends with the line that fills the page, in paragraphs of four lines", () => {
  const line = "la casa está cerca del río y el camino es largo";
  const text = sampleText(
    Array.from({ length: 200 }, () => line),
    row("spa_Latn"),
  );
  expect(
    text
      .split("\n\n")
      .slice(0, -1)
      .every((paragraph) => paragraph.split("largo").length === 5),
  ).toBe(true);
  expect(text.length).toBeGreaterThan(1_500);
  expect(text.length).toBeLessThan(1_650);
});

test("a text in another script gives nothing", () => {
  expect(sampleText(["The library is by the river"], row("khm_Khmr"))).toBe("");
});

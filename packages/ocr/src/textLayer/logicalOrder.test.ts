import { expect, test } from "vitest";
import { mirrorBrackets } from "./brackets.ts";
import { logicalOrder } from "./logicalOrder.ts";

/** Each character is one glyph; `visual` is what stands on the page from left to right. */
const read = (visual: string, base: "ltr" | "rtl"): string =>
  logicalOrder(
    Array.from(visual, (text) => ({ text })),
    base,
  )
    .map(({ text }) => text)
    .join("");

const turned = (text: string): string => Array.from(text).toReversed().join("");

test("a right-to-left line keeps its numbers, dates and addresses", () => {
  expect(read(`www.aiacademy.info ${turned("موقع الأكاديمية")}`, "rtl")).toBe("موقع الأكاديمية www.aiacademy.info");
  expect(read(`12/5/2026 ${turned("في")} 1,500.75 ${turned("مبلغ")}`, "rtl")).toBe("مبلغ 1,500.75 في 12/5/2026");
  expect(read(`.Business to Consumers ${turned("من")}`, "rtl")).toBe("من Business to Consumers.");
});

test("a dash between numbers parts them in Arabic, and not in Hebrew", () => {
  expect(read(`1948-1917 ${turned("من")}`, "rtl")).toBe("من 1917-1948");
  expect(read(`03-1234567 ${turned("טל")}`, "rtl")).toBe("טל 03-1234567");
});

test("right-to-left words in a left-to-right line, with a number inside", () => {
  expect(read(`the word ${turned("كتاب")} 12 ${turned("في")} here`, "ltr")).toBe("the word في 12 كتاب here");
});

test("brackets find their partners", () => {
  expect(mirrorBrackets("المحلية )5 مراحل(:")).toBe("المحلية (5 مراحل):");
  expect(mirrorBrackets("المحلية (5 مراحل):")).toBe("المحلية (5 مراحل):");
  expect(mirrorBrackets("القريب ) المركب ( : يتكون")).toBe("القريب ( المركب ) : يتكون");
  expect(mirrorBrackets("a) first point (of two)")).toBe("a) first point (of two)");
});

test("brackets whose partner is in another line are told by how they stand", () => {
  expect(mirrorBrackets("التبادلية )النفاذ إلى الأسواق(: تقوم به )سواء بالتصدير أو")).toBe(
    "التبادلية (النفاذ إلى الأسواق): تقوم به (سواء بالتصدير أو",
  );
  expect(mirrorBrackets("الاستيراد(.")).toBe("الاستيراد).");
  expect(mirrorBrackets("الاستيراد).")).toBe("الاستيراد).");
  expect(mirrorBrackets("أ) الحصص: هي إلزام (كما سبق")).toBe("أ) الحصص: هي إلزام (كما سبق");
});

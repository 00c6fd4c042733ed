import { expect, test } from "vitest";
import { numberBeside, readPageNumber } from "./pageNumber.ts";

test.each([
  ["104", 104],
  ["- 12 -", 12],
  ["[12]", 12],
  ["หน้า ๑๒", 12],
  ["صفحة ١٢", 12],
  ["۲۷۶", 276],
  ["hal. 12", 12],
  ["Pág. 3", 3],
  ["Page 3 of 10", 3],
  ["ទំព័រ ១២", 12],
  ["ໜ້າ ໑໒", 12],
  ["၁၂", 12],
  ["12쪽", 12],
  ["第 12 页", 12],
  ["xiv", 14],
])("%s is page %i", (line, value) => {
  expect(readPageNumber(line)?.value).toBe(value);
});

test.each(["I", "12. Vase", "Artículo 12", "12 %", "il", "vivo", "12345", "1.5", "2, 3", "mil"])(
  "%s is none",
  (line) => {
    expect(readPageNumber(line)).toBeUndefined();
  },
);

test("a number beside a head", () => {
  expect([numberBeside("104 EL ARCO"), numberBeside("غلبه بر عصبیت/۲۷۶"), numberBeside("EL ARCO")]).toEqual([
    104,
    276,
    undefined,
  ]);
});

import { expect, test } from "vitest";
import { standing } from "./standing.ts";

const of = (license: string | null, rights: string | null = null, date: string | null = null) =>
  standing({ license, rights, date });

test("public domain before open licences before others before nothing", () => {
  const NOT_IN_COPYRIGHT = "http://rightsstatements.org/vocab/NoC-NC/1.0/";
  expect(
    [of("CC0-1.0"), of("other", NOT_IN_COPYRIGHT), of(null, NOT_IN_COPYRIGHT)].map(({ rights }) => rights),
  ).toEqual([0, 0, 0]);
  const open = [of("CC-BY-4.0"), of("CC-BY-SA-3.0"), of(null, "https://creativecommons.org/licenses/by-sa/4.0/")];
  expect(open.map(({ rights }) => rights)).toEqual([1, 1, 1]);
  expect(of("CC-BY-NC-ND-4.0").rights).toBe(2);
  expect([of("other"), of(" "), of(null)].map(({ rights }) => rights)).toEqual([3, 3, 3]);
});

test.each([
  ["1893", 1893],
  ["12 de mayo de 1893", 1893],
  ["[c. 1701-1705]", 1701],
  ["١٣٤٢ هـ", 1342],
  ["พ.ศ. ๒๔๗๕", 2475],
  ["12/05/93", null],
  ["20260102", null],
  ["", null],
  [null, null],
])("the year of %j is %j", (date, year) => {
  expect(of(null, null, date).year).toBe(year);
});

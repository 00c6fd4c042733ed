import { expect, test } from "vitest";
import { insertCode } from "./insertCode.ts";

/** TypeScript's types for Node lack it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => {
    readonly exports: {
      readonly f: (x: number) => number;
      readonly g: (x: number) => number;
      readonly t: { length: number };
    };
  };
};

const ascii = (text: string): number[] => [...Buffer.from(text)];

/** Two functions that give what they are given, and a table with room for one. */
const MODULE = Uint8Array.from(
  [
    [0, ...ascii("asm"), 1, 0, 0, 0],
    [1, 6, 1, 0x60, 1, 0x7f, 1, 0x7f],
    [3, 3, 2, 0, 0],
    [4, 5, 1, 0x70, 1, 1, 1],
    [7, 13, 3, 1, ...ascii("f"), 0, 0, 1, ...ascii("g"), 0, 1, 1, ...ascii("t"), 1, 0],
    [10, 11, 2, 4, 0, 0x20, 0, 0x0b, 4, 0, 0x20, 0, 0x0b],
  ].flat(),
);
const END_OF_F = MODULE.length - 6;
const END_OF_G = MODULE.length - 1;
const plus = (summand: number): number[] => [0x41, summand, 0x6a];

test("code runs where it was inserted, in one function, in another, twice in one", () => {
  const insertions = [
    { at: END_OF_G, code: plus(1) },
    { at: END_OF_F, code: plus(2) },
    { at: END_OF_F - 2, code: [0x01] },
  ];
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(insertCode(MODULE, insertions, 3)));
  expect([exports.f(10), exports.g(10)]).toEqual([12, 11]);
  expect(exports.t.length).toBe(4);
});

test("a body that needs more bytes for its length gets them", () => {
  const many = Array.from({ length: 100 }, () => plus(1)).flat();
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(insertCode(MODULE, [{ at: END_OF_F, code: many }], 0)),
  );
  expect([exports.f(10), exports.g(10)]).toEqual([110, 10]);
});

test("an insertion outside of all functions is an error", () => {
  expect(() => insertCode(MODULE, [{ at: 9, code: [0x01] }], 0)).toThrow(RangeError);
});

import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";

/** TypeScript's types for Node lack it. */
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Routines };
};

interface Routines {
  multiplyVector(...numbers: number[]): void;
  tanh(numbers: number, count: number): number;
  logistic(numbers: number, count: number): number;
  tanhTimes(target: number, source: number, factors: number, count: number): number;
  quantise(target: number, source: number, count: number): number;
}

/** Where the core has its tables (../../../assembly/activation.ts), and places of ours. */
const TANH = 135_008;
const LOGISTIC = 151_392;
const POINTS = 4096;
const [A, B, C, D, STACK] = [200_000, 400_000, 500_000, 600_000, 700_000] as const;

let routines: Routines;
let buffer: ArrayBuffer;

beforeAll(() => {
  const memory = new WebAssembly.Memory({ initial: 20 });
  const module = new WebAssembly.Module(readFileSync(new URL("../../../assembly/ocr.wasm", import.meta.url)));
  routines = new WebAssembly.Instance(module, { env: { memory } }).exports;
  ({ buffer } = memory);
  floats(TANH, POINTS).set(Array.from({ length: POINTS }, (_, i) => Math.tanh(i / 256)));
  floats(LOGISTIC, POINTS).set(Array.from({ length: POINTS }, (_, i) => 1 / (1 + Math.exp(-i / 256))));
});

const floats = (at: number, length: number): Float32Array => new Float32Array(buffer, at, length);
const bytes = (at: number, length: number): Int8Array => new Int8Array(buffer, at, length);

/** Numbers that look random, 0 to 1, the same each time. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function randomBytes(at: number, length: number, next: () => number): Int8Array {
  return bytes(at, length).map((_, i, all) => (all[i] = Math.floor(next() * 255) - 127));
}

test.each([
  [16, 10],
  [64, 81],
  [96, 193],
  [111, 513],
  [7, 2],
  [1, 1],
  [5, 26],
])("a matrix of %i rows and %i columns times a vector", (rows, columns) => {
  const next = sequence(rows * columns);
  const inputs = columns - 1;
  const bias = columns % 2 === 0 ? columns : inputs;
  const weights = randomBytes(A, rows * (bias + 1) + 16, next);
  const vector = randomBytes(B, inputs, next);
  const scales = floats(C, rows).map((_, i, all) => (all[i] = next()));
  const target = floats(D, rows + 1).fill(7);
  bytes(STACK - 4000, 4000).fill(99);
  routines.multiplyVector(rows, columns, A, C, B, D, STACK);
  const expected = Array.from({ length: rows }, (_, row) => {
    const from = row * (bias + 1);
    const sum = vector.reduce((total, value, i) => total + value * (weights[from + i] ?? 0), 0);
    return Math.fround(Math.fround(sum + 127 * (weights[from + bias] ?? 0)) * (scales[row] ?? 0));
  });
  expect([...target]).toEqual([...expected, 7]);
});

/** As the core does it: the table's value at |x|, in a straight line between two of its points. */
function lookUp(table: number, x: number): number {
  const at = Math.fround(Math.abs(x) * 256);
  const step = Math.trunc(at);
  if (!(step <= 4094)) return Number.isNaN(x) ? x : 1;
  const [before = 0, after = 0] = floats(table + 4 * step, 2);
  const rise = Math.fround(after - before);
  return Math.fround(Math.fround(rise * Math.fround(at - step)) + before);
}
const tanh = (x: number): number => (x < 0 ? -lookUp(TANH, x) : lookUp(TANH, x));
const logistic = (x: number): number => Math.fround(x < 0 ? 1 - lookUp(LOGISTIC, x) : lookUp(LOGISTIC, x));

const CASES = [0, -0, 1, -1, 15.994, -15.995, 15.997, 16, -16, 100, -1e30, Infinity, -Infinity, NaN, 0.001, -0.0019];

test("activations of whole blocks of numbers, however large; the rest is left as it was", () => {
  const next = sequence(3);
  const numbers = [...CASES, ...Array.from({ length: 86 }, () => next() * 40 - 20)].map(Math.fround);
  const whole = numbers.length - 2;
  const run = (routine: (at: number, count: number) => number): number[] => {
    floats(A, numbers.length).set(numbers);
    expect(routine(A, numbers.length)).toBe(whole);
    return [...floats(A, numbers.length)];
  };
  const rest = numbers.slice(whole);
  expect(run(routines.tanh)).toEqual([...numbers.slice(0, whole).map(tanh), ...rest]);
  expect(run(routines.logistic)).toEqual([...numbers.slice(0, whole).map(logistic), ...rest]);

  floats(B, numbers.length).set(numbers.map((_, i) => i / 7));
  const product = (x: number, i: number): number => Math.fround(tanh(x) * Math.fround(i / 7));
  expect(run((at, count) => routines.tanhTimes(at, at, B, count))).toEqual([
    ...numbers.slice(0, whole).map(product),
    ...rest,
  ]);
});

test("numbers as bytes, halves away from zero", () => {
  const next = sequence(5);
  const numbers = [...CASES, 0.5 / 127, -0.5 / 127, 1.5 / 127, 2, -2].map(Math.fround);
  while (numbers.length < 70) numbers.push(Math.fround(next() * 3 - 1.5));
  floats(A, 70).set(numbers);
  bytes(B, 70).fill(88);
  expect(routines.quantise(B, A, 70)).toBe(64);
  const expected = numbers.slice(0, 64).map((number) => {
    const x = Math.fround(number * 127);
    const size = Math.trunc(Math.fround(Math.abs(x) + 0.5)) || 0;
    return Math.max(-127, Math.min(127, x < 0 ? -size : size)) + 0;
  });
  expect([...bytes(B, 70)]).toEqual([...expected, ...Array.from({ length: 6 }, () => 88)]);
});

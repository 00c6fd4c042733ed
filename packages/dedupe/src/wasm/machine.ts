import { readFileSync } from "node:fs";
import { z } from "zod";
import { comparable } from "../comparable.ts";
import { simplifiedWords } from "../datatrove/simplifyText.ts";
import { FOLD, foldEntry, melt } from "./folds.ts";
import { SIMPLE, simpleEntry } from "./simples.ts";

/** TypeScript's types for Node lack it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

const routine = z.custom<(...numbers: number[]) => number>((value) => typeof value === "function");
const place = z.custom<{ readonly value: number }>((value) => typeof value === "object");
const Exports = z.object({
  memory: z.custom<{ readonly buffer: ArrayBuffer }>((value) => typeof value === "object"),
  fold: routine,
  utf8Length: place,
  startSketch: routine,
  pushShingles: routine,
  endSketch: routine,
  startWords: routine,
  pushWords: routine,
  hashWords: routine,
  startMinima: routine,
  permute: routine,
  BLOCK: place,
  INPUT: place,
  FOLDS: place,
  SIMPLE: place,
  POOL: place,
  POINTS: place,
  UTF8: place,
  ORDER: place,
  WORDS: place,
  KEPT_WORDS: place,
  MOST_PERMUTATIONS: place,
  MULTIPLIERS: place,
  SUMMANDS: place,
  MINIMA: place,
  END: place,
});

let block = "";

const host = {
  fillFolds(page: number): void {
    for (let unit = page * 256; unit < page * 256 + 256; unit += 1) {
      const { low, high } = foldEntry(unit);
      folds[unit * 2] = low;
      folds[unit * 2 + 1] = high;
    }
  },
  melt: (letter: number, mark: number): number => (melt(letter, mark) ? 1 : 0),
  foldSlow(from: number, to: number, target: number): number {
    const points = comparable(block.slice(from, to));
    const start = (target - machine.POINTS.value) / 4;
    if (start + points.length > 4 + to * 2) return -1;
    numbers.set(points, target / 4);
    return points.length;
  },
  fillSimple(page: number): void {
    for (let unit = page * 256; unit < page * 256 + 256; unit += 1) simples[unit] = pooled(simpleEntry(unit));
  },
  simplifySlow(from: number, to: number, target: number): number {
    const words = Buffer.from(simplifiedWords(block.slice(from, to)).join(" "));
    if (target - machine.WORDS.value + words.length > machine.KEPT_WORDS.value + to * 9) return -1;
    bytes.set(words, target);
    return words.length;
  },
};

const wasm = new WebAssembly.Module(readFileSync(new URL("../../assembly/dedupe.wasm", import.meta.url)));
/** The compiled module of `../../assembly`. It has one memory: nobody else may use it between the calls of one text. */
export const machine = Exports.parse(new WebAssembly.Instance(wasm, { host }).exports);

const { buffer } = machine.memory;
const numbers = new Uint32Array(buffer);
const bytes = Buffer.from(buffer);
const folds = new Int32Array(buffer, machine.FOLDS.value, 0x2_0000).fill(FOLD.unseen);
const simples = new Int32Array(buffer, machine.SIMPLE.value, 0x1_0000).fill(SIMPLE.unseen);

// The first place of the pool is empty, which says that only the reference knows.
let pool = 4;

function pooled(entry: ReturnType<typeof simpleEntry>): number {
  if (entry === null) return SIMPLE.pooled;
  const { flags, bytes: encoded } = entry;
  if (encoded.length <= 3) {
    return flags | (encoded.length << 24) | encoded.reduceRight((all, byte) => all * 256 + byte, 0);
  }
  const here = pool;
  bytes[machine.POOL.value + here] = encoded.length;
  bytes.set(encoded, machine.POOL.value + here + 1);
  pool += 12;
  return flags | SIMPLE.pooled | (here / 4);
}

/** Bytes of the module's memory; valid until its next call. */
export const memoryBytes = (start: number, length: number): Buffer => bytes.subarray(start, start + length);
export const memoryLongs = (start: number, length: number): BigUint64Array => new BigUint64Array(buffer, start, length);

/** Whether a text may be cut before a unit. */
export function foldCut(unit: number): boolean {
  if (((folds[unit * 2] ?? 0) & FOLD.unseen) !== 0) host.fillFolds(unit >> 8);
  return ((folds[unit * 2] ?? 0) & FOLD.cut) !== 0;
}

export function simpleCut(unit: number): boolean {
  if ((simples[unit] ?? 0) < 0) host.fillSimple(unit >> 8);
  return ((simples[unit] ?? 0) & SIMPLE.cut) !== 0;
}

/**
 * Hands a text to the module in blocks that end where they may, and calls `use` with the units of each. False if the
 * text has no such place, or `use` says so: the plain reference must do it.
 */
export function inBlocks(text: string, isCut: (unit: number) => boolean, use: (units: number) => boolean): boolean {
  for (let start = 0; start < text.length;) {
    let end = Math.min(text.length, start + machine.BLOCK.value);
    if (end < text.length) while (end > start && !isCut(text.charCodeAt(end))) end -= 1;
    if (end === start) return false;
    block = text.slice(start, end);
    bytes.write(block, machine.INPUT.value, "utf16le");
    if (!use(end - start)) return false;
    start = end;
  }
  return true;
}

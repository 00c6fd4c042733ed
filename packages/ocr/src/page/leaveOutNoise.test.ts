import type { Block, Line } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { leaveOutNoise } from "./leaveOutNoise.ts";

const latin = { script: "Latn", known: new Set(["siempre"]) } as const;

const block = (...confidences: readonly number[]): Block => ({
  bbox: [0, 0, 100, 100],
  lines: confidences.map((confidence) => line(confidence, confidence < 0.6 ? 30 : 100)),
});

function line(confidence: number, length: number): Line {
  return { text: "abc", bbox: [0, 0, length, 20], confidence, words: [] };
}

test("lines that are far less sure than their page are left out and counted, with the blocks they leave empty", () => {
  const { blocks, leftOut } = leaveOutNoise([block(0.95, 0.1), block(0.15), block(0.85)], 0.9, latin);
  expect(blocks).toEqual([block(0.95), block(0.85)]);
  expect(leftOut).toBe(2);
});

test("on a page that is read badly all over nothing stands out, and nothing is left out", () => {
  const bad = [block(0.4, 0.05)];
  expect(leaveOutNoise(bad, 0.3, latin)).toEqual({ blocks: bad, leftOut: 0 });
});

test("in scripts that are read well without being sure, an unsure line is none of noise", () => {
  expect(leaveOutNoise([block(0.6, 0.1)], 0.55, { ...latin, script: "Mymr" }).leftOut).toBe(0);
});

test("in Arabic script a line must be surer", () => {
  const unsure = [block(0.8, 0.52)];
  expect(leaveOutNoise(unsure, 0.8, latin).leftOut).toBe(0);
  expect(leaveOutNoise(unsure, 0.8, { ...latin, script: "Arab" }).leftOut).toBe(1);
});

test("a line of the usual length stays, unless it is far less sure", () => {
  const long = { ...block(0.9, 0.9), lines: [line(0.9, 100), line(0.9, 98), line(0.5, 100), line(0.4, 100)] };
  const { blocks, leftOut } = leaveOutNoise([long], 0.9, latin);
  expect(blocks[0]?.lines).toEqual(long.lines.slice(0, 3));
  expect(leftOut).toBe(1);
});

const says = (text: string, confidence: number, x0: number): Line => ({
  ...line(confidence, 30),
  text,
  bbox: [x0, 0, x0 + 30, 20],
});
const full = line(0.9, 100);

test("a short line beside a full one stays if its words are known", () => {
  const lines = [full, says("siempre.", 0.35, 50), full, says("fzqmne", 0.35, 50), full, says("siempre", 0.25, 50)];
  const { blocks } = leaveOutNoise([{ bbox: [0, 0, 100, 100], lines }], 0.9, latin);
  expect(blocks[0]?.lines).toEqual([full, lines[1], full, full]);
});

test("a short line by itself stays if it begins where full lines do and its words are known", () => {
  const alone = (read: Line, script: "Latn" | "Arab"): number =>
    leaveOutNoise([block(0.9), { ...block(), lines: [read] }], 0.9, { ...latin, script }).leftOut;
  expect(alone(says("siempre", 0.35, 4), "Latn")).toBe(0);
  expect(alone(says("siempre", 0.35, 50), "Latn")).toBe(1);
  expect(alone(says("fzqmne", 0.35, 4), "Latn")).toBe(1);
  expect(alone(says("siempre", 0.35, 70), "Arab")).toBe(0);
  expect(alone(says("siempre", 0.35, 4), "Arab")).toBe(1);
});

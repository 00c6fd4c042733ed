import { randomFrom } from "@malmoi/core";
import { expect, test } from "vitest";
import type { PageImage } from "../decode/pageImage.ts";
import { drawLine, fillBox, flatPage } from "../testImages.ts";
import { faintPiecesFromAfar, inkFromAfar, inkOf, isStained, provesBlank } from "./ink.ts";
import { shrink } from "./shrink.ts";

const A4 = [2480, 3508] as const;

function change(page: PageImage, f: (value: number, x: number, y: number) => number): PageImage {
  page.grey.forEach((value, i) => {
    page.grey[i] = Math.max(0, Math.min(255, f(value, i % page.width, Math.floor(i / page.width))));
  });
  return page;
}

test("a white page is blank", () => {
  expect(provesBlank(inkOf(flatPage(...A4)))).toBe(true);
});

test("noise, yellowing, shadow of the gutter and bleed-through do not make ink", () => {
  const random = randomFrom(7);
  const page = flatPage(...A4, 225);
  // Writing of the other side shines through, 12 % darker than the paper.
  for (let y = 300; y < 3000; y += 80) drawLine(page, 300, y, 40, 198);
  change(page, (value, x) => value - (x < 400 ? (400 - x) / 5 : 0) + (random() - 0.5) * 40);
  expect(provesBlank(inkOf(page))).toBe(true);
});

test("dust and a scanner's black border do not make ink", () => {
  const random = randomFrom(3);
  const page = flatPage(...A4, 240);
  for (let i = 0; i < 300; i += 1) {
    const [x, y] = [Math.floor(random() * 2470), Math.floor(random() * 3500)];
    fillBox(page, x, y, x + 2, y + 2, 0);
  }
  fillBox(page, 0, 0, 60, 3508, 5);
  fillBox(page, 0, 3450, 2480, 3508, 10);
  expect(provesBlank(inkOf(page))).toBe(true);
});

test("a single short line is ink, black or faded", () => {
  for (const value of [0, 140]) {
    const page = flatPage(...A4, 230);
    drawLine(page, 1000, 1700, 6, value);
    const ink = inkOf(page);
    expect(provesBlank(ink)).toBe(false);
    expect(ink.pieces).toBe(6);
    // 6 letters of 6 x 36 and 18 x 6 pixels.
    expect(ink.share * A4[0] * A4[1]).toBeCloseTo(6 * 324, -3);
  }
});

test("a page number alone is no proof of a blank page, but may be a stain", () => {
  const page = flatPage(...A4, 230);
  drawLine(page, 1200, 3300, 2, 20);
  const ink = inkOf(page);
  expect(provesBlank(ink)).toBe(false);
  expect(isStained(ink)).toBe(true);
});

test("white writing on black, as on microfilm, is ink", () => {
  const page = flatPage(...A4, 20);
  drawLine(page, 1000, 1700, 12, 230);
  expect(provesBlank(inkOf(page))).toBe(false);
});

test("a picture that reaches the edges is no border", () => {
  const page = flatPage(...A4, 240);
  // Stripes from edge to edge: each piece touches the border and goes through the middle.
  for (let y = 0; y < 3508; y += 100) fillBox(page, 0, y, 2480, y + 20, 60);
  const ink = inkOf(page);
  expect(provesBlank(ink)).toBe(false);
  expect(ink.text.some((value) => value === 1)).toBe(false);
});

test("faded small print with hairlines is ink from afar too, where it would no longer be from near", () => {
  const page = flatPage(...A4, 230);
  // 5-point letters, 13 pixels high, of strokes of 2 and 1 pixels, a quarter darker than the paper.
  for (let x = 1000; x < 1120; x += 12) {
    fillBox(page, x, 1700, x + 2, 1713, 165);
    fillBox(page, x, 1712, x + 8, 1713, 165);
  }
  const afar = shrink(page, 3);
  expect(provesBlank(inkOf(page))).toBe(false);
  expect(provesBlank(inkOf(afar))).toBe(true);
  expect(provesBlank(inkFromAfar(afar))).toBe(false);
});

test("dust and noise are no ink from afar", () => {
  const random = randomFrom(5);
  const page = flatPage(...A4, 240);
  for (let i = 0; i < 40; i += 1) {
    const [x, y] = [Math.floor(random() * 2470), Math.floor(random() * 3500)];
    fillBox(page, x, y, x + 2, y + 2, 0);
  }
  change(page, (value) => value + (random() - 0.5) * 20);
  expect(provesBlank(inkFromAfar(shrink(page, 3)))).toBe(true);
});

test("light is even on paper of one brightness with a stain, and uneven where half of the text lies in shadow", () => {
  const page = flatPage(1240, 1754, 240, 150);
  for (let y = 100; y < 1600; y += 60) drawLine(page, 100, y, 28, 20);
  expect(inkOf(page).evenness).toBeGreaterThan(0.98);
  const stained = { ...page, grey: page.grey.slice() };
  change(stained, (value, x, y) => (Math.hypot(x - 300, y - 900) < 90 ? value * 0.6 : value));
  expect(inkOf(stained).evenness).toBeGreaterThan(0.9);
  change(page, (value, x) => value * (1 - (0.6 * x) / 1240));
  expect(inkOf(page).evenness).toBeLessThan(0.6);
});

test("light is uneven under a stain that covers little of the text, and not for a dark picture", () => {
  const shaded = (share: number): number => {
    const page = flatPage(1200, 1600, 240);
    for (let line = 0; line < 14; line += 1) drawLine(page, 100, 100 + line * 100, 27, 30);
    for (let y = 200; y < 700; y += 1) {
      for (let at = y * 1200 + 100; at < y * 1200 + 400; at += 1) page.grey[at] = (page.grey[at] ?? 0) * share;
    }
    return inkOf(page).evenness;
  };
  expect(shaded(0.65)).toBeLessThan(0.75);
  expect(shaded(0.25)).toBeGreaterThan(0.9);
});

test("from afar, faint letters are told from the dust of a blank page", () => {
  const faint = flatPage(...A4, 250);
  for (const y of [600, 700]) drawLine(faint, 300, y, 20, 225);
  const dusty = flatPage(...A4, 250);
  for (let i = 0; i < 60; i += 1) fillBox(dusty, 100 + i * 37, 91 + i * 53, 103 + i * 37, 94 + i * 53, 0);
  for (const page of [faint, dusty]) expect(provesBlank(inkFromAfar(shrink(page, 3)))).toBe(true);
  expect(faintPiecesFromAfar(shrink(faint, 3))).toBe(40);
  expect(faintPiecesFromAfar(shrink(dusty, 3))).toBe(0);
});

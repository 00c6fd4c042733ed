import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { createRandom } from "../random.ts";
import { luminance, type Raster, whitePage } from "../raster.ts";
import { bitonal, otsuLevel } from "./bitonal.ts";
import { bleedThrough } from "./bleedThrough.ts";
import { blur } from "./blur.ts";
import { type Degradation, degrade } from "./degrade.ts";
import { gaussianNoise } from "./gaussianNoise.ts";
import { ink } from "./ink.ts";
import { jpegArtifacts } from "./jpegArtifacts.ts";
import { paper } from "./paper.ts";
import { RECIPES } from "./recipes.ts";
import { saltNoise } from "./saltNoise.ts";
import { scannerBorder } from "./scannerBorder.ts";
import { skew } from "./skew.ts";
import { unevenLight } from "./unevenLight.ts";

/** A white page with one black bar, left of the middle. */
function barPage(): Raster {
  const page = whitePage(120, 90);
  for (let y = 20; y < 70; y++) page.data.fill(0, (y * 120 + 20) * 3, (y * 120 + 40) * 3);
  return page;
}

/** vitest takes long to compare large arrays. */
function digest(page: Raster): string {
  return createHash("sha256").update(page.data).digest("hex");
}

const grey = (page: Raster, x: number, y: number): number => luminance(page.data, (y * page.width + x) * 3);

const EACH: Record<string, Degradation> = {
  skew: skew(2),
  gaussianNoise: gaussianNoise(8),
  saltNoise: saltNoise(0.01),
  paper: paper({ yellowing: 0.6, texture: 1 }),
  ink: ink(0.5),
  blur: blur(1.2),
  bleedThrough: bleedThrough(barPage(), 0.3),
  unevenLight: unevenLight(0.3, 0.1),
  scannerBorder: scannerBorder(8),
  jpegArtifacts: jpegArtifacts(30),
  bitonal: bitonal(200),
};

test.each(Object.entries(EACH))(
  "%s changes the page, keeps its size and leaves its input alone",
  async (name, step) => {
    const page = name === "bitonal" ? await degrade(barPage(), [blur(1)], "0") : barPage();
    const before = digest(page);
    const after = await degrade(page, [step], "1");
    expect([after.width, after.height, after.data.length]).toEqual([120, 90, 120 * 90 * 3]);
    expect(digest(after)).not.toBe(before);
    expect(digest(page)).toBe(before);
  },
);

test.each(Object.entries(EACH))("%s gives the same bytes for the same seed", async (_name, step) => {
  const first = await degrade(barPage(), [step], "1");
  expect(digest(await degrade(barPage(), [step], "1"))).toBe(digest(first));
});

test.each(["gaussianNoise", "saltNoise", "paper", "ink", "unevenLight", "scannerBorder"])(
  "%s differs by seed",
  async (name) => {
    const step = EACH[name];
    if (step === undefined) throw new Error(name);
    const first = await degrade(barPage(), [step], "1");
    expect(digest(await degrade(barPage(), [step], "2"))).not.toBe(digest(first));
  },
);

test("a step added at the end does not change what the steps before it do", async () => {
  const short = await degrade(barPage(), [gaussianNoise(5)], "1");
  const long = await degrade(barPage(), [gaussianNoise(5), skew(0)], "1");
  // Turned by nothing, only the last row and column fall outside.
  expect(grey(long, 50, 50)).toBeCloseTo(grey(short, 50, 50), 5);
});

test("positive skew turns clockwise: the top of a bar moves right", async () => {
  const turned = await degrade(barPage(), [skew(10)], "1");
  expect(grey(turned, 41, 22)).toBeLessThan(60);
  expect(grey(barPage(), 41, 22)).toBe(255);
});

test("bleed-through is mirrored", async () => {
  const page = await degrade(whitePage(120, 90), [bleedThrough(barPage(), 0.3)], "1");
  expect(grey(page, 90, 45)).toBeLessThan(200);
  expect(grey(page, 30, 45)).toBe(255);
});

test("Otsu's level lies between ink and paper, and bitonal pages have two colours", async () => {
  const noisy = await degrade(barPage(), [gaussianNoise(12)], "1");
  expect(otsuLevel(noisy)).toBeGreaterThan(60);
  expect(otsuLevel(noisy)).toBeLessThan(220);
  expect(new Set((await degrade(noisy, [bitonal()], "1")).data)).toEqual(new Set([0, 255]));
});

test("every recipe is deterministic", async () => {
  for (const recipe of Object.values(RECIPES)) {
    const once = await degrade(barPage(), recipe(barPage(), 200), "7");
    const twice = await degrade(barPage(), recipe(barPage(), 200), "7");
    expect(digest(twice)).toBe(digest(once));
  }
});

test("the generator is uniform enough and differs by seed", () => {
  const random = createRandom("a");
  const numbers = Array.from({ length: 10_000 }, random);
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  expect(mean).toBeCloseTo(0.5, 1);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  expect(createRandom("b")()).not.toBe(createRandom("a")());
});

import { expect, test } from "vitest";
import { placeIn, scaleOf } from "./signalScale.ts";

test.each([
  [{ max: 0.3 }, "share", [0, 0.75]],
  [{ max: 0.9 }, "share", [0, 1]],
  [{ min: 0.8 }, "share", [0.5, 1]],
  [{ min: 0.2 }, "share", [0, 1]],
  [{ min: 2 }, "count", [0, 10]],
  [{ max: 0 }, "count", [0, 1]],
  [{ min: 3, max: 10 }, "characters", [0, 15]],
  [{ min: 50, max: 100_000 }, "count", [5, 1_000_000]],
] as const)("limits %j of a %s stand well inside what is drawn", (limit, unit, [from, to]) => {
  const scale = scaleOf(limit, unit);
  expect(scale.from).toBeCloseTo(from);
  expect(scale.to).toBeCloseTo(to);
  for (const bound of Object.values(limit)) {
    expect(placeIn(scale, bound)).toBeGreaterThanOrEqual(0);
    expect(placeIn(scale, bound)).toBeLessThanOrEqual(0.9);
  }
});

test("values off the scale stand at its ends; far limits are on a logarithmic one", () => {
  const words = scaleOf({ min: 50, max: 100_000 }, "count");
  expect([0, 5, 5 * Math.sqrt(200_000), 1e6, 1e9].map((value) => placeIn(words, value))).toEqual([
    0,
    0,
    expect.closeTo(0.5),
    1,
    1,
  ]);
  expect(placeIn(scaleOf({ max: 0.2 }, "share"), 0.9)).toBe(1);
});

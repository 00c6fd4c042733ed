import { expect, test } from "vitest";
import { imageShare, renderSize } from "./renderScale.ts";

const A4 = { width: 595, height: 842 };

test("a drawn page is rendered at 300 dpi", () => {
  expect(renderSize(A4, [])).toEqual({ width: 2479, height: 3508, dpi: 300 });
});

test("a scan is rendered in its own pixels", () => {
  const scan = { ...A4, pixelWidth: 1654, pixelHeight: 2339 };
  expect(renderSize(A4, [scan])).toEqual({ width: 1653, height: 2340, dpi: 200 });
  // Turned by 90 degrees in the file.
  expect(renderSize(A4, [{ ...scan, pixelWidth: 2339, pixelHeight: 1654 }]).height).toBe(2340);
});

test("more than 450 dpi is brought down to 300", () => {
  const size = renderSize(A4, [{ ...A4, pixelWidth: 4958, pixelHeight: 7017 }]);
  expect(size).toEqual({ width: 2479, height: 3508, dpi: 300 });
});

test("a page box in pixels does not make 72 dpi of a scan", () => {
  const page = { width: 1284, height: 1887 };
  expect(renderSize(page, [{ ...page, pixelWidth: 1284, pixelHeight: 1887 }])).toEqual({ ...page, dpi: 161 });
});

test("a huge page stays within the bounds of memory", () => {
  const drawn = renderSize({ width: 14_400, height: 14_400 }, []);
  expect(Math.max(drawn.width, drawn.height)).toBe(4200);
  const page = { width: 14_400, height: 14_400 };
  const scan = renderSize(page, [{ ...page, pixelWidth: 30_000, pixelHeight: 30_000 }]);
  expect(scan.width * scan.height).toBeLessThanOrEqual(60_100_000);
});

test("a picture on a page is not the page", () => {
  const picture = { width: 400, height: 400, pixelWidth: 4000, pixelHeight: 4000 };
  expect(imageShare(A4, [picture])).toBeCloseTo(0.32, 2);
  expect(renderSize(A4, [picture]).dpi).toBe(300);
  expect(imageShare(A4, [picture, picture, picture, picture])).toBe(1);
});

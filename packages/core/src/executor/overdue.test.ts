import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { whenOverdue } from "./overdue.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** After how many milliseconds by the clock work with a limit of 1,000 is stopped, if it has this share of the processor. */
function stoppedAfter(share: number): number | undefined {
  const began = performance.now();
  let stopped: number | undefined;
  const cancel = whenOverdue(
    1_000,
    () => (performance.now() - began) * share,
    () => (stopped = performance.now() - began),
  );
  vi.advanceTimersByTime(20_000);
  cancel();
  return stopped;
}

test.each([
  ["alone on a machine", 1, 1_000],
  ["on two processors", 2, 1_000],
  ["a quarter of a processor", 0.25, 4_000],
  ["a tenth of a processor", 0.1, 5_000],
  ["waiting for what never comes", 0, 5_000],
])("work that is %s", (_, share, milliseconds) => {
  const stopped = stoppedAfter(share);
  expect(stopped).toBeGreaterThanOrEqual(milliseconds);
  expect(stopped).toBeLessThan(milliseconds + 100);
});

test("work that ends is left alone, and a limit beyond what a timer can wait is kept", () => {
  const late = vi.fn<() => void>();
  whenOverdue(1_000, () => 0, late)();
  const cancel = whenOverdue(2 ** 32, () => 0, late);
  vi.advanceTimersByTime(60_000);
  expect(late).not.toHaveBeenCalled();
  cancel();
});

import type { BoundingBox } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { movedBack } from "./movedBack.ts";

test("boxes of blocks, lines and words are moved, and nothing else is changed", () => {
  const box = (x: number): BoundingBox => [x, 10, x + 20, 30];
  const reading = (at: number): Parameters<typeof movedBack>[0] => ({
    text: "ab cd",
    confidence: 0.9,
    blocks: [
      {
        bbox: box(at),
        lines: [
          {
            text: "ab cd",
            confidence: 0.9,
            bbox: box(at + 1),
            words: [
              { text: "ab", confidence: 0.8, bbox: box(at + 2) },
              { text: "cd", confidence: 1, bbox: box(at + 3) },
            ],
          },
        ],
      },
    ],
  });
  const moved = movedBack({ ...reading(0), scale: 0.5 }, ([x0, y0, x1, y1]) => [x0 + 100, y0, x1 + 100, y1]);
  expect(moved).toEqual({ ...reading(100), scale: 0.5 });
});

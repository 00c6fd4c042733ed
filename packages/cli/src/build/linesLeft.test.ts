import { expect, test } from "vitest";
import { countingLinesLeft, type LinesLeft, linesLeftNote } from "./linesLeft.ts";
import { NOTHING_DECLARED } from "./testProvenance.ts";
import { newTrail, type Trail } from "./trail.ts";

/** A scan of pages with these steps. */
function trailOf(...steps: readonly string[]): Trail {
  const sha256 = "a".repeat(64);
  const size = { width: 9, height: 9, dpi: 300, confidence: 1, ink: 0.1, coverage: 1, chars: 5 };
  const known = { ...size, source: "ocr", extractor: "x", digest: sha256, file: { key: "k", sha256 } } as const;
  const file = { folder: "/scans", path: "1.tif", bytes: 9, sha256 };
  return {
    ...newTrail({ ordinal: 0, folder: "scans", path: "1.tif", provenance: NOTHING_DECLARED }, { file }),
    pages: steps.map((step, i) => ({ ...known, number: i + 1, steps: ["deskewed 1.07 degrees", step] })),
  };
}

async function noteOf(trails: readonly Trail[]): Promise<string | undefined> {
  async function* all(): AsyncGenerator<Trail> {
    yield* trails;
  }
  const left: LinesLeft = new Map();
  const passed: Trail[] = [];
  for await (const trail of countingLinesLeft(all(), left)) passed.push(trail);
  expect(passed).toEqual(trails);
  return linesLeftNote(left);
}

test("pages on which the second reader failed are counted and said once, with every reason", async () => {
  const failed = (why: string): string => `unsure lines left as they were: PP-OCRv6 cannot read (${why})`;
  const trails = [
    trailOf(failed("memory ran out"), "a line read by PP-OCRv6", failed("memory ran out")),
    trailOf(failed("its model is damaged")),
  ];
  expect(await noteOf(trails)).toMatch(
    /^On 3 pages .* second reader failed: PP-OCRv6 cannot read \(its model is damaged\); PP-OCRv6 cannot read \(memory ran out\)\. /,
  );
  expect(await noteOf([trailOf("a line read by PP-OCRv6")])).toBeUndefined();
});

import { expect, test } from "vitest";
import { datatroveClusters } from "./datatroveClusters.ts";

test("texts that share a bucket are one, and so are those that they connect", () => {
  const signatures = [[1n, 2n, 3n, 4n], [9n, 2n, 9n, 4n], [7n, 7n, 3n, 4n], [7n, 7n, 8n, 8n], undefined, undefined];
  const longs = signatures.map((signature) => (signature === undefined ? undefined : BigUint64Array.from(signature)));
  expect(datatroveClusters(longs, { buckets: 2, hashesPerBucket: 2 })).toEqual([0, 1, 0, 0, 4, 5]);
  expect(datatroveClusters(longs, { buckets: 1, hashesPerBucket: 4 })).toEqual([0, 1, 2, 3, 4, 5]);
});

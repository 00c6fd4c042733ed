import { sha256 } from "@malmoi/core";
import { expect, test } from "vitest";
import { releasedRows } from "./releasedRows.ts";

async function* rows() {
  for (const [id, config] of [
    ["b", "tha_Thai"],
    ["c", "tha_Thai_removed"],
    ["e", "tha_Thai"],
  ] as const) {
    yield { id, shard: `data/${config}/train/000_00000.parquet`, digest: sha256(id), tokens: 1 };
  }
}

test("rows that are published, not those of what was left out", async () => {
  const isReleased = releasedRows(rows());
  const found: boolean[] = [];
  for (const id of ["a", "b", "c", "d", "e", "f", "g"]) found.push(await isReleased(id));
  expect(found).toEqual([false, true, false, false, true, false, false]);
  await expect(isReleased("a")).rejects.toThrow("after g");
});

test("nothing is published yet", async () => {
  expect(await releasedRows(undefined)("a")).toBe(false);
});

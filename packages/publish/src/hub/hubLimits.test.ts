import { expect, test } from "vitest";
import { limitsBroken } from "./hubLimits.ts";

const file = (path: string, bytes = 1): { path: string; bytes: number } => ({ path, bytes });
const many = (count: number, path: (i: number) => string): ReturnType<typeof file>[] =>
  Array.from({ length: count }, (_, i) => file(path(i)));

test("a release just below every limit is taken", () => {
  const shards = many(3999, (i) => `data/l${i}/000.parquet`);
  const files = [...shards, ...many(9999, (i) => `stats/${i}.json`), file("data/l0/big.parquet", 200e9)];
  expect(limitsBroken(files, "x".repeat(400_000))).toEqual([]);
});

test.each([
  ["files", many(100_001, (i) => `data/l${i % 20}/${i}`), "", "100001 files"],
  ["files of a folder", many(10_001, (i) => `stats/${i}`), "", "10001 files in stats"],
  ["files at the top", many(10_001, (i) => `${i}`), "", "10001 files in the top folder"],
  ["configs", many(4001, (i) => `data/l${i}/0.parquet`), "", "4001 configs"],
  ["bytes of a file", [file("data/a/0.parquet", 201e9)], "", "data/a/0.parquet is larger"],
  ["bytes of the card, in UTF-8", [], "é".repeat(200_001), "the card has 400002 bytes"],
  ["names", [file("data/a/0#1.parquet")], "", "0#1.parquet has a name"],
])("more %s than the Hub takes are named", (_, files, card, words) => {
  const broken = limitsBroken(files, card);
  expect(broken).toHaveLength(1);
  expect(broken[0]).toContain(words);
});

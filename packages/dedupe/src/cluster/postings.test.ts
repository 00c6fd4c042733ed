import { expect, test } from "vitest";
import { Postings } from "./postings.ts";

function listsOf(postings: Postings, hash: number): number[] {
  const found: number[] = [];
  postings.visit(hash, (place) => {
    found.push(place);
    return true;
  });
  return found;
}

test("lists are found by what they hold, in order; only their first hashes count", () => {
  const postings = new Postings(
    [[1, 7, 4_294_967_295], [7], [2, 7, 9], []].map((list) => Uint32Array.from(list)),
    2,
  );
  expect(listsOf(postings, 7)).toEqual([0, 1, 2]);
  expect([postings.count(7), postings.count(1), postings.count(3), postings.count(9)]).toEqual([3, 1, 0, 0]);
  expect(listsOf(postings, 4_294_967_295)).toEqual([]);
  expect([postings.moreThan(1), postings.moreThan(2), postings.moreThan(3)]).toEqual([1, 1, 0]);
});

test("a visit ends when it is told to", () => {
  const postings = new Postings(
    Array.from({ length: 100 }, () => Uint32Array.of(5)),
    1,
  );
  let visited = 0;
  postings.visit(5, (place) => {
    visited += 1;
    return place < 9;
  });
  expect(visited).toBe(10);
});

test("with more lists than fit beside 32 bits, the lists that hold a hash are still all found", () => {
  const empty = new Uint32Array();
  const lists = Array.from({ length: 2 ** 22 + 1 }, () => empty);
  lists[3] = Uint32Array.of(4_000_000_001);
  lists[2 ** 22] = Uint32Array.of(17, 4_000_000_001);
  const postings = new Postings(lists, 128);
  expect(listsOf(postings, 4_000_000_001)).toEqual([3, 2 ** 22]);
  expect(listsOf(postings, 3_000_000_000)).toEqual([]);
});

import { describe, expect, it } from "vitest";
import { alignClusters } from "./alignClusters.ts";
import { editDistance } from "./editDistance.ts";

const shown = (truth: string, read: string): string =>
  alignClusters(Array.from(truth), Array.from(read))
    .map(({ kind, truth: a, read: b }) => (kind === "same" ? a.join("") : `[${a.join("")}|${b.join("")}]`))
    .join("");

describe("alignClusters", () => {
  it.each([
    ["", "", ""],
    ["abc", "abc", "abc"],
    ["abc", "", "[abc|]"],
    ["", "abc", "[|abc]"],
    ["abc", "axc", "a[b|x]c"],
    ["abc", "ac", "a[b|]c"],
    ["abc", "abxc", "ab[|x]c"],
    ["abcdef", "xbcdyf", "[a|x]bcd[e|y]f"],
    ["aab", "ab", "a[a|]b"],
  ])("%j and %j: %s", (truth, read, expected) => {
    expect(shown(truth, read)).toBe(expected);
  });

  it("keeps both texts whole and costs what the edit distance says", () => {
    let state = 7;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    for (let round = 0; round < 200; round++) {
      const text = (): string[] => Array.from({ length: random(24) }, () => "abcd"[random(4)] ?? "");
      const [truth, read] = [text(), text()];
      const aligned = alignClusters(truth, read);
      expect(aligned.flatMap((stretch) => stretch.truth)).toEqual(truth);
      expect(aligned.flatMap((stretch) => stretch.read)).toEqual(read);
      const cost = aligned
        .filter(({ kind }) => kind === "different")
        .reduce((sum, stretch) => sum + Math.max(stretch.truth.length, stretch.read.length), 0);
      const codes = (clusters: readonly string[]): number[] => clusters.map((cluster) => cluster.codePointAt(0) ?? 0);
      expect(cost).toBe(editDistance(codes(truth), codes(read)));
    }
  });
});

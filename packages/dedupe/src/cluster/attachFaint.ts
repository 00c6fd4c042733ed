import type { Families } from "./families.ts";
import { Postings } from "./postings.ts";

/** Members a cluster needs so that others are attached to it by what its members have in common. */
const FEWEST_MEMBERS = 3;

/** Shingles that a faint text must share with its cluster; those of several clusters count in parts. */
const FEWEST_MATCHES = 8;

/** How many times the evidence for the best cluster must be that for the next, each by the size of its profile. */
const LEAD = 2.5;

/** Hashes kept of all profiles together, half a gigabyte: with more than 30,000 clusters, fewer of each. */
const MOST_ENTRIES = 2 ** 26;

/** A shingle that more clusters have says nothing of any, and looking at them all would take for ever. */
const MOST_OWNERS = 256;

/** Other clusters that must share something with the text too: they show how much is chance in its language. */
const FEWEST_RIVALS = 8;

/**
 * Attaches texts that are too badly read to be like any single copy to the cluster whose copies together explain them:
 * shingles that at least two of its members have, each weighted by the number of clusters that have it. The cluster
 * must lead the next by far; two clusters are never joined by this, so that nothing chains.
 */
export function attachFaint(sketches: readonly Uint32Array[], families: Families): void {
  const members = new Map<number, number[]>();
  sketches.forEach((_, place) => {
    const top = families.topOf(place);
    const known = members.get(top);
    if (known === undefined) members.set(top, [place]);
    else known.push(place);
  });
  const homes = [...members.values()].filter((places) => places.length >= FEWEST_MEMBERS);
  const profiles = homes.map((places) => profileOf(places.map((place) => sketches[place] ?? new Uint32Array())));
  const owners = new Postings(profiles, Math.floor(MOST_ENTRIES / Math.max(1, homes.length)));
  const sizes = profiles.map((profile) => Math.max(1, profile.length));
  const faint = [...members.values()].filter((places) => places.length < FEWEST_MEMBERS).flat();
  const median = sizes.toSorted((a, b) => a - b)[sizes.length >> 1] ?? 1;
  const joins = new Map<number, number>();
  for (const place of faint) {
    const home = bestHome(sketches[place] ?? new Uint32Array(), owners, sizes, median);
    const first = home === undefined ? undefined : homes[home]?.[0];
    // The second of two copies goes where the first went, so that no two clusters are joined.
    if (first !== undefined && !joins.has(families.topOf(place))) joins.set(families.topOf(place), first);
  }
  for (const [top, first] of joins) families.put(top, first);
}

/** Hashes that at least two of the sketches have. */
function profileOf(sketches: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(sketches.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const sketch of sketches) {
    all.set(sketch, at);
    at += sketch.length;
  }
  all.sort();
  const profile: number[] = [];
  for (let index = 1; index < all.length; index += 1) {
    const hash = all[index] ?? 0;
    if (hash === all[index - 1] && hash !== profile.at(-1)) profile.push(hash);
  }
  return Uint32Array.from(profile);
}

function bestHome(sketch: Uint32Array, owners: Postings, sizes: readonly number[], median: number): number | undefined {
  const matches = new Map<number, number>();
  for (const hash of sketch) {
    const having = owners.count(hash);
    if (having > MOST_OWNERS) continue;
    owners.visit(hash, (home) => {
      matches.set(home, (matches.get(home) ?? 0) + 1 / having);
      return true;
    });
  }
  let [best, bestScore, next] = [-1, 0, 0];
  for (const [home, count] of matches) {
    // What is met by chance grows with the profile.
    const score = count * Math.min(1, median / (sizes[home] ?? 1));
    if (score > bestScore) [best, bestScore, next] = [home, score, bestScore];
    else next = Math.max(next, score);
  }
  if (matches.size <= FEWEST_RIVALS) return undefined;
  return bestScore >= FEWEST_MATCHES && bestScore >= LEAD * next ? best : undefined;
}

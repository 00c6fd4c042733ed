import { z } from "zod";
import { RecordSort } from "../sort/recordSort.ts";
import type { Output } from "./files.ts";
import { firstTexts, type SegmentInput } from "./segment.ts";
import { sketchBatches } from "./sketches.ts";
import { byteBlocks } from "./words.ts";

/** Members a family needs so that others are attached to it by what its members have in common. */
export const FEWEST_MEMBERS = 3;

/** Members that are looked at, the first by their digests: more would have misread everything in common. */
const MOST_MEMBERS = 255;

/** Hashes kept of all profiles together, half a gigabyte: of more than 30,000 families, perhaps not all of each. */
const MOST_ENTRIES = 2 ** 26;

/** A shingle that more families have says nothing of any, and looking at them all would take for ever. */
const MOST_OWNERS = 16;

/** How many texts each family has, by its top. */
export function familySizes(tops: Uint32Array): Uint32Array {
  const sizes = new Uint32Array(tops.length);
  for (const top of tops) sizes[top] = (sizes[top] ?? 0) + 1;
  return sizes;
}

export const ProfileCounts = z.strictObject({
  /** Families of three texts or more. */
  families: z.int().nonnegative(),
  /** Those of which not all hashes were kept, because all together would be more than fit into memory. */
  thinned: z.int().nonnegative(),
});
export type ProfileCounts = z.infer<typeof ProfileCounts>;

/**
 * Writes what the members of each family of at least three have in common: the hashes that two of them have, the least
 * 67 million / families of each, without those that more than 16 families have. `profiles.bin` has records of (hash,
 * family), sorted; `families.bin` of (family, hashes of its profile before anything is left out), ascending. A family is
 * called by the number of its top. Memory: 140 MB and 5 bytes a text.
 */
export async function writeProfiles(
  segments: readonly SegmentInput[],
  tops: Uint32Array,
  output: Output,
): Promise<ProfileCounts> {
  const folder = await output.scratch();
  const sizes = familySizes(tops);
  const families = sizes.reduce((sum, size) => sum + Number(size >= FEWEST_MEMBERS), 0);
  const most = Math.floor(MOST_ENTRIES / Math.max(1, families));
  const seen = new Uint8Array(tops.length);
  const hashes = new RecordSort({ width: 2, folder });
  for (const [index, first] of firstTexts(segments).entries()) {
    const segment = segments[index];
    if (segment === undefined || families === 0) continue;
    for await (const batch of sketchBatches(segment)) {
      for (const [place, sketch] of batch.sketches.entries()) {
        const top = tops[first + batch.first + place] ?? 0;
        const before = seen[top] ?? 0;
        if ((sizes[top] ?? 0) < FEWEST_MEMBERS || before === MOST_MEMBERS) continue;
        seen[top] = before + 1;
        for (const hash of sketch.hashes) hashes.add(top, hash);
      }
    }
  }
  const byHash = new RecordSort({ width: 2, folder });
  let thinned = 0;
  function* profiled(): Generator<Uint32Array> {
    for (const { family, size, kept } of profilesOf(hashes, most)) {
      if (kept.length < size) thinned += 1;
      for (const hash of kept) byHash.add(hash, family);
      yield Uint32Array.of(family, size);
    }
  }
  await output.write("families.bin", byteBlocks(profiled()));
  await output.write("profiles.bin", byteBlocks(telling(byHash.sorted())));
  return { families, thinned };
}

/** Those of sorted records of (hash, family) whose hash 16 families have at most. */
function* telling(blocks: Iterable<Uint32Array>): Generator<Uint32Array> {
  const same = new Uint32Array(2 * MOST_OWNERS);
  let [hash, owners] = [-1, 0];
  for (const block of blocks) {
    for (let at = 0; at < block.length; at += 2) {
      if (block[at] !== hash) {
        if (owners <= MOST_OWNERS) yield same.subarray(0, 2 * owners);
        [hash, owners] = [block[at] ?? 0, 0];
      }
      if (owners < MOST_OWNERS) same.set(block.subarray(at, at + 2), 2 * owners);
      owners += 1;
    }
  }
  if (owners <= MOST_OWNERS) yield same.subarray(0, 2 * owners);
}

interface Profile {
  readonly family: number;
  readonly size: number;
  /** Its least hashes. */
  readonly kept: readonly number[];
}

function* profilesOf(hashes: RecordSort, most: number): Generator<Profile> {
  let [family, hash, times, size] = [-1, -1, 0, 0];
  let kept: number[] = [];
  for (const block of hashes.sorted()) {
    for (let at = 0; at < block.length; at += 2) {
      if (block[at] !== family) {
        if (family >= 0) yield { family, size, kept };
        [family, hash, times, size, kept] = [block[at] ?? 0, -1, 0, 0, []];
      }
      times = block[at + 1] === hash ? times + 1 : 1;
      hash = block[at + 1] ?? 0;
      if (times !== 2) continue;
      size += 1;
      if (kept.length < most) kept.push(hash);
    }
  }
  if (family >= 0) yield { family, size, kept };
}

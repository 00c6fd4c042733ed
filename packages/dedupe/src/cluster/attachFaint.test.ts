import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mix32 } from "../hash.ts";
import { encodeSketch } from "../sketch.ts";
import { attachFaint, Profiles } from "./attachFaint.ts";
import type { ClusterEntry } from "./entry.ts";
import { writeProfiles } from "./profiles.ts";
import { writeSegment } from "./segment.ts";
import { StepFolder } from "./stepFolder.ts";
import { allNumbers } from "./words.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-attach-"));
});
afterEach(async () => await rm(folder, { recursive: true }));

/** Shingles that every text of the language has, that twelve works of a genre have, that a work has, and that only a copy has. */
const COMMON = 40;
const GENRE = 12;
const OWN = 60;
const MISREAD = 40;

function sketchOf(work: number, copy: number): string {
  const numbers = [
    ...Array.from({ length: COMMON }, (_, at) => mix32(at)),
    ...Array.from({ length: GENRE }, (_, at) => mix32(500_000 + Math.floor(work / GENRE) * GENRE + at)),
    ...Array.from({ length: OWN }, (_, at) => mix32(1_000_000 + work * OWN + at)),
    ...Array.from({ length: MISREAD }, (_, at) => mix32(0x8000_0000 + (work * 4 + copy) * MISREAD + at)),
  ];
  return encodeSketch(Uint32Array.from(numbers).toSorted());
}

async function* entries(works: number): AsyncGenerator<ClusterEntry> {
  for (let text = 0; text < works * 4; text += 1) {
    const [work, copy] = [Math.floor(text / 4), text % 4];
    const exact = text.toString(16).padStart(64, "0");
    const sketch = sketchOf(work, copy);
    yield { id: exact, exact, sketch, chars: 1, quality: 1, rights: 0, year: null, released: false, path: "" };
  }
}

/** Works of three copies that have found one another, and one that has not. */
async function attach(works: number): Promise<{ found: Uint32Array; looked: number; thinned: number }> {
  const steps = new StepFolder(join(folder, `${works}`));
  const segments = [steps.segment("segment", await writeSegment(entries(works), steps.output("segment")))];
  const tops = Uint32Array.from({ length: works * 4 }, (_, text) => (text % 4 === 3 ? text : text - (text % 4)));
  const { thinned } = await writeProfiles(segments, tops, steps.output("join"));
  const [profiles, families] = [steps.input("join", "profiles.bin"), steps.input("join", "families.bin")];
  const table = new Profiles(await allNumbers(profiles.stream()), await allNumbers(families.stream()));
  await attachFaint(segments, tops, table, { from: 0, to: 1 }, steps.output("attach"));
  return { found: await allNumbers(steps.input("attach", "attached.bin").stream()), looked: table.looked, thinned };
}

test("work grows as texts do, though all families have some shingles in common", async () => {
  const [few, many] = [await attach(96), await attach(384)];
  expect(few.thinned).toBe(0);
  expect(few.looked).toBeGreaterThan(0);
  expect(many.looked).toBe(4 * few.looked);
  // Every faint copy goes to its work.
  expect([...many.found]).toEqual(Array.from({ length: 384 }, (_, work) => [work * 4 + 3, work * 4]).flat());
});

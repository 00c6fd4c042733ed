import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mix32 } from "../hash.ts";
import { signatureOf } from "../signatureOf.ts";
import { clusterSegments, type Cut, ONE_TASK, partsOf } from "./clusterSegments.ts";
import type { ClusterEntry } from "./entry.ts";
import type { Input } from "./files.ts";
import { meet } from "./meet.ts";
import { segmentOf, writeSegment } from "./segment.ts";
import { rarityStep, verifyStep } from "./steps.ts";
import { StepFolder } from "./stepFolder.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-segments-"));
});
afterEach(async () => await rm(folder, { recursive: true }));

const LETTERS = "กขคงจฉชซญดตถทนบปผพมยรลวสห";
const textOf = (seed: number, length = 500) =>
  Array.from({ length }, (_, at) => LETTERS.charAt(mix32(seed * 100_003 + at) % 25)).join("");
const misread = (text: string, share: number, seed: number) =>
  Array.from(text, (letter, at) => (mix32(seed * 7919 + at) / 2 ** 32 < share ? "ฮ" : letter)).join("");

/** Works in one to thirty copies, read well and very badly, some in a book; boilerplate that all have; short texts. */
function corpus(): ClusterEntry[] {
  const boilerplate = textOf(999, 60);
  const texts = Array.from({ length: 24 }, (_, work) => work).flatMap((work) => {
    const text = boilerplate + textOf(work);
    const copies = Array.from({ length: work % 8 === 0 ? 20 : work % 4 }, (_, copy) =>
      misread(text, ((copy * 7) % 12) / 100, work * 50 + copy),
    );
    return [
      ...copies,
      ...(work % 5 === 0 ? [text + textOf(work + 500, 1500), text] : []),
      work % 3 === 0 ? "สั้น" : `${work}`,
    ];
  });
  return texts.map((text, at) => {
    const { exact, sketch, chars } = signatureOf(text);
    const quality = (mix32(at) % 100) / 100;
    return {
      id: mix32(at).toString(16),
      exact,
      sketch,
      chars,
      quality,
      rights: 0,
      year: null,
      released: false,
      path: "",
    };
  });
}

async function* stream(entries: readonly ClusterEntry[]): AsyncGenerator<ClusterEntry> {
  yield* entries;
}

/** `clusters.jsonl` of the entries in so many segments and tasks, and what was counted. */
async function cluster(entries: readonly ClusterEntry[], count: number, cut: Cut): Promise<[string, object]> {
  const own = await mkdtemp(join(folder, "own-"));
  const parts = Array.from({ length: count }, (_, part) =>
    stream(entries.filter(({ exact }) => segmentOf(exact, count) === part)),
  );
  const output = new StepFolder(own).output("result");
  const counts = await clusterSegments({ segments: parts, similarity: 0.3, folder: own, cut }, output);
  return [await readFile(join(own, "result/clusters.jsonl"), "utf8"), counts];
}

test("any number of segments and tasks, in any order, gives the same bytes", async () => {
  const entries = corpus();
  const whole = await cluster(entries, 1, ONE_TASK);
  expect(whole[0].split("\n").length).toBeGreaterThan(80);
  expect(whole[0]).toContain('"contained"');
  expect(whole[1]).toMatchObject({ documents: entries.length });
  const shuffled = entries.toSorted(
    (a, b) => mix32(a.chars + a.id.length) - mix32(b.chars + b.id.length) || (a.id < b.id ? -1 : 1),
  );
  expect(await cluster(shuffled, 7, { meetings: 16, verifications: 3 })).toEqual(whole);
  expect(await cluster(entries.toReversed(), 32, { meetings: 64, verifications: 32 })).toEqual(whole);
});

test("parts are even, none is empty, and together they are all", () => {
  expect(partsOf(256, 3)).toEqual([
    { from: 0, to: 85 },
    { from: 85, to: 170 },
    { from: 170, to: 256 },
  ]);
  expect(partsOf(2, 5)).toEqual([
    { from: 0, to: 1 },
    { from: 1, to: 2 },
  ]);
  expect(partsOf(0, 5)).toEqual([{ from: 0, to: 0 }]);
});

/** Flips a bit of every thousand bytes. */
async function flipBits(path: string): Promise<void> {
  const bytes = await readFile(path);
  for (let at = 500; at < bytes.length; at += 1000) bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  await writeFile(path, bytes);
}

/** Two segments with what comes before a comparison of texts, of which one file is damaged before `use`. */
async function damaged(file: string): Promise<unknown> {
  const steps = new StepFolder(folder);
  const entries = corpus();
  const segments = [];
  for (const part of [0, 1]) {
    const own = stream(entries.filter(({ exact }) => segmentOf(exact, 2) === part));
    segments.push(steps.segment(`segment-${part}`, await writeSegment(own, steps.output(`segment-${part}`))));
  }
  await rarityStep(segments, steps.output("rarity"));
  const rarity: Input = steps.input("rarity", "rarity.bin");
  if (file.endsWith("anchors.bin")) await flipBits(join(folder, file));
  const meeting = {
    ...(await meet(segments, { from: 0, to: 256 }, steps.output("meet"))),
    pairs: steps.input("meet", "pairs.bin"),
  };
  await flipBits(join(folder, file));
  const request = { segments, meetings: [meeting], rarity, similarity: 0.3, part: { from: 0, to: 2 } };
  return await verifyStep(request, steps.output("verify"));
}

test.each(["segment-1/anchors.bin", "segment-0/sketches.bin", "meet/pairs.bin"])(
  "a flipped bit in %s is noticed, and the error says what to do",
  async (file) => {
    const name = file.split("/").at(-1) ?? "";
    await expect(damaged(file)).rejects.toMatchObject({
      kind: "input",
      code: "WORK_DAMAGED",
      message: expect.stringContaining(name),
      hint: expect.stringContaining("again"),
    });
  },
);

test("steps leave nothing in their scratch folders", async () => {
  await cluster(corpus(), 3, { meetings: 2, verifications: 2 });
  const left = (await readdir(folder, { recursive: true })).filter((path) => /run-\d+-\d+$|documents-/.test(path));
  expect(left).toEqual([]);
});

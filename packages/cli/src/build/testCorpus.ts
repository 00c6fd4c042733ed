import { runnable, type RunnableStage } from "@malmoi/core";
import {
  attachStage,
  type ClusterEntry,
  clusterStage,
  joinStage,
  meetStage,
  membersStage,
  rarityStage,
  segmentStage,
  signatureOf,
  verifyStage,
} from "@malmoi/dedupe";

// What the tests of `clusterCorpus` work on.

export const CLUSTER_STAGES: readonly RunnableStage[] = [
  runnable(attachStage),
  runnable(clusterStage),
  runnable(joinStage),
  runnable(meetStage),
  runnable(membersStage),
  runnable(rarityStage),
  runnable(segmentStage),
  runnable(verifyStage),
];

const words = "laut gunung sungai pasar kapal raja surat kota hujan padi rumah jalan anak guru buku pagi".split(" ");
const textOf = (work: number, copy: number) =>
  Array.from({ length: 120 }, (_, at) => {
    const word = words[(work * 31 + at * at * (work + 3)) % words.length] ?? "";
    return (at * 7 + copy) % 25 === 0 && copy > 0 ? `${word}x${copy}` : `${word}${(at * work) % 13}`;
  }).join(" ");

/** The signature of a copy of a work. */
export const entryOf = (work: number, copy: number): ClusterEntry => {
  const { exact, sketch, chars } = signatureOf(textOf(work, copy));
  const id = `${work.toString().padStart(2, "0")}-${copy}`;
  return { id, exact, sketch, chars, quality: 0.5 + copy / 100, rights: 0, year: null, released: false, path: id };
};
/** Thirty works in one to three copies. */
export const corpus = (): ClusterEntry[] =>
  Array.from({ length: 30 }, (_, work) => work).flatMap((work) =>
    [0, 1, 2].slice(0, 1 + (work % 3)).map((copy) => entryOf(work, copy)),
  );

export async function* stream(entries: readonly ClusterEntry[]): AsyncGenerator<ClusterEntry> {
  yield* entries;
}

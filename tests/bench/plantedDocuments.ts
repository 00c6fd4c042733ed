import type { ClusterEntry } from "@malmoi/dedupe";
import { encodeSketch } from "@malmoi/dedupe";

/** A bijection of 32-bit numbers (MurmurHash3's last step). */
function mix(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Numbers of 0 to 1 that depend on the seed only; no two seeds have a part of their rows in common. */
function random(seed: number): () => number {
  const [start, key] = [mix(seed), mix(seed ^ 0x85eb_ca6b)];
  let at = start;
  return () => {
    at = (at + 0x9e37_79b9) >>> 0;
    return mix(mix(at) ^ key) / 2 ** 32;
  };
}

/**
 * Of a hundred documents that follow one another thirty are copies of seven works, two to ten of each; of a thousand one
 * is a copy of the same form, like all the others of its kind.
 */
const CLUSTERS = [2, 2, 3, 3, 4, 6, 10];
const FORM = 0xffff_ffff;

/** The first document of a work stands for it; its copies know it. */
export function workOf(document: number): number {
  if (document % 1000 === 99) return FORM;
  const first = document - (document % 100);
  let at = first;
  for (const size of CLUSTERS) {
    if (document < at + size) return at;
    at += size;
  }
  return document;
}

/** Share of its shingles that a copy keeps: the first all, the others less and less, the fourth and eighth all again. */
const KEPT = [1, 0.9, 0.75, 1, 0.6, 0.9, 0.75];

/** Texts with fewer have no sketch; some are left out because they come twice. */
const FEWEST = 34;

/** 2 to the power of 0 to 1 in steps, and of whole numbers. */
const FRACTIONS = Float64Array.from({ length: 1025 }, (_, step) => 2 ** (step / 1024));
const POWERS = Float64Array.from({ length: 33 }, (_, power) => 2 ** power);

/** A rank by Zipf's law, r as often as 1 / r: 2 to the power of 0 to 32, between steps along a straight line. */
function rankOf(uniform: number): number {
  const power = Math.floor(uniform * 32);
  const place = (uniform * 32 - power) * 1024;
  const step = Math.floor(place);
  const low = FRACTIONS[step] ?? 1;
  const high = FRACTIONS[step + 1] ?? 1;
  return Math.floor((POWERS[power] ?? 1) * (low + (high - low) * (place - step)));
}

/** Shingles are drawn so that a few are in every text and most are rare. */
function shinglesOf(work: number, hashes: number): number[] {
  const next = random(work);
  const count = Math.max(FEWEST, Math.floor((0.6 + 0.8 * next()) * hashes));
  return Array.from({ length: count }, () => mix(rankOf(next() + next() / 2 ** 32)));
}

function sketchOf(document: number, hashes: number): Uint32Array {
  const work = workOf(document);
  const kept = work === FORM ? 0.8 : (KEPT[(document - work) % KEPT.length] ?? 1);
  const next = random(document ^ 0x5bd1_e995);
  const misread = shinglesOf(work, hashes).map((hash) => (next() < kept ? hash : Math.floor(next() * 2 ** 32)));
  const sorted = Uint32Array.from(misread).toSorted();
  return sorted.filter((hash, at) => hash !== sorted[at - 1]);
}

/** A copy that keeps all has the digest of the first. */
function textOf(document: number): number {
  const work = workOf(document);
  return work !== FORM && KEPT[(document - work) % KEPT.length] === 1 ? work : document;
}

const hex = (value: number): string => value.toString(16).padStart(8, "0");
const digestOf = (text: number): string => `${hex(mix(text))}${hex(text)}`.padEnd(64, "0");

/** Which documents are in each of the segments `from` to `to` of `segments`, the last not included. */
export function documentsIn(count: number, from: number, to: number, segments: number): number[][] {
  const lists: number[][] = Array.from({ length: to - from }, () => []);
  for (let document = 0; document < count; document += 1) {
    const segment = Math.floor((mix(textOf(document)) / 2 ** 32) * segments);
    lists[segment - from]?.push(document);
  }
  return lists;
}

/** Documents of so many different shingles on average, 0.6 to 1.4 times as many. */
export async function* plantedDocuments(documents: readonly number[], hashes: number): AsyncGenerator<ClusterEntry> {
  for (const document of documents) {
    yield {
      id: hex(document),
      exact: digestOf(textOf(document)),
      sketch: encodeSketch(sketchOf(document, hashes)),
      quality: random(document + 7)(),
      chars: 2000,
      rights: 0,
      year: null,
      released: false,
      path: "",
    };
  }
}

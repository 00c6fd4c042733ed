import type { ClusterEntry } from "@malmoi/dedupe";
import { encodeSketch, segmentOf } from "@malmoi/dedupe";
import { sha256 } from "@malmoi/core";

/**
 * What a corpus is made of: works in copies; or what could be the ruin of it: one text again and again; one form filled in
 * again and again; texts too short to be compared; texts of nothing; texts made so that each meets as many others as it
 * can, 16 to a bucket and three buckets a pair, of which none is a copy.
 */
export const KINDS = ["works", "same", "forms", "tiny", "nothing", "collisions"] as const;
export type Kind = (typeof KINDS)[number];

export interface Corpus {
  readonly documents: number;
  /** Shingles of a text, on average. */
  readonly hashes: number;
  readonly kind: Kind;
}

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
export function workOf(document: number, kind: Kind): number {
  if (kind === "same" || kind === "forms") return FORM;
  if (kind !== "works") return document;
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

/** Three by three shingles are those of about 15 others too, each time of other ones. */
function collidingShingles(document: number, { documents, hashes }: Corpus): number[] {
  return Array.from({ length: hashes }, (_, at) => {
    // Multiplied by an odd number, numbers are all others, and spread evenly.
    const place = Math.imul(document, 2 * mix(Math.floor(at / 3)) + 1) >>> 0;
    return mix(mix(Math.floor((place / 2 ** 32) * (documents / 16))) + at);
  });
}

/** Of a filled-in form all is the form but for a word or two. */
const FILLED_IN = 0.05;

function shareKept(document: number, work: number, kind: Kind): number {
  if (kind === "forms") return 1 - FILLED_IN;
  return work === FORM ? 0.8 : (KEPT[(document - work) % KEPT.length] ?? 1);
}

function sketchOf(document: number, corpus: Corpus): Uint32Array {
  const { kind, hashes } = corpus;
  const work = workOf(document, kind);
  const kept = shareKept(document, work, kind);
  const next = random(document ^ 0x5bd1_e995);
  const all =
    kind === "collisions"
      ? collidingShingles(document, corpus)
      : shinglesOf(work, hashes).map((hash) => (next() < kept ? hash : Math.floor(next() * 2 ** 32)));
  const sorted = Uint32Array.from(all).toSorted();
  return sorted.filter((hash, at) => hash !== sorted[at - 1]);
}

/** A copy that keeps all has the digest of the first. */
function textOf(document: number, kind: Kind): number {
  if (kind === "same") return 0;
  const work = workOf(document, kind);
  if (kind !== "works") return document;
  return work !== FORM && KEPT[(document - work) % KEPT.length] === 1 ? work : document;
}

const hex = (value: number): string => value.toString(16).padStart(8, "0");
const NOTHING = sha256("");
const digestOf = (document: number, kind: Kind): string => {
  const text = textOf(document, kind);
  return kind === "nothing" ? NOTHING : `${hex(mix(text))}${hex(text)}`.padEnd(64, "0");
};

/** Which documents are in each of the segments `from` to `to` of `segments`, the last not included. */
export function documentsIn({ documents, kind }: Corpus, from: number, to: number, segments: number): number[][] {
  const lists: number[][] = Array.from({ length: to - from }, () => []);
  for (let document = 0; document < documents; document += 1) {
    const segment = segmentOf(digestOf(document, kind), segments);
    lists[segment - from]?.push(document);
  }
  return lists;
}

/** Documents of so many different shingles on average, 0.6 to 1.4 times as many. */
export async function* plantedDocuments(documents: readonly number[], corpus: Corpus): AsyncGenerator<ClusterEntry> {
  const { kind } = corpus;
  for (const document of documents) {
    yield {
      id: hex(document),
      exact: digestOf(document, kind),
      sketch: kind === "tiny" || kind === "nothing" ? null : encodeSketch(sketchOf(document, corpus)),
      quality: random(document + 7)(),
      chars: 2000,
      rights: 0,
      year: null,
      released: false,
      path: "",
    };
  }
}

import { z } from "zod";
import { ClusterEntry } from "./entry.ts";

/** What is kept of a document while clusters are made. */
export const Candidate = ClusterEntry.pick({ id: true, chars: true, rights: true, year: true, released: true }).extend({
  quality: z.number().min(0).max(1),
});
export type Candidate = z.infer<typeof Candidate>;

/** Quality differs only by steps of so much: finer differences are the recogniser's mood. */
const QUALITY_STEP = 0.05;

/** So do lengths, as a ratio: one reading has a running head that another lacks. */
const LENGTH_STEP = Math.log(1.05);

/** A copy so much worse than the best is no measure of how long the text is: noise is read as text. */
export const CLEARLY_WORSE = 0.25;

/** A copy with less of the text than this does not stand for the others, however well it was read. */
const LEAST_OF_TEXT = 0.5;

const qualityStep = ({ quality }: Candidate): number => Math.round(quality / QUALITY_STEP);
const lengthStep = ({ chars }: Candidate): number => Math.round(Math.log(Math.max(1, chars)) / LENGTH_STEP);

/**
 * Orders the better copy first: what is published already; then better read, then longer, both in steps of 5 %; then with freer rights; then older;
 * what is the same in all of these by exact quality, exact length, and id.
 */
export function compareCandidates(a: Candidate, b: Candidate): number {
  return (
    Number(b.released) - Number(a.released) ||
    qualityStep(b) - qualityStep(a) ||
    lengthStep(b) - lengthStep(a) ||
    a.rights - b.rights ||
    (a.year ?? Infinity) - (b.year ?? Infinity) ||
    b.quality - a.quality ||
    b.chars - a.chars ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  );
}

/** The best copy of at least half of the text; undefined of none. Linear; their order does not matter. */
export function bestOf(candidates: readonly Candidate[]): Candidate | undefined {
  let quality = 0;
  for (const candidate of candidates) quality = Math.max(quality, candidate.quality);
  let chars = 0;
  for (const candidate of candidates) {
    if (candidate.quality >= quality - CLEARLY_WORSE) chars = Math.max(chars, candidate.chars);
  }
  let first: Candidate | undefined;
  for (const candidate of candidates) {
    if (candidate.chars < LEAST_OF_TEXT * chars) continue;
    if (first === undefined || compareCandidates(candidate, first) < 0) first = candidate;
  }
  return first;
}

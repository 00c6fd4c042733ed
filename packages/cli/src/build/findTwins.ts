import { type RunnerContext, runStage, type StageResults, type StageTally } from "@malmoi/core";
import { compareStage, likelyTwins, lookStage, type OcrOptions, type ScannedPage, type Twin } from "@malmoi/ocr";
import type { ProgressEvent } from "@malmoi/schemas";
import { z } from "zod";
import { Trail } from "./trail.ts";

/** A page that need not be read, because another scan of it is read. */
export interface TwinPage {
  readonly of: ScannedPage;
  readonly twin: Twin;
}

/** By `pageName` of the page that need not be read. */
export type TwinPages = ReadonlyMap<string, TwinPage>;

/** Names a page by its content's place: the digest of its scan and its number. */
export function pageName(sha256: string, page: number): string {
  return `${sha256} ${page}`;
}

interface Candidate {
  readonly page: ScannedPage;
  readonly pixels: number;
  readonly sketch: string;
  /** As declared: pages in different languages are read with different models. */
  readonly group: string;
}

interface Request {
  readonly scans: () => AsyncGenerator<Trail>;
  readonly options: OcrOptions;
  readonly context: RunnerContext;
  readonly tallies: StageTally[];
}

/**
 * Finds pages that were scanned more than once, by what they look like. Of several scans of a page the one with most
 * pixels is kept, then the one of the smaller digest: it depends on what there is, never on the order in which it came.
 */
export async function* findTwins({
  scans,
  options: { textLayer, libraries },
  context,
  tallies,
}: Request): AsyncGenerator<ProgressEvent, TwinPages> {
  const looks = yield* runStage(
    {
      stage: lookStage,
      options: { textLayer, libraries },
      carries: scans(),
      carrySchema: Trail,
      itemOf: ({ file, scan }) => (file === null || scan === null ? undefined : { file, scan }),
    },
    context,
  );
  // What cannot be looked at is quarantined when it is read, and counted there.
  tallies.push({ ...looks.tally, quarantined: 0 });
  const seen = await candidatesOf(looks);
  const pairs = [...likelyTwins(seen)].flatMap(([other, kepts]) => kepts.map((kept) => ({ kept, other })));
  if (pairs.length === 0) return new Map();

  const Pair = z.strictObject({ kept: z.int(), other: z.int() });
  const compared = yield* runStage(
    {
      stage: compareStage,
      options: { libraries },
      carries: streamed(pairs.toSorted((a, b) => a.other - b.other || a.kept - b.kept)),
      carrySchema: Pair,
      itemOf: ({ kept, other }) => {
        const [first, second] = [seen[kept]?.page, seen[other]?.page];
        return first === undefined || second === undefined ? undefined : { kept: first, other: second };
      },
    },
    context,
  );
  tallies.push({ ...compared.tally, quarantined: 0 });

  const found = new Map<string, TwinPage>();
  for await (const { carry, outcomes } of compared.results()) {
    const [outcome] = outcomes;
    const [kept, other] = [seen[carry.kept]?.page, seen[carry.other]?.page];
    if (outcome?.status !== "done" || outcome.output.twin === null || kept === undefined || other === undefined)
      continue;
    const name = pageName(other.scan.sha256, other.page);
    // Only a page that is read itself can stand for another; the pairs come in the order of preference.
    if (found.has(name) || found.has(pageName(kept.scan.sha256, kept.page))) continue;
    found.set(name, { of: kept, twin: outcome.output.twin });
  }
  return found;
}

/** All pages that can be known again, in the order of preference. */
async function candidatesOf(
  looks: StageResults<Trail, { readonly sketch: string | null; readonly pixels: number }>,
): Promise<Candidate[]> {
  const seen: Candidate[] = [];
  for await (const { carry, outcomes } of looks.results()) {
    const { file, scan, provenance } = carry;
    if (file === null || scan === null) continue;
    outcomes.forEach((outcome, index) => {
      if (outcome.status !== "done" || outcome.output.sketch === null) return;
      const { sketch, pixels } = outcome.output;
      seen.push({ page: { file, scan, page: index + 1 }, pixels, sketch, group: provenance.language ?? "" });
    });
  }
  const byDigest = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return seen.toSorted(
    (a, b) => b.pixels - a.pixels || byDigest(a.page.scan.sha256, b.page.scan.sha256) || a.page.page - b.page.page,
  );
}

async function* streamed<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

import { fileOf, type Limits, type RunnerContext, runStage, type StageTally } from "@malmoi/core";
import { type CopyInput, copyStage, type OcrOptions } from "@malmoi/ocr";
import type { ErrorRecord, FileRef, ProgressEvent } from "@malmoi/schemas";
import { findTwins, pageName, type TwinPages } from "./findTwins.ts";
import { ocrStage } from "./stages.ts";
import { labelOf, Trail } from "./trail.ts";

interface Request {
  readonly scans: () => AsyncGenerator<Trail>;
  readonly options: OcrOptions;
  readonly limits: Pick<Limits, "deadlineSeconds" | "memoryMegabytes">;
  readonly context: RunnerContext;
  readonly tallies: StageTally[];
}

/** What became of a page that stands for others. */
type Kept = { readonly file: FileRef; readonly digest: string } | { readonly error: ErrorRecord };

/** The numbers of a scan's pages that another scan is read for. */
function twinsIn({ scan }: Trail, twins: TwinPages): number[] {
  if (scan === null) return [];
  const numbers = Array.from({ length: scan.pages }, (_, index) => index + 1);
  return twins.size === 0 ? [] : numbers.filter((number) => twins.has(pageName(scan.sha256, number)));
}

/** Reads all pages of all scans; a page that was scanned more than once is read once. The trails come with their pages. */
export async function* readPages(request: Request): AsyncGenerator<ProgressEvent, () => AsyncGenerator<Trail>> {
  const { scans, options, limits, context, tallies } = request;
  const twins = yield* findTwins(request);
  const pages = yield* runStage(
    {
      stage: ocrStage,
      options,
      limits,
      carries: scans(),
      carrySchema: Trail,
      itemOf: (trail) => {
        const { file, scan, provenance } = trail;
        if (file === null || scan === null) return undefined;
        return { file, scan, language: provenance.language, skip: new Set(twinsIn(trail, twins)) };
      },
    },
    context,
  );
  tallies.push(pages.tally);

  async function* read(): AsyncGenerator<Trail> {
    for await (const { carry, outcomes } of pages.results()) {
      const skipped = new Set(twinsIn(carry, twins));
      // The page stage plans one task for each page that is not skipped, in the order of pages.
      const numbers = Array.from({ length: carry.scan?.pages ?? 0 }, (_, index) => index + 1).filter(
        (number) => !skipped.has(number),
      );
      const found: Trail["pages"] = [];
      const failedPages: Trail["failedPages"] = [];
      for (const [index, outcome] of outcomes.entries()) {
        if (outcome.status === "quarantined") failedPages.push({ number: numbers[index] ?? 0, error: outcome.error });
        else {
          const { record, output } = outcome;
          found.push({ ...output, file: fileOf(record, "page.json"), digest: record.digest });
        }
      }
      yield { ...carry, pages: found, failedPages };
    }
  }
  if (twins.size === 0) return read;

  const kept = new Map<string, Kept>();
  const wanted = new Set([...twins.values()].map(({ of }) => pageName(of.scan.sha256, of.page)));
  for await (const { scan, pages: found, failedPages } of read()) {
    if (scan === null) continue;
    for (const { number, file, digest } of found) {
      const name = pageName(scan.sha256, number);
      if (wanted.has(name)) kept.set(name, { file, digest });
    }
    for (const { number, error } of failedPages) {
      const name = pageName(scan.sha256, number);
      if (wanted.has(name)) kept.set(name, { error });
    }
  }
  return yield* copyPages(read, twins, kept, request);
}

/** The trails with the pages that were not read, too: each with the reading of its twin, or with its failure. */
async function* copyPages(
  read: () => AsyncGenerator<Trail>,
  twins: TwinPages,
  kept: ReadonlyMap<string, Kept>,
  { context, tallies }: Request,
): AsyncGenerator<ProgressEvent, () => AsyncGenerator<Trail>> {
  const copies = (trail: Trail): { inputs: CopyInput[]; failed: Trail["failedPages"] } => {
    const inputs: CopyInput[] = [];
    const failed: Trail["failedPages"] = [];
    const sha256 = trail.scan?.sha256 ?? "";
    for (const number of twinsIn(trail, twins)) {
      const twin = twins.get(pageName(sha256, number));
      const origin = twin && kept.get(pageName(twin.of.scan.sha256, twin.of.page));
      if (twin === undefined || origin === undefined)
        throw new Error(`page ${number} of ${labelOf(trail)} has no twin`);
      if ("error" in origin) {
        failed.push({ number, error: origin.error });
        continue;
      }
      const of = { sha256: twin.of.scan.sha256, number: twin.of.page };
      const label = `${labelOf(trail)} page ${number}`;
      const { file: page, digest } = origin;
      inputs.push({ label, number, twin: twin.twin, of, page, digests: [digest, sha256] });
    }
    return { inputs, failed };
  };
  const copied = yield* runStage(
    {
      stage: copyStage,
      options: {},
      carries: read(),
      carrySchema: Trail,
      itemOf: (trail) => copies(trail).inputs,
    },
    context,
  );
  tallies.push(copied.tally);
  return async function* () {
    for await (const { carry, outcomes } of copied.results()) {
      const { inputs, failed } = copies(carry);
      const found = [...carry.pages];
      const failedPages = [...carry.failedPages, ...failed];
      for (const [index, outcome] of outcomes.entries()) {
        const number = inputs[index]?.number ?? 0;
        if (outcome.status === "quarantined") failedPages.push({ number, error: outcome.error });
        else
          found.push({ ...outcome.output, file: fileOf(outcome.record, "page.json"), digest: outcome.record.digest });
      }
      const inOrder = <Item extends { readonly number: number }>(items: Item[]): Item[] =>
        items.toSorted((a, b) => a.number - b.number);
      yield { ...carry, pages: inOrder(found), failedPages: inOrder(failedPages) };
    }
  };
}

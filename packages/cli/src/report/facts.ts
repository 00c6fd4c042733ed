import type { DocumentOutcome } from "@malmoi/publish";
import type { ErrorRecord, FileRef, LanguageTag, LedgerTotals, Reason, RunRecord, Scan } from "@malmoi/schemas";
import type { Limit } from "./signalScale.ts";

/** Classes of OCR confidence in a histogram: 20 of 0.05 each. */
export const BINS = 20;

export interface LanguageFacts {
  published: number;
  leftOut: number;
  /** Of `leftOut`: by language or its score, by any other rule, as duplicates. Who fails two counts for the first. */
  readonly lost: { language: number; quality: number; duplicate: number };
  /** Of published documents; blank pages do not count. */
  pages: number;
  characters: number;
  words: number;
  /** Recognised pages by confidence, of all documents in this language, published or not. */
  readonly confidence: number[];
  /** Sum of confidence over the pages of `confidence`. */
  confidenceSum: number;
}

export interface ReasonFacts {
  documents: number;
  pages: number;
  /** The first document that failed the rule, and how. */
  readonly example: { readonly id: string; readonly path: string; readonly reason: Reason };
}

/** A page to look at. */
export interface SampleFacts {
  readonly language: string;
  readonly outcome: DocumentOutcome["outcome"];
  readonly folder: string;
  readonly path: string;
  readonly format: Scan["format"];
  readonly title: string | null;
  readonly page: { readonly number: number; readonly confidence: number; readonly file: FileRef };
  readonly clean: FileRef;
}

/** How the documents of a language lie against the limits of one signal. */
export interface SignalFacts {
  readonly limit: Limit;
  /** Documents by `placeIn` the `scaleOf` the limit: those that pass, and those that fail. */
  readonly passing: number[];
  readonly failing: number[];
  failed: number;
}

/** A document near a limit. */
export interface NearFacts {
  readonly signal: string;
  readonly value: number;
  readonly bound: number;
  readonly fails: boolean;
  readonly sample: SampleFacts;
}

export interface ClusterMemberFacts {
  readonly id: string;
  path: string;
}

export interface ClusterFacts {
  readonly representative: ClusterMemberFacts;
  /** The first few. */
  readonly members: ClusterMemberFacts[];
  /** All, the representative not counted. */
  size: number;
}

export interface QuarantineFacts {
  readonly path: string;
  readonly pages: readonly number[];
  readonly error: ErrorRecord;
}

/** All a report tells of a run. Lists are bounded; what does not fit is counted. */
export interface ReportFacts {
  readonly run: RunRecord;
  /** Counted from the ledger, not taken from the run's record. */
  readonly totals: LedgerTotals;
  readonly languages: Map<string, LanguageFacts>;
  readonly reasons: Map<string, ReasonFacts>;
  readonly samples: readonly SampleFacts[];
  /** Signals with limits, those that drop most first. */
  readonly signals: readonly (readonly [signal: string, languages: ReadonlyMap<LanguageTag, SignalFacts>])[];
  readonly near: readonly NearFacts[];
  readonly clusters: {
    readonly shown: readonly ClusterFacts[];
    readonly all: number;
    /** There are more than `all`. */
    readonly uncounted: boolean;
    readonly documents: number;
  };
  /** Files that are the same, byte for byte, as another. */
  readonly sameFiles: {
    readonly shown: readonly { readonly path: string; readonly of: string }[];
    readonly all: number;
  };
  readonly quarantine: {
    readonly shown: readonly QuarantineFacts[];
    readonly all: number;
    /** Pages by error code. */
    readonly codes: Map<string, number>;
  };
}

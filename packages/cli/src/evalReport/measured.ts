import type { GoldPage, PageScore } from "@malmoi/ocr";
import type { ErrorRecord, Language, Page } from "@malmoi/schemas";

/** A gold set and how it was read. */
export interface MeasuredSet {
  /** See `setNames`. */
  readonly name: string;
  readonly language: Language;
  readonly pages: readonly PageScore[];
  /** Files that have no counterpart and were not measured. */
  readonly unpaired: readonly string[];
  /** Why the set was not measured, or not to its end. */
  readonly refused?: ErrorRecord;
}

/** A gold page with what was read on it, for those that a report shows. */
export interface MeasuredPage {
  readonly set: string;
  readonly gold: GoldPage;
  readonly language: Language;
  readonly score: PageScore;
  /** Pages of the scan as they were read; none if it could not be read. */
  readonly pages: readonly Page[];
}

/** A stretch of a text, in UTF-16 units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span of personal data, and the rule that says so. */
export interface Found extends Span {
  readonly rule: string;
}

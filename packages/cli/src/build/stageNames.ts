/** The six stages of a corpus, in their order; sub-steps are named `<stage>.<step>`. */
export const STAGES = ["intake", "ocr", "language", "clean", "dedupe", "publish"] as const;
export type StageName = (typeof STAGES)[number];

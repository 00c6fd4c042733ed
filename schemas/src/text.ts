import { z } from "zod";

/** A text as it was read: of any form, in the encoding of any font. Only cleaning makes a CleanText of it. */
export const RawText = z.string().brand<"RawText">();
export type RawText = z.infer<typeof RawText>;

/** A text in the one form everything after cleaning works on; `normalise` in `@malmoi/clean` says which. */
export const CleanText = z.string().brand<"CleanText">();
export type CleanText = z.infer<typeof CleanText>;

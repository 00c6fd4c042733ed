import { z } from "zod";

/** One failing rule: the value seen, and the threshold it was compared with. For rules on words, both are words. */
export const Reason = z.strictObject({
  rule: z.string().min(1),
  value: z.union([z.number(), z.string()]),
  threshold: z.union([z.number(), z.string()]),
});
export type Reason = z.infer<typeof Reason>;

/** Kept if and only if no rule fails. All failing rules are listed, not just the first. */
export const Decision = z.strictObject({ keep: z.boolean(), reasons: z.array(Reason) });
export type Decision = z.infer<typeof Decision>;

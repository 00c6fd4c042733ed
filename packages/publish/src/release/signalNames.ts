import { SIGNALS } from "@malmoi/schemas";

/** The signals that have a column of their own, in that order. */
export const SIGNAL_NAMES: readonly string[] = Object.keys(SIGNALS);

import type { Provenance } from "@malmoi/schemas";

/** Of a scan that nobody says anything about, in tests. */
export const NOTHING_DECLARED: Provenance = {
  language: null,
  title: null,
  author: null,
  date: null,
  institution: null,
  collection: null,
  rights: null,
  license: null,
  embargoUntil: null,
};

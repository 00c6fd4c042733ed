import { findLanguage, type ScriptCode } from "@malmoi/schemas";
import type { Section } from "../model/languageModel.ts";
import { type TrainProgress, trainSection } from "./trainSection.ts";

/** Buckets a label: with half as many, languages of one family blur (Indonesian and Malay lose 3 points of F1). */
const BUCKETS_A_LABEL = 4096;

/** More than this many samples and rounds gained less than 0.1 points of macro-F1 on the development texts. */
const SAMPLES = 25_000;
const EPOCHS = 4;
const SEED = 1;

/**
 * Trains a section for each script that at least two of the languages are written in; the script alone tells the others.
 * Chinese standards are told by their characters (`han.ts`). `texts` are lines by tag; unknown tags are left out.
 */
export function* trainModel(
  texts: ReadonlyMap<string, readonly string[]>,
  { samples = SAMPLES, epochs = EPOCHS }: { readonly samples?: number; readonly epochs?: number } = {},
): Generator<TrainProgress, readonly Section[]> {
  const byScript = new Map<ScriptCode, Map<string, readonly string[]>>();
  for (const [tag, lines] of [...texts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const script = findLanguage(tag)?.script;
    if (script === undefined || lines.length === 0) continue;
    const section = byScript.get(script) ?? new Map<string, readonly string[]>();
    byScript.set(script, section.set(tag, lines));
  }
  const sections: Section[] = [];
  for (const [script, section] of byScript) {
    if (section.size < 2) continue;
    const buckets = 2 ** Math.ceil(Math.log2((section.size + 1) * BUCKETS_A_LABEL));
    sections.push(yield* trainSection({ script, texts: section, buckets, epochs, samples, seed: SEED }));
  }
  return sections;
}

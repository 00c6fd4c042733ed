import type { Calibration, Section } from "../model/languageModel.ts";
import { type Evidence, logitsOf, probabilitiesOf, scorerOf } from "../model/scorer.ts";
import { folded, wordsOf } from "../model/words.ts";
import { closeTo } from "@malmoi/schemas";
import { fitBiases } from "./fitBiases.ts";
import { randomFrom } from "@malmoi/core";
import { sampleOf } from "./samples.ts";

const LEAST_PROBABILITY = 1e-6;

/**
 * The calibration under which texts that were not learned from are the least surprising (mean negative log-likelihood of
 * their languages; Guo et al. 2017, with a power of the length beside the temperature): each line once as it is and once
 * cut and misread (`sampleOf`). Then the biases, on the same texts (`fitBiases`).
 */
export function calibrate(section: Section, texts: ReadonlyMap<string, readonly string[]>): Calibration {
  const score = scorerOf(section);
  const random = randomFrom(2);
  const evidence: { readonly label: number; readonly found: Evidence }[] = [];
  for (const [label, tag] of section.labels.entries()) {
    for (const line of texts.get(tag) ?? []) {
      for (const text of [line, sampleOf(line, random)]) {
        evidence.push({ label, found: score(wordsOf(folded(text))) });
      }
    }
  }
  const surprise = (calibration: Calibration): number =>
    evidence.reduce((sum, { label, found }) => {
      const probability = probabilitiesOf(found, calibration)?.[label] ?? 1;
      return sum - Math.log(Math.max(LEAST_PROBABILITY, probability));
    }, 0);
  let best = section.calibration;
  let least = surprise(best);
  for (let power = 0.3; power <= 0.71; power += 0.1) {
    for (let scale = 0.3; scale <= 6; scale *= 1.25) {
      const calibration = {
        biases: best.biases,
        scale: Math.round(scale * 1000) / 1000,
        power: Math.round(power * 10) / 10,
      };
      const sum = surprise(calibration);
      if (sum < least) [best, least] = [calibration, sum];
    }
  }
  const scored = evidence
    .filter(({ found }) => found.features > 0)
    .map(({ label, found }) => ({ label, logits: logitsOf(found, best) }));
  return { ...best, biases: fitBiases(scored, groupsOf(section.labels)) };
}

/** A number for each label; close varieties have the same. */
function groupsOf(labels: readonly string[]): number[] {
  return labels.map((label, own) => {
    const close = new Set(closeTo(label));
    const first = labels.findIndex((other) => close.has(other));
    return first === -1 ? own : Math.min(first, own);
  });
}

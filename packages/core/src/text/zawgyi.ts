import { createRequire } from "node:module";
import { z } from "zod";

interface Tools {
  readonly detector: { getZawgyiProbability(text: string): number };
  readonly converter: { zawgyiToUnicode(text: string): string };
}

const isClass = (value: unknown): boolean => typeof value === "function";

/** The part of `myanmar-tools` (Google, Apache-2.0) that is used; it comes without types. 1.2.0 was published unbuilt. */
const Module = z.object({
  ZawgyiDetector: z.custom<new () => Tools["detector"]>(isClass),
  ZawgyiConverter: z.custom<new () => Tools["converter"]>(isClass),
});

let tools: Tools | undefined;

function myanmarTools(): Tools {
  if (tools !== undefined) return tools;
  const { ZawgyiDetector, ZawgyiConverter } = Module.parse(createRequire(import.meta.url)("myanmar-tools"));
  tools = { detector: new ZawgyiDetector(), converter: new ZawgyiConverter() };
  return tools;
}

/** As its makers advise: above this a text is converted without asking. */
const SURE = 0.95;

/** It is as sure after so many characters. */
const MOST_CHARACTERS = 5000;

/**
 * Whether a Burmese text is written in Zawgyi, a font's private use of Unicode's code points that was usual until 2019:
 * it looks right in that font only, and must be converted before anything is done with it. The answer of the detector of
 * Myanmar Tools, a Markov model of which code points follow which; doubt, and text that is not Burmese, are "no".
 */
export function isZawgyi(text: string): boolean {
  return myanmarTools().detector.getZawgyiProbability(text.slice(0, MOST_CHARACTERS)) > SURE;
}

/** Below this it is as sure that a text is Unicode. */
const SURELY_NOT = 1 - SURE;

/** Whether a text with Burmese letters is surely not in Zawgyi; without such letters there is nothing to convert. */
export function isUnicodeBurmese(text: string): boolean {
  return myanmarTools().detector.getZawgyiProbability(text.slice(0, MOST_CHARACTERS)) < SURELY_NOT;
}

/** A Zawgyi text in Unicode. */
export function fromZawgyi(text: string): string {
  return myanmarTools().converter.zawgyiToUnicode(text);
}

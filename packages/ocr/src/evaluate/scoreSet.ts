import { InputError, toErrorRecord, TransientError } from "@malmoi/core";
import type { ErrorRecord, Language } from "@malmoi/schemas";
import { characterErrorRate, clusterErrorRate, type ErrorCount, flexibleErrorRate, wordErrors } from "./errorRate.ts";
import type { GoldPage, GoldSet } from "./readGoldSet.ts";
import { readTruth } from "./readTruth.ts";

/** What a recogniser made of one file; of all its pages, if it has several. */
export interface Recognised {
  readonly text: string;
  /** 0-1, as the engine reports it. */
  readonly confidence: number;
  /** 0-1, the share of ink inside recognised words (see `Page`). */
  readonly coverage: number;
  /** Time taken. */
  readonly seconds: number;
}

/**
 * Reads one file. Throws `InputError` if the file cannot be read and `TransientError` if that took too long or crashed;
 * anything else it throws ends the measurement.
 */
export type Recognise = (imagePath: string, language: Language) => Promise<Recognised>;

export interface PageScore {
  /** Name of the gold page. */
  readonly page: string;
  /** Code points, in reading order. */
  readonly characters: ErrorCount;
  /** Grapheme clusters, in reading order. */
  readonly clusters: ErrorCount;
  /** Code points, pieces of the page in any order. */
  readonly flexible: ErrorCount;
  /** Words, in reading order. */
  readonly words: ErrorCount;
  /** Words, in any order. */
  readonly bagOfWords: ErrorCount;
  /** 0-1; 0 when recognition failed. */
  readonly confidence: number;
  /** 0-1; 0 when recognition failed. */
  readonly coverage: number;
  readonly seconds: number;
  /** Why nothing was read: the page counts as empty text. */
  readonly error?: ErrorRecord;
}

type Attempt = Recognised & { readonly error?: ErrorRecord };

async function attempt(image: string, language: Language, recognise: Recognise): Promise<Attempt> {
  const start = performance.now();
  try {
    return await recognise(image, language);
  } catch (error) {
    if (!(error instanceof InputError || error instanceof TransientError)) throw error;
    const seconds = (performance.now() - start) / 1000;
    return { text: "", confidence: 0, coverage: 0, seconds, error: toErrorRecord(error) };
  }
}

/** Recognises one gold page and compares it with its truth. A page that cannot be read counts as empty text. */
export async function scorePage(page: GoldPage, language: Language, recognise: Recognise): Promise<PageScore> {
  const truth = await readTruth(page.truth);
  const { text, confidence, coverage, seconds, error } = await attempt(page.image, language, recognise);
  const words = wordErrors(truth, text, language);
  return {
    page: page.name,
    characters: characterErrorRate(truth, text, language),
    clusters: clusterErrorRate(truth, text, language),
    flexible: flexibleErrorRate(truth, text, language),
    words: words.inOrder,
    bagOfWords: words.anyOrder,
    confidence,
    coverage,
    seconds,
    ...(error === undefined ? {} : { error }),
  };
}

/**
 * The scores of a set in the order of its pages, each as soon as those before it are known. `atOnce` pages (at least 1)
 * are being recognised at a time.
 */
export async function* scoreSet(
  set: GoldSet,
  recognise: Recognise,
  { atOnce = 1 }: { readonly atOnce?: number } = {},
): AsyncGenerator<PageScore, void, void> {
  const running: Promise<PageScore>[] = [];
  for (const page of set.pages) {
    const score = scorePage(page, set.language, recognise);
    // Heard when its turn comes; until then it must not count as unheard.
    score.catch(() => undefined);
    running.push(score);
    if (running.length < atOnce) continue;
    const first = running.shift();
    if (first !== undefined) yield await first;
  }
  for (const score of running) yield await score;
}

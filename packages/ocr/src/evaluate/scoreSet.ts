import { InputError, toErrorRecord } from "@malmoi/core";
import type { ErrorRecord, Language } from "@malmoi/schemas";
import { characterErrorRate, errorRate, wordErrorRate } from "./errorRate.ts";
import type { GoldPage, GoldSet } from "./readGoldSet.ts";
import { readTruth } from "./readTruth.ts";

/** What a recogniser made of one file; of all its pages, if it has several. */
export interface Recognised {
  readonly text: string;
  /** 0-1, as the engine reports it. */
  readonly confidence: number;
  /** Time taken. */
  readonly seconds: number;
}

/** Reads one file. Throws `InputError` if the file cannot be read; anything else it throws ends the measurement. */
export type Recognise = (imagePath: string, language: Language) => Promise<Recognised>;

export interface PageScore {
  /** Name of the gold page. */
  readonly page: string;
  /** Character error rate of the page: 0 is perfect, may exceed 1 (see `errorRate`). */
  readonly cer: number;
  /** Word error rate of the page, likewise. */
  readonly wer: number;
  /** Character edits. */
  readonly edits: number;
  /** Characters of the truth. */
  readonly length: number;
  readonly wordEdits: number;
  /** Words of the truth. */
  readonly wordLength: number;
  /** 0-1; 0 when recognition failed. */
  readonly confidence: number;
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
    if (!(error instanceof InputError)) throw error;
    return { text: "", confidence: 0, seconds: (performance.now() - start) / 1000, error: toErrorRecord(error) };
  }
}

/** Recognises one gold page and compares it with its truth. An `InputError` of `recognise` counts as empty text. */
export async function scorePage(page: GoldPage, language: Language, recognise: Recognise): Promise<PageScore> {
  const truth = await readTruth(page.truth);
  const { text, confidence, seconds, error } = await attempt(page.image, language, recognise);
  const characters = characterErrorRate(truth, text, language);
  const words = wordErrorRate(truth, text, language);
  return {
    page: page.name,
    cer: errorRate(characters),
    wer: errorRate(words),
    edits: characters.edits,
    length: characters.length,
    wordEdits: words.edits,
    wordLength: words.length,
    confidence,
    seconds,
    ...(error === undefined ? {} : { error }),
  };
}

/** The scores of a set, page after page in the order of the set, each as soon as it is known. */
export async function* scoreSet(set: GoldSet, recognise: Recognise): AsyncGenerator<PageScore, void, void> {
  for (const page of set.pages) yield await scorePage(page, set.language, recognise);
}

import type { LanguageTag, Thresholds } from "@malmoi/schemas";

type Row = readonly [wordFrom: number, wordTo: number, alpha: number];

/**
 * FineWeb-2's mean word length (from, to; code points) and least share of words with a letter, for single languages
 * (huggingface/fineweb-2, configs/*.yml). Its shares are only used where they are below Gopher's 0.8: they were set
 * with other word segmentation, and good Thai text (0.87-0.95 with ICU) fails its 0.9.
 */
const FINEWEB_2: Readonly<Record<LanguageTag, Row>> = {
  tha_Thai: [2, 10, 0.9],
  lao_Laoo: [2, 9, 0.85],
  khm_Khmr: [2, 13, 0.905],
  mya_Mymr: [2, 21, 0.75],
  vie_Latn: [3, 11, 0.803],
  ind_Latn: [3, 12, 0.805],
  zsm_Latn: [3, 11, 0.808],
  fil_Latn: [3, 12, 0.821],
  arb_Arab: [2, 9, 0.787],
  ary_Arab: [3, 7, 0.743],
  arz_Arab: [3, 8, 0.83],
  apc_Arab: [2, 8, 0.857],
  fas_Arab: [2, 9, 0.812],
  heb_Hebr: [2, 9, 0.799],
  kor_Hang: [1, 6, 0.791],
  spa_Latn: [3, 14, 0.825],
  por_Latn: [3, 13, 0.813],
  quy_Latn: [2, 20, 0.712],
  gug_Latn: [3, 25, 0.74],
  ayr_Latn: [3, 34, 0.655],
};

/**
 * Mean word length where FineWeb-2's table is silent and Gopher's 3-10, made for English, would cut into good text.
 * Ours: about half the least and twice the largest mean of ten sentences that ICU 78 gives on running text.
 */
const MEAN_WORD_LENGTH: Readonly<Record<LanguageTag, readonly [from: number, to: number]>> = {
  cmn_Hans: [1, 4],
  cmn_Hant: [1, 4],
  jpn_Jpan: [1, 4],
  shn_Mymr: [1.5, 9],
  mnw_Mymr: [1, 9],
  ksw_Mymr: [1, 9],
  prs_Arab: [2, 9],
  pbt_Arab: [1.5, 9],
  ckb_Arab: [2, 10],
  urd_Arab: [2, 9],
  kmr_Latn: [1.5, 10],
  hat_Latn: [2, 9],
  yor_Latn: [2, 10],
  amh_Ethi: [2, 9],
  hin_Deva: [2, 9],
  pan_Guru: [2, 9],
  tam_Taml: [4, 18],
  mal_Mlym: [4, 18],
  kan_Knda: [3, 17],
  tel_Telu: [3, 15],
  kat_Geor: [3, 16],
  quz_Latn: [3, 20],
  nah_Latn: [3, 16],
  fin_Latn: [3, 17],
};

/**
 * Languages in which good running text may hold fewer than two of the ten stop words of the table (of stretches of fifty
 * words of held-out sentences more than one in seven does, in Kazakh one in three): the words are inflected, ICU cuts them
 * differently, or the language is spelled in several ways. There the rule is off.
 */
const STOP_WORDS_UNRELIABLE: readonly LanguageTag[] = [
  ["kor_Hang", "tam_Taml", "mal_Mlym", "kan_Knda", "tel_Telu", "sin_Sinh", "khm_Khmr", "kat_Geor", "jav_Latn"],
  ["ary_Arab", "arz_Arab", "ayr_Latn", "gug_Latn", "nah_Latn", "quy_Latn", "quz_Latn", "uzn_Latn", "kaz_Cyrl"],
].flat();

/** Burmese and its kin, and Lao: Tesseract is unsure of them even where it is right (Burmese at 0.55 is usable). */
const LOW_CONFIDENCE: readonly LanguageTag[] = ["mya_Mymr", "shn_Mymr", "mnw_Mymr", "ksw_Mymr", "lao_Laoo"];
const LOW_CONFIDENCE_MIN = 0.35;

const GOPHER_ALPHA = 0.8;

/** Where a language's limits differ from `DEFAULT_THRESHOLDS`. */
export function languageThresholds(language: LanguageTag): Thresholds {
  const thresholds: Thresholds = {};
  const fineweb = FINEWEB_2[language];
  const bounds = fineweb ?? MEAN_WORD_LENGTH[language];
  if (bounds !== undefined) thresholds["mean_word_length"] = { min: bounds[0], max: bounds[1] };
  if (fineweb !== undefined && fineweb[2] < GOPHER_ALPHA) thresholds["alpha_word_ratio"] = { min: fineweb[2] };
  if (STOP_WORDS_UNRELIABLE.includes(language)) thresholds["stop_word_count"] = null;
  if (LOW_CONFIDENCE.includes(language)) thresholds["ocr_confidence"] = { min: LOW_CONFIDENCE_MIN };
  return thresholds;
}

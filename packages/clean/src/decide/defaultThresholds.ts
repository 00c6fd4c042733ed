import type { Thresholds } from "@malmoi/schemas";

/**
 * Limits for every language; see `LANGUAGE_THRESHOLDS` for those that differ. Values are Gopher's (Rae et al. 2021,
 * table A1, as in datatrove's filters) unless a comment says otherwise. `null` is measured but not judged.
 */
export const DEFAULT_THRESHOLDS: Thresholds = {
  word_count: { min: 50, max: 100_000 },
  mean_word_length: { min: 3, max: 10 },
  symbol_word_ratio: { max: 0.1 },
  bullet_line_ratio: { max: 0.9 },
  ellipsis_line_ratio: { max: 0.3 },
  alpha_word_ratio: { min: 0.8 },
  // FineWeb-2's number of words; Gopher's two of eight English ones come to the same.
  stop_word_count: { min: 2 },
  dup_line_ratio: { max: 0.3 },
  dup_para_ratio: { max: 0.3 },
  dup_line_char_ratio: { max: 0.2 },
  dup_para_char_ratio: { max: 0.2 },
  top_2_gram_ratio: { max: 0.2 },
  top_3_gram_ratio: { max: 0.18 },
  top_4_gram_ratio: { max: 0.16 },
  dup_5_gram_ratio: { max: 0.15 },
  dup_6_gram_ratio: { max: 0.14 },
  dup_7_gram_ratio: { max: 0.13 },
  dup_8_gram_ratio: { max: 0.12 },
  dup_9_gram_ratio: { max: 0.11 },
  dup_10_gram_ratio: { max: 0.1 },
  // FineWeb judges lines that are paragraphs (at least 0.12 with punctuation, at most 0.67 short, at most 0.3 newlines
  // a word, at most 0.01 of characters in repeated lines). On a scan every printed line ends in a newline and running
  // heads repeat on each page: good books would fail all four.
  line_punct_ratio: null,
  short_line_ratio: null,
  newline_word_ratio: null,
  char_dup_ratio: null,
  // Ours. A text layer with one unreadable character in a hundred is a broken font map.
  replacement_char_ratio: { max: 0.01 },
  // Ours, and cautious: Tesseract's confidence means other things in other scripts (in our measurements Khmer at 0.80
  // has 3 % wrong characters, Thai at 0.92 has 7 %), and below 0.5 few pages of any but Burmese and Lao are readable.
  ocr_confidence: { min: 0.5 },
};

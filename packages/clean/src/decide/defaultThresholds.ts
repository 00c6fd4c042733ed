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
  // C4 (Raffel et al. 2020), made for web pages: FineWeb-2 uses none of it, and printed lines end where the paper does.
  // "Lorem ipsum" and pages that speak of JavaScript in every third line are no text in any language, though.
  c4_lorem_ipsum_count: { max: 0 },
  c4_javascript_ratio: { max: 0.3 },
  c4_policy_ratio: { max: 0.3 },
  c4_no_terminal_punct_ratio: null,
  c4_too_few_words_ratio: null,
  c4_too_long_word_ratio: null,
  c4_sentence_count: null,
  c4_curly_bracket_count: null,
  // Ours. A page of which most lines are figures, or nearly all are items (Gopher's bound for bullets), is no prose.
  table_line_ratio: { max: 0.6 },
  list_line_ratio: { max: 0.9 },
  // Ours: half of the text is on every page.
  boilerplate_ratio: { max: 0.5 },
  // Ours: a document of which more than half is in other languages is no document of this one.
  non_target_ratio: { max: 0.5 },
  // Ours. A text layer with one unreadable character in a hundred is a broken font map.
  replacement_char_ratio: { max: 0.01 },
  // Ours, and cautious: Tesseract's confidence means other things in other scripts (in our measurements Khmer at 0.80
  // has 3 % wrong characters, Thai at 0.92 has 7 %), and below 0.5 few pages of any but Burmese and Lao are readable.
  ocr_confidence: { min: 0.5 },
  // Ours, and cautious: of 2,440 readings with measured accuracy (English and Arabic, `malmoi eval quality`) none that is
  // more than 60 % right falls below, and two in three of those that are less than 40 % right do.
  ocr_quality: { min: 0.55 },
  // What ocr_quality is made of.
  char_surprise: null,
  debris_ratio: null,
  broken_word_ratio: null,
  impossible_cluster_ratio: null,
};

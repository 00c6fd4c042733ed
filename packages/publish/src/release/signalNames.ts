/**
 * The signals that have a column of their own, in that order, as `clean` names them; `tests/interop` compares. A list
 * and not what happens to be in the data: every shard of every language has the same schema.
 */
export const SIGNAL_NAMES: readonly string[] = [
  "word_count",
  "mean_word_length",
  "symbol_word_ratio",
  "alpha_word_ratio",
  "stop_word_count",
  "bullet_line_ratio",
  "ellipsis_line_ratio",
  "line_punct_ratio",
  "short_line_ratio",
  "newline_word_ratio",
  "dup_line_ratio",
  "dup_line_char_ratio",
  "dup_para_ratio",
  "dup_para_char_ratio",
  "char_dup_ratio",
  "top_2_gram_ratio",
  "top_3_gram_ratio",
  "top_4_gram_ratio",
  "dup_5_gram_ratio",
  "dup_6_gram_ratio",
  "dup_7_gram_ratio",
  "dup_8_gram_ratio",
  "dup_9_gram_ratio",
  "dup_10_gram_ratio",
  "replacement_char_ratio",
  "ocr_confidence",
];

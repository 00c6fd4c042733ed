/** What a quality signal is, for people who read a dataset card, a report or a list of examples. */
export interface SignalInfo {
  /** `share` is 0-1. */
  readonly unit: "share" | "count" | "a word" | "characters" | "bits";
  /** Whose rule it is. */
  readonly source: "Gopher" | "C4" | "FineWeb" | "Malmoi";
  readonly what: string;
}

const signal =
  (source: SignalInfo["source"]) =>
  (unit: SignalInfo["unit"], what: string): SignalInfo => ({ source, unit, what });
const gopher = signal("Gopher");
const c4 = signal("C4");
const fineweb = signal("FineWeb");
const malmoi = signal("Malmoi");

/**
 * All signals by name, in the order of their columns. A list and not what happens to be in the data: every shard of every
 * language has the same schema. A signal that does not apply to a text is absent there.
 */
export const SIGNALS = {
  word_count: gopher("count", "words, numbers included, as Unicode and ICU cut them"),
  mean_word_length: gopher("characters", "mean length of a word"),
  symbol_word_ratio: gopher("a word", "# or ellipses, whichever is more"),
  alpha_word_ratio: gopher("share", "words with a letter"),
  stop_word_count: gopher("count", "different frequent words of the language that occur, of ten"),
  bullet_line_ratio: gopher("share", "lines that begin with a bullet"),
  ellipsis_line_ratio: gopher("share", "lines that end in an ellipsis"),
  line_punct_ratio: fineweb("share", "lines that end as sentences of the language do"),
  short_line_ratio: fineweb("share", "lines of at most 30 characters"),
  newline_word_ratio: fineweb("a word", "line ends"),
  c4_no_terminal_punct_ratio: c4("share", "lines without a sentence end"),
  c4_too_few_words_ratio: c4("share", "lines of fewer than three words; only in scripts with spaces"),
  c4_too_long_word_ratio: c4("share", "lines with a word of more than 1000 characters; only in scripts with spaces"),
  c4_javascript_ratio: c4("share", "lines that mention JavaScript"),
  c4_policy_ratio: c4("share", "lines that mention a privacy policy, terms of use or cookies"),
  c4_sentence_count: c4("count", "sentences, by the sentence ends of the language"),
  c4_lorem_ipsum_count: c4("count", "occurrences of “lorem ipsum”"),
  c4_curly_bracket_count: c4("count", "opening curly brackets"),
  table_line_ratio: malmoi("share", "lines that are mostly figures; from five lines on"),
  list_line_ratio: malmoi("share", "lines that are items of lists, indexes or tables of contents; from five lines on"),
  dup_line_ratio: gopher("share", "lines that were there before"),
  dup_line_char_ratio: gopher("share", "characters in such lines"),
  dup_para_ratio: gopher("share", "paragraphs that were there before"),
  dup_para_char_ratio: gopher("share", "characters in such paragraphs"),
  char_dup_ratio: fineweb("share", "characters in repeated lines, line ends left out"),
  boilerplate_ratio: malmoi(
    "share",
    "characters in lines that come back on three pages, numbers aside; from three pages on",
  ),
  top_2_gram_ratio: gopher("share", "characters in the most frequent two words in a row"),
  top_3_gram_ratio: gopher("share", "characters in the most frequent three words in a row"),
  top_4_gram_ratio: gopher("share", "characters in the most frequent four words in a row"),
  dup_5_gram_ratio: gopher("share", "characters in repeated rows of five words"),
  dup_6_gram_ratio: gopher("share", "characters in repeated rows of six words"),
  dup_7_gram_ratio: gopher("share", "characters in repeated rows of seven words"),
  dup_8_gram_ratio: gopher("share", "characters in repeated rows of eight words"),
  dup_9_gram_ratio: gopher("share", "characters in repeated rows of nine words"),
  dup_10_gram_ratio: gopher("share", "characters in repeated rows of ten words"),
  non_target_ratio: malmoi("share", "letters in other languages than the text's, close varieties aside"),
  replacement_char_ratio: malmoi("share", "characters that a PDF could not name (U+FFFD)"),
  ocr_confidence: malmoi("share", "the recogniser's own confidence; only comparable within a script"),
  ocr_quality: malmoi("share", "characters that were read right, as estimated without a reference"),
  char_surprise: malmoi("bits", "mean surprise at a letter; only comparable within a language"),
  debris_ratio: malmoi("share", "visible characters in scraps without a word or number"),
  broken_word_ratio: malmoi("share", "letters that touch digits, symbols or letters of other scripts"),
  impossible_cluster_ratio: malmoi(
    "share",
    "letters and marks where the rules of the script exclude them; only in scripts with such rules",
  ),
} as const satisfies Readonly<Record<string, SignalInfo>>;

/** What a signal is, undefined for names that are no signals. */
export function findSignal(name: string): SignalInfo | undefined {
  return Object.entries(SIGNALS).find(([known]) => known === name)?.[1];
}

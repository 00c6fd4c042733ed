import o200k from "tiktoken/encoders/o200k_base.json" with { type: "json" };
import { Tiktoken } from "tiktoken/lite";

/**
 * The tokenizer does not get more than this at once (UTF-16 units), cut at a line's end or a space. Its time grows with
 * the square of a run of letters without a space, which in scripts without spaces can be as long as a line.
 */
const MOST = 2000;
/** Where there is no space in so many units, the cut is in the run. */
const LONGEST_RUN = 200;

let tokenizer: Tiktoken | undefined;

/** Where the part of a text that begins at `from` ends. */
function endOfPart(text: string, from: number): number {
  let lastSpace = from;
  for (let at = from; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x20 || unit === 0x0a) lastSpace = at;
    if (at - lastSpace >= LONGEST_RUN) return at;
    if (at - from >= MOST) return lastSpace > from ? lastSpace : at;
  }
  return text.length;
}

/**
 * Tokens in a text by o200k_base, which is public, offline and knows the scripts of our languages. Cuts in very long runs
 * without a space can add a token each. Names of special tokens are text like any other. Linear; never throws.
 */
export function countTokens(text: string): number {
  tokenizer ??= new Tiktoken(o200k.bpe_ranks, o200k.special_tokens, o200k.pat_str);
  let tokens = 0;
  for (let from = 0; from < text.length;) {
    const to = endOfPart(text, from);
    tokens += tokenizer.encode_ordinary(text.slice(from, to)).length;
    from = to;
  }
  return tokens;
}

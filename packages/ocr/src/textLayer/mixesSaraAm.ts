/** A vowel that follows its consonant cannot stand behind a space; where SARA AM was lost, PDFium sees a gap there. */
const MOST_STRAY = 0.01;
/** Of fewer AA and AM together little can be said: of runs of 60 in running text, none in Thai and 3 % in Lao lack an AM. */
const LEAST_VOWELS = 60;
/** In running Thai and Lao 8-11 % of them are AM; no run of 30 had more than 27 %. */
const MOST_AM = 0.4;

/**
 * Thai and Lao fonts draw SARA AM from two glyphs, and PDFs made from them spell it SARA AA, or every SARA AA as SARA AM:
 * each word looks right in its shape and is misspelt. `drawn` is the text in the file's order, `text` as it is read.
 */
export function mixesSaraAm(drawn: string, text: string): boolean {
  const vowels = drawn.match(/[ะาำๅະາຳ]/gu)?.length ?? 0;
  const stray = drawn.match(/(?<=^|\s)[ะาำๅະາຳ]/gu)?.length ?? 0;
  if (stray > MOST_STRAY * vowels && stray > 1) return true;
  const am = text.match(/[ำຳ]|[ํໍ][่-๋່-໋]?[าາ]/gu)?.length ?? 0;
  const both = am + (text.match(/(?<![ํໍ][่-๋່-໋]?)[าາ]/gu)?.length ?? 0);
  return both >= LEAST_VOWELS && (am === 0 || am / both > MOST_AM);
}

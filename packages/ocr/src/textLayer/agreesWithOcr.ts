/** How a text layer compares with what OCR reads on the same page. */
export interface Agreement {
  readonly agrees: boolean;
  /** 0-1: share of the reading's letter trigrams that the layer has too, each as often. */
  readonly share: number;
  /** Letters and digits of the layer for each one of the reading. */
  readonly ratio: number;
}

/**
 * A trigram survives 20 % of wrong letters in one case of two (0.8 ** 3), and letters exchanged at random leave hardly
 * any of them.
 */
const LEAST_SHARE = 0.4;
/** A layer with much less text than the page shows covers only a part of it: headers over a scan. */
const LEAST_RATIO = 0.75;
/** Fewer letters prove nothing. */
const LEAST_LETTERS = 32;

/**
 * Is the text layer of a page what stands on it? Compares it with an OCR reading: letters only, in any order of lines,
 * vowel signs of Arabic and Hebrew left out. A reading too short to judge by does not speak for the layer.
 */
export function agreesWithOcr(layer: string, reading: string): Agreement {
  const [a, b] = [lettersOf(layer), lettersOf(reading)];
  const [own, other] = [trigrams(a), trigrams(b)];
  let common = 0;
  let all = 0;
  for (const [gram, times] of other) {
    common += Math.min(times, own.get(gram) ?? 0);
    all += times;
  }
  const share = all === 0 ? 0 : common / all;
  const ratio = b.length === 0 ? 0 : a.length / b.length;
  return { agrees: b.length >= LEAST_LETTERS && share >= LEAST_SHARE && ratio >= LEAST_RATIO, share, ratio };
}

function lettersOf(text: string): string[] {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\u0591-\u05C7\u064B-\u065F\u0670\u0640]/gu, "")
    .replaceAll(/[یى]/gu, "ي")
    .replaceAll("ک", "ك");
  return plain.match(/[\p{L}\p{M}\p{Nd}]/gu) ?? [];
}

function trigrams(letters: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + 2 < letters.length; i += 1) {
    const gram = `${letters[i]}${letters[i + 1]}${letters[i + 2]}`;
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

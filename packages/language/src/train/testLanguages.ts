import type { LanguageTag } from "@malmoi/schemas";
import { randomFrom } from "@malmoi/core";

/** Made-up languages for tests: each has its own syllables, and its words come from those. */
const SYLLABLES = {
  spa_Latn: "la el ten der mo ri can tos bre sil va dor",
  por_Latn: "ão nha que lho fes gui rei som dei mui zes ço",
  ind_Latn: "meng an ber ku nya di peng lah ter ah ing duk",
} as const;

/** So many lines of each made-up language, by tag; another seed gives other lines of the same languages. */
export function madeUpTexts(lines: number, seed: number): Map<LanguageTag, string[]> {
  const random = randomFrom(seed);
  return new Map(
    Object.entries(SYLLABLES).map(([tag, joined]) => {
      const syllables = joined.split(" ");
      const word = (): string =>
        Array.from({ length: 1 + Math.floor(random() * 3) }, () => syllables[Math.floor(random() * 12)]).join("");
      return [tag, Array.from({ length: lines }, () => Array.from({ length: 8 }, word).join(" "))];
    }),
  );
}

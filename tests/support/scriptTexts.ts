/** Letters of words in eight languages' scripts; those that stand often in one come twice. */
const ALPHABETS = [
  { letters: "eetaoinshrdlucmfwypvbgk", space: " " },
  { letters: "eeaaosnriídltcumpbgáéóñ", space: " " },
  { letters: "nnhtcigmlđaàáảãạêếềoôốưươ", space: " " },
  { letters: "ااببتثجحدرزسشصعفقكلمنهويّ", space: " " },
  { letters: "가나다라마바사아자차카타파하국한정부민일이의에는을", space: " " },
  { letters: "กขคงจชดตทนบปพมยรลวสหอะาาิีุเแโไ่้ำ", space: "" },
  { letters: "ကခဂငစညတထနပမယရလသဟာိီုေ်း", space: " " },
  { letters: "कखगचजटडतदनपबमयरलवशसहािीुेो्ं", space: " " },
] as const;
const WORDS = 3000;

/** Numbers from 0 to 1, always the same for a seed (a linear congruence with the constants of Numerical Recipes). */
function randomShares(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** So many texts of about so many letters, each in one of eight scripts, in sentences with numbers. Always the same. */
export function scriptTexts(count: number, letters: number): string[] {
  const share = randomShares(count + letters);
  const languages = ALPHABETS.map(({ letters: alphabet, space }) => {
    const characters = Array.from(alphabet);
    const letter = (): string => characters[Math.floor(share() * characters.length)] ?? "";
    const word = (): string => Array.from({ length: 1 + Math.floor(share() * 9) }, letter).join("");
    return { space, words: Array.from({ length: WORDS }, word) };
  });
  return Array.from({ length: count }, (_, index) => {
    const { words, space } = languages[index % languages.length] ?? { words: [], space: "" };
    const parts: string[] = [];
    for (let length = 0; length < letters;) {
      const kind = share();
      // Few words make up most of a text.
      let part = words[Math.floor(share() ** 3 * WORDS)] ?? "";
      if (kind < 0.01) part = String(Math.floor(share() * 10_000));
      if (kind > 0.9) part = `${part}${kind > 0.95 ? ".\n" : ", "}`;
      parts.push(part, kind > 0.9 ? "" : space);
      length += part.length + space.length;
    }
    return parts.join("");
  });
}

/** The text with about that share of its characters left out: a bad copy of it. */
export function badCopy(text: string, leftOut: number, seed: number): string {
  const share = randomShares(seed);
  return Array.from(text)
    .filter(() => share() >= leftOut)
    .join("");
}

/** For tests: every so many-th letter is replaced by another of the text; the same each time. Infinity leaves it alone. */
export function misreadEvery(text: string, every: number): string {
  const letters = Array.from(text);
  const step = Math.max(1, Math.round(every));
  return letters
    .map((letter, index) =>
      Number.isFinite(every) && index % step === step - 1 && letter !== " "
        ? (letters[(index * 7 + 3) % letters.length] ?? letter)
        : letter,
    )
    .join("");
}

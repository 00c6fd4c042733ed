/** For tests: strings of what real and hostile pages hold, the same for the same seed. */
const ALPHABET = [
  Array.from("abcdeABC 0123  \n\n\t.,#-•…@"),
  ["\r\n", "\r", "\0", "\u0007", "\u00ad", "\u200b", "\u200c", "\u200d", "\ufeff", "\ufffd", "\u00a0", "\u3000"],
  ["\ud800", "\udc00", "\u{1F600}", "\u{20000}", "e\u0301", "\u0344", "\u0301", "\u0323", "\u1100", "\u1161"],
  ["\u11a8", "น้ำ", "ที่", "မြန်", "می‌خواهم", "한국", "தமிழ்", "tiếng", "שלום", "\u09c7\u09be", "\u2028", "\f"],
].flat();

export function randomText(seed: number, length: number): string {
  let state = seed;
  const parts: string[] = [];
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    parts.push(ALPHABET[Math.floor((state / 2 ** 32) * ALPHABET.length)] ?? "");
  }
  return parts.join("");
}

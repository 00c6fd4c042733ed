/** For tests: strings of what real and hostile pages hold, the same for the same seed. */
const ALPHABET = [
  Array.from("abcdeABC 0123  \n\n\t.,#-•…@"),
  ["\r\n", "\r", "\0", "\u0007", "\u00ad", "\u200b", "\u200c", "\u200d", "\ufeff", "\ufffd", "\u00a0", "\u3000"],
  ["\ud800", "\udc00", "\u{1F600}", "\u{20000}", "e\u0301", "\u0344", "\u0301", "\u0323", "\u1100", "\u1161"],
  ["\u11a8", "น้ำ", "ที่", "မြန်", "می‌خواهم", "한국", "தமிழ்", "tiếng", "שלום", "\u09c7\u09be", "\u2028", "\f"],
  ["\u0085", "Ã", "©", "ط", "§", "\u{E0041}", "\u034f", "\ufe0f", "\u115f", "\u1160", "ㅎ", "ㅏ", "\uffa1", "ﬁ", "ﷺ"],
].flat();

function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

export function randomText(seed: number, length: number): string {
  const next = randomNumbers(seed);
  return Array.from({ length }, () => ALPHABET[next(ALPHABET.length)] ?? "").join("");
}

/** A sentence in each language that rules know something of, as it should be. */
export const SCRIPT_TEXTS: readonly { readonly language: string; readonly text: string }[] = [
  { language: "tha_Thai", text: "ที่นี่ไม่มีน้ำ ผู้ใหญ่ซื้อปิ่นโต ๑๒๓" },
  { language: "lao_Laoo", text: "ທີ່ຂອງແລະບໍ່ມີນ້ຳ ເຂົ້າໜຽວ" },
  { language: "khm_Khmr", text: "អ្នកនិងការរបស់ ស្ត្រី ប៉ុន្តែ ខ្ញុំ" },
  { language: "mya_Mymr", text: "မြန်မာဘာသာစကား ကျွန်ုပ် ယောက်ျား နှင့် ၁၂" },
  { language: "shn_Mymr", text: "လိၵ်ႈတႆး ဢၼ်" },
  { language: "arb_Arab", text: "السلام عليكم مَدْرَسَة على مُحَمَّد، ١٢؟" },
  { language: "fas_Arab", text: "می‌خواهم خانهٔ کتابی را ببینم؛ ۱۲" },
  { language: "urd_Arab", text: "یہ کتاب ہے، بھی گاؤں کی ۔" },
  { language: "ckb_Arab", text: "کوردیی ناوەندی لە ژێر ئاسمان" },
  { language: "pbt_Arab", text: "پښتو ژبه سړی ښځې د ۍ" },
  { language: "heb_Hebr", text: "שָׁלוֹם תּוֹרָה שלום".normalize("NFC") },
  { language: "kor_Hang", text: "한국어 낱말을 모은 말모이" },
  { language: "vie_Latn", text: "hòa bình, tiếng Việt, quý khách khỏe" },
  { language: "spa_Latn", text: "¿Qué pasó con el niño «mañana»?" },
  { language: "hin_Deva", text: "क्षत्रिय हिन्दी में र्‍य" },
  { language: "tam_Taml", text: "தமிழ் மொழி" },
];

const BETWEEN = ["\u200b", "\u00ad", "\u200c", "\u200d", "\u200f", "\0", " ", "\n", "\u0640", "\u034f", "1"];

/** The letters and marks of a language's sentence in any order, with what strays in between. */
export function* randomScripts(language: string, count: number): Generator<string> {
  const text = SCRIPT_TEXTS.find((row) => row.language === language)?.text ?? "abc";
  const alphabet = [...new Set(text.normalize("NFD")), ...new Set(text)];
  const next = randomNumbers(language.length + (text.codePointAt(0) ?? 0));
  for (let made = 0; made < count; made += 1) {
    yield Array.from({ length: 20 }, () => {
      const from = next(8) === 0 ? BETWEEN : alphabet;
      return from[next(from.length)] ?? "";
    }).join("");
  }
}

/** Vowels and letters of several parts in their parts; letters that languages take for each other, as one of them. */
const SAME: readonly (readonly [found: RegExp, same: string])[] = [
  [/\u0e33/g, "\u0e32"],
  [/\u0e41/g, "\u0e40\u0e40"],
  [/\u0eb3/g, "\u0eb2"],
  [/\u0ec1/g, "\u0ec0\u0ec0"],
  [/[\u064a\u0649\u06cc]/g, "ی"],
  [/[\u0643\u06a9]/g, "ک"],
  [/[\u0647\u06c1\u06d5]/g, "ه"],
  [/\u06ce/g, "ی"],
  [/\u06c6/g, "و"],
  [/\u06b5/g, "ل"],
  [/\u1025/g, "\u1009"],
  [/\u1040/g, "\u101d"],
  [/\u1047/g, "\u101b"],
];

/** How often each base letter stands in a text, whatever its marks and its form: rules must not change it. */
export function lettersIn(text: string): Map<string, number> {
  const bare = SAME.reduce((all, [found, same]) => all.replaceAll(found, same), text.normalize("NFD"));
  const counts = new Map<string, number>();
  for (const [letter] of bare.matchAll(/[\p{Lo}\p{Ll}\p{Lu}\p{N}]/gu))
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return new Map([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

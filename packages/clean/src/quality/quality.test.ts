import { findLanguage, LANGUAGES, type LanguageTag } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { misreadEvery } from "../testMisread.ts";
import { alphabetOf, KIND } from "./alphabet.ts";
import { impliedRate } from "./estimateQuality.ts";
import { impossibleClusters } from "./impossibleClusters.ts";
import { characterModel } from "./loadModel.ts";
import { packModels, readModels } from "./modelFile.ts";
import { ocrQuality } from "./ocrQuality.ts";
import { scanText } from "./scanText.ts";
import { trainCharacters } from "./trainCharacters.ts";

/** Article 1 of the Universal Declaration of Human Rights; Korean, whose model has learned it by heart, has another text. */
const ARTICLE: Readonly<Record<LanguageTag, string>> = {
  kor_Hang:
    "조선왕조실록은 조선 태조부터 철종까지 472년간의 역사를 편년체로 기록한 책이다. 이 책에는 정치와 군사, 사회 제도, 법률, 경제, 산업, 교통, 통신, 사회, 풍속, 종교 등 조선 시대의 역사와 문화 전반을 포괄하는 내용이 담겨 있다.",
  tha_Thai: "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ",
  lao_Laoo:
    "ມະນຸດທຸກຄົນເກີດມາມີກຽດສັກສີ ສິດທິ ເສລີພາບ ແລະ ຄວາມສະເໝີພາບເທົ່າທຽມກັນ ທຸກໆຄົນມີເຫດຜົນ ແລະ ຄວາມຄິດຄວາມເຫັນສ່ວນຕົວຂອງໃຜຂອງມັນ ແຕ່ວ່າມະນຸດທຸກໆຄົນຕ້ອງປະພຶດຕໍ່ກັນຄືກັນກັບເປັນອ້າຍນ້ອງກັນ",
  khm_Khmr:
    "មនុស្សទាំងអស់ កើតមកមានសេរីភាព និងសមភាព ក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ។ មនុស្ស មានវិចារណញ្ញាណនិងសតិសម្បជញ្ញៈជាប់ពីកំណើត ហើយគប្បីប្រព្រឹត្ដចំពោះគ្នាទៅវិញទៅមក ក្នុងស្មារតីភាតរភាពជាបងប្អូន។",
  mya_Mymr:
    "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း၊ တူညီလွတ်လပ်သော အခွင့်အရေးများဖြင့် လည်းကောင်း၊ မွေးဖွားလာသူများ ဖြစ်သည်။ ထိုသူတို့၌ ပိုင်းခြား ဝေဖန်တတ်သော ဉာဏ်နှင့် ကျင့်ဝတ် သိတတ်သော စိတ်တို့ရှိကြ၍ ထိုသူတို့သည် အချင်းချင်း မေတ္တာထား၍ ဆက်ဆံကျင့်သုံးသင့်၏။",
  arb_Arab:
    "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميراً وعليهم أن يعامل بعضهم بعضاً بروح الإخاء.",
  fas_Arab:
    "تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند. همه دارای عقل و وجدان هستند و باید نسبت به یکدیگر با روح برادری رفتار کنند.",
  heb_Hebr:
    "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון, לפיכך חובה עליהם לנהוג איש ברעהו ברוח של אחווה.",
  hin_Deva:
    "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है। उन्हें बुद्धि और अन्तरात्मा की देन प्राप्त है और परस्पर उन्हें भाईचारे के भाव से बर्ताव करना चाहिए।",
  tam_Taml:
    "மனிதப் பிறவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்; அவர்கள் மதிப்பிலும், உரிமைகளிலும் சமமானவர்கள், அவர்கள் நியாயத்தையும் மனச்சாட்சியையும் இயற்பண்பாகப் பெற்றவர்கள். அவர்கள் ஒருவருடனொருவர் சகோதர உணர்வுப் பாங்கில் நடந்துகொள்ளல் வேண்டும்.",
  spa_Latn:
    "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y conciencia, deben comportarse fraternalmente los unos con los otros.",
  vie_Latn:
    "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền lợi. Mọi con người đều được tạo hoá ban cho lý trí và lương tâm và cần phải đối xử với nhau trong tình bằng hữu.",
  ind_Latn:
    "Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak yang sama. Mereka dikaruniai akal dan hati nurani dan hendaknya bergaul satu sama lain dalam semangat persaudaraan.",
};

test.each(Object.entries(ARTICLE))("%s: well read is nearly 1, and every mistake costs", (language, text) => {
  const [clean = 0, some = 0, many = 0] = [Infinity, 5, 2].map((every) =>
    ocrQuality(misreadEvery(text, every), language),
  );
  expect(clean).toBeGreaterThan(0.93);
  expect(some).toBeLessThan(clean - 0.03);
  expect(many).toBeLessThan(some - 0.08);
  expect(many).toBeLessThan(0.82);
});

test("pointing, controls of direction, tatweel and case are no mistakes", () => {
  const { arb_Arab: arabic = "", spa_Latn: spanish = "" } = ARTICLE;
  expect(ocrQuality(arabic.replaceAll("ب", "ب\u064e\u200f"), "arb_Arab")).toBe(ocrQuality(arabic, "arb_Arab"));
  expect(ocrQuality(spanish.toUpperCase(), "spa_Latn")).toBe(ocrQuality(spanish, "spa_Latn"));
});

test("scraps between the words cost, and so do digits in them", () => {
  const { spa_Latn: text = "" } = ARTICLE;
  const clean = ocrQuality(text, "spa_Latn") ?? 0;
  expect(ocrQuality(text.replaceAll(" ", " | "), "spa_Latn")).toBeLessThan(clean - 0.1);
  expect(ocrQuality(text.replaceAll("o", "0"), "spa_Latn")).toBeLessThan(clean - 0.1);
  expect(ocrQuality(`${text} 1492, 24 (1.7 %) y 3.000.`, "spa_Latn")).toBeGreaterThan(clean - 0.05);
});

test("no estimate without a model, without letters, or for another script; any string is read", () => {
  expect(ocrQuality(ARTICLE["spa_Latn"] ?? "", "und")).toBeUndefined();
  expect(ocrQuality("1492 - 1898", "spa_Latn")).toBeUndefined();
  expect(ocrQuality(ARTICLE["kor_Hang"] ?? "", "spa_Latn")).toBeUndefined();
  for (const text of [
    "",
    "\ud800".repeat(99),
    "\u0e31".repeat(999),
    `${"a".repeat(100_000)}\n\0`,
    "ก\u200d".repeat(99),
  ]) {
    for (const tag of ["tha_Thai", "spa_Latn", "cmn_Hans"]) {
      const quality = ocrQuality(text, tag) ?? 0;
      expect(quality).toBeGreaterThanOrEqual(0);
      expect(quality).toBeLessThanOrEqual(1);
    }
  }
});

test("every language that identification was trained on has a model of its own", () => {
  const missing = LANGUAGES.filter(({ tag }) => characterModel(tag) === undefined).map(({ tag }) => tag);
  expect(missing).toEqual([]);
});

const SCRIPTS: readonly (readonly [tag: LanguageTag, wrong: string, count: number])[] = [
  ["tha_Thai", "ก่่ ิก เ ะ กิี", 5], // two tones; a vowel on nothing; one before nothing; one after nothing; two vowels
  ["lao_Laoo", "ກ້້ ິກ", 2],
  ["khm_Khmr", "ក្ ាក", 2], // a coeng under nothing, a vowel on nothing
  ["mya_Mymr", "က္ ိက ကိိ", 3],
  ["hin_Deva", "ि किी", 2],
  ["ben_Beng", "ি কিি", 2],
  ["tam_Taml", "ி கிீ", 2],
  ["arb_Arab", "مدينةكبيرة \u064e بَُ", 3],
  ["heb_Hebr", "שלוםרב \u05b8", 2],
  ["kor_Hang", "한ㄱ ㄴ국", 2],
];

test.each(SCRIPTS)("%s: what cannot stand where it stands is counted, and good text has none", (tag, wrong, count) => {
  const script = findLanguage(tag)?.script ?? "Latn";
  expect(impossibleClusters(wrong, script)).toBe(count);
  expect(impossibleClusters(ARTICLE[tag] ?? "", script)).toBe(0);
});

test("scripts whose letters may stand anywhere have no such rules", () => {
  expect(impossibleClusters("xqzzt", "Latn")).toBeUndefined();
});

const LINES = ["el perro come pan", "la casa es de la madre", "y el pan es de la casa"];
const small = trainCharacters("spa_Latn", {
  lines: LINES,
  dev: LINES,
  misread: (text, rate) => misreadEvery(text, 1 / rate),
});

test("training is the same each time, rises with mistakes, and survives its file", () => {
  const again = trainCharacters("spa_Latn", {
    lines: LINES,
    dev: LINES,
    misread: (text, rate) => misreadEvery(text, 1 / rate),
  });
  expect({ ...again, levels: 0 }).toEqual({ ...small, levels: 0 });
  expect(Buffer.compare(again.levels, small.levels)).toBe(0);
  expect(small.singles).toBe("y");
  const { bits } = small.calibration;
  expect(bits.toSorted((a, b) => a - b)).toEqual(bits);
  expect(bits.at(-1)).toBeGreaterThan((bits[0] ?? 0) + 2);
  const file = packModels([small]);
  const back = readModels(file).get("spa_Latn")?.();
  expect({ ...back, levels: 0 }).toEqual({ ...small, levels: 0 });
  expect(Buffer.compare(back?.levels ?? new Uint8Array(), small.levels)).toBe(0);
  expect(() => readModels(file.subarray(0, file.length - 1))).toThrow(/cut off/);
  expect(() => readModels(file.subarray(9))).toThrow(/begin/);
});

test("one pass counts letters, debris and broken words", () => {
  const kinds = alphabetOf(["Latin"]);
  expect([..."aé'5 .|พ"].map((character) => kinds[character.charCodeAt(0)])).toEqual([
    KIND.own,
    KIND.own,
    KIND.own,
    KIND.digit,
    KIND.space,
    KIND.punctuation,
    KIND.symbol,
    KIND.foreign,
  ]);
  // Debris: "|", "4" and "=-". Broken: c|a at both sides of the stroke, n5.
  const scan = scanText("el | pan5 y 4 c|asa =- 1850", small, kinds, true);
  expect(scan).toMatchObject({ visible: 20, debris: 4, mixed: 3, letters: 10, looked: 15 });
  expect(scanText("el pan", small, kinds, true).bits).toBeLessThan(scanText("qx wvj", small, kinds, true).bits / 3);
});

test("between measured rates the implied one lies on a line", () => {
  const curve = [2, 2.1, 2.2, 2.5, 3, 4, 5, 6, 7];
  expect([2, 2.35, 3, 99].map((value) => impliedRate(curve, value))).toEqual([0, expect.closeTo(0.035), 0.1, 0.8]);
  expect(impliedRate(curve, 1.5)).toBeCloseTo(-0.05);
});

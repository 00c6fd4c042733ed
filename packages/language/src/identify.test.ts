import { Identification } from "@malmoi/schemas";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { hanStandard } from "./han.ts";
import { identify, samplePieces } from "./identify.ts";
import { identifyAmong } from "./identifyAmong.ts";
import { FRANC_VERSION } from "./longTail.ts";
import { pieces } from "./pieces.ts";

/** Article 1 of the Universal Declaration of Human Rights. */
const ARTICLE_1 = {
  tha_Thai: "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม",
  mya_Mymr: "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း၊ တူညီလွတ်လပ်သော အခွင့်အရေးများဖြင့် လည်းကောင်း၊ မွေးဖွားလာသူများ ဖြစ်သည်။",
  kor_Hang: "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
  tam_Taml: "மனிதப் பிறிவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்; அவர்கள் மதிப்பிலும் உரிமைகளிலும் சமமானவர்கள்.",
  vie_Latn: "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền lợi.",
  heb_Hebr: "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון.",
  arb_Arab:
    "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميرًا وعليهم أن يعامل بعضهم بعضًا بروح الإخاء.",
  spa_Latn:
    "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y conciencia.",
  fil_Latn: "Ang lahat ng tao'y isinilang na malaya at pantay-pantay sa karangalan at mga karapatan.",
  eng_Latn:
    "All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience.",
  jpn_Jpan: "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
  cmn_Hans: "人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟关系的精神相对待。",
  cmn_Hant: "人人生而自由,在尊嚴和權利上一律平等。他們賦有理性和良心,並應以兄弟關係的精神相對待。",
};

test.each(Object.entries(ARTICLE_1))("%s", (tag, text) => {
  const found = identify(text);
  expect(Identification.parse(found)).toMatchObject({ language: tag, script: tag.slice(4) });
  expect(found.score).toBeGreaterThan(0.8);
  expect(found.languages).toEqual([{ language: tag, share: 1 }]);
});

test("languages that others do not know are told", () => {
  const tetum =
    "Ema hotu hotu moris hanesan ho dignidade no direitu. Sira iha razaun no konxiénsia, no sira tenke hatudu ba malu.";
  expect(identify(tetum).language).toBe("tet_Latn");
});

test("what a poor recogniser makes of a text is still in its language", () => {
  const read = "Todos Ios seres hurnanos nacen 1ibres e igua1es en dignidad y derechos y, dotados corno estan de razón";
  expect(identify(read)).toMatchObject({ language: "spa_Latn", decidedBy: "model" });
});

test("close varieties are named", () => {
  expect(identify("همه افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند").near).toEqual(["prs_Arab"]);
  expect(identify(ARTICLE_1.vie_Latn).near).toEqual([]);
});

test("a language that only franc knows is left to franc, and that is said", () => {
  const danish =
    "Alle mennesker er født frie og lige i værdighed og rettigheder. De er udstyret med fornuft og samvittighed, og de bør handle mod hverandre i en broderskabets ånd.";
  expect(identify(danish)).toMatchObject({ language: "dan_Latn", decidedBy: "franc" });
});

test("letters in no order are no language", () => {
  // Asked about the second, franc says Hmong.
  const keys = "xkq zzvv rtpl qwgh mnnb jfkd xcvz ppqr lkjh bvvn wqze trxx gkkp\n".repeat(5);
  const other = "xkq wvzj pqrt ghwx zzkq vbnm tqwx plkj qqzx wrtk sdfg hjkl zxcv bnmq";
  for (const nonsense of [keys, other]) {
    expect(identify(nonsense)).toMatchObject({ language: "und", score: 0, decidedBy: "model", languages: [] });
  }
});

test("a declaration decides where the text leaves it open", () => {
  const open = "Menteri itu mengatakan bahwa kerajaan akan membantu penduduk kampung";
  expect(identify(open, { declared: "zsm_Latn" }).language).toBe("zsm_Latn");
  expect(identify(open, { declared: "ind_Latn" }).language).toBe("ind_Latn");
});

test("a declaration is outvoted by clear text, in the same script and in another", () => {
  expect(identify(ARTICLE_1.eng_Latn, { declared: "ind_Latn" }).language).toBe("eng_Latn");
  expect(identify(ARTICLE_1.tha_Thai, { declared: "ind_Latn" }).language).toBe("tha_Thai");
});

test("shares follow letters, largest first, and sum to at most 1", () => {
  const { language, score, languages } = identify(
    `${`${ARTICLE_1.kor_Hang}\n`.repeat(9)}${`${ARTICLE_1.eng_Latn}\n`.repeat(2)}`,
  );
  expect(language).toBe("kor_Hang");
  expect(languages.map((entry) => entry.language)).toEqual(["kor_Hang", "eng_Latn"]);
  expect(score).toBeGreaterThan(0.5);
  expect(score).toBeLessThan(0.8);
  expect(languages.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 5);
});

test("text in a script of no candidate lowers the score", () => {
  const tibetan = "འགྲོ་བ་མིའི་རིགས་རྒྱུད་ཡོངས་ལ་སྐྱེས་ཙམ་ཉིད་ནས་ཆེ་མཐོངས་དང༌། ཐོབ་ཐངགི་རང་དབང་འདྲ་མཉམ་དུ་ཡོད་ལ།";
  expect(identify(tibetan)).toMatchObject({ language: "bod_Tibt", decidedBy: "franc" });
  expect(identify("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎠᏂᏴᏫᏯ")).toMatchObject({ language: "und", script: "Zzzz", score: 0, languages: [] });
  expect(identify(`${ARTICLE_1.kor_Hang}\n${tibetan}`)).toMatchObject({ language: "kor_Hang" });
  expect(identify(`${ARTICLE_1.kor_Hang}\n${tibetan}`).score).toBeLessThan(0.6);
});

test.each(["", "1912 - 45", "abc", "\u0301".repeat(1000), "\ud800\udfff\ud800".repeat(50), "\0".repeat(100)])(
  "nothing to go by is und: %j",
  (text) => {
    expect(identify(text)).toMatchObject({ language: "und", score: 0, languages: [] });
  },
);

test("of a line of a million letters sixty pieces are identified, from its beginning to its end", () => {
  const text = "kata yang panjang sekali dan tidak pernah selesai ".repeat(25_000);
  expect(identify(text).language).toBe("ind_Latn");
  const all = [...pieces(text)];
  const places = samplePieces(all).map((piece) => all.indexOf(piece) / all.length);
  expect(places).toHaveLength(60);
  expect([places[0], places[30]]).toEqual([0, 0.5]);
});

test("among candidates a likely one wins, and none if none is likely", () => {
  expect(identifyAmong(ARTICLE_1.spa_Latn, ["por_Latn", "spa_Latn"])).toBe("spa_Latn");
  expect(identifyAmong(ARTICLE_1.eng_Latn, ["vie_Latn", "ind_Latn"])).toMatch(/^(?:vie|ind)_Latn$/);
  expect(identifyAmong("12", ["vie_Latn", "ind_Latn"])).toBe("und");
  expect(identifyAmong("12", [])).toBe("und");
});

test("Chinese standards are counted by characters of only one of them", () => {
  expect(hanStandard("国国國")).toBe("Hans");
  expect(hanStandard("國國国")).toBe("Hant");
  expect(hanStandard("人山水")).toBeUndefined();
});

test("the version in task keys is franc's", () => {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL("package.json", `file://${createRequire(import.meta.url).resolve("franc")}`), "utf8"),
  );
  expect(manifest).toMatchObject({ name: "franc", version: FRANC_VERSION });
});

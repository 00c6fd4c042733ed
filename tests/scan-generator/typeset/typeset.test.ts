import { createHash } from "node:crypto";
import { findLanguage, type Language } from "@malmoi/schemas";
import { describe, expect, test } from "vitest";
import { luminance, type Raster } from "../raster.ts";
import { breakLines } from "./breakLines.ts";
import { fontFamilies } from "./fonts.ts";
import { missingCharacters, requireFonts } from "./missingCharacters.ts";
import { pageStyle } from "./pageStyle.ts";
import { readText } from "./readText.ts";
import { joinTokens, tokens } from "./tokens.ts";
import { typeset } from "./typeset.ts";

function language(tag: string): Language {
  const row = findLanguage(tag);
  if (row === undefined) throw new Error(`no ${tag} in LANGUAGES`);
  return row;
}

const SAMPLES: Record<string, string> = {
  spa_Latn: "La cosecha empieza cuando llegan las primeras lluvias y termina en el otoño. ",
  kor_Hang: "도서관은 강가에 있으며 아이들은 나무 그늘 아래에서 책을 읽는다. ",
  tha_Thai: "ห้องสมุดของเมืองนี้ตั้งอยู่ริมแม่น้ำและเปิดทุกวัน ",
  mya_Mymr: "စာကြည့်တိုက်သည် မြစ်ကမ်းဘေးတွင် တည်ရှိသည်။ ",
  khm_Khmr: "បណ្ណាល័យស្ថិតនៅជិតទន្លេ ហើយបើករាល់ថ្ងៃ។ ",
  lao_Laoo: "ຫໍສະໝຸດຕັ້ງຢູ່ແຄມແມ່ນ້ຳແລະເປີດທຸກມື້ ",
  arb_Arab: "تقع المكتبة على ضفة النهر وتفتح أبوابها كل صباح. ",
  heb_Hebr: "הספרייה נמצאת ליד הנהר ונפתחת בכל בוקר. ",
};

test("the first short paragraph without a full stop is the title, form feeds are pages", () => {
  const spanish = language("spa_Latn");
  expect(readText("El río\n\nUno\ndos.\n\nTres.\n\f\nCuatro.\n", spanish)).toEqual({
    title: "El río",
    sections: [["Uno dos.", "Tres."], ["Cuatro."]],
  });
  expect(readText("Una frase.\n\nOtra.", spanish).title).toBeNull();
});

test("languages without spaces may break between words, never before closing punctuation", () => {
  const thai = tokens("ห้องสมุดของเมือง ตั้งอยู่ริม", language("tha_Thai"));
  expect(thai.length).toBeGreaterThan(4);
  expect(joinTokens(thai)).toBe("ห้องสมุดของเมือง ตั้งอยู่ริม");
  const japanese = tokens("これは本です。「山」と川", language("jpn_Jpan")).map(({ text }) => text);
  for (const text of japanese) expect(text).not.toMatch(/^[。」]|「$/);
  expect(tokens("La casa", language("spa_Latn")).map(({ text }) => text)).toEqual(["La", "casa"]);
});

test("U+200B is a place to break and is not printed", () => {
  const khmer = tokens("បណ្ណាល័យ\u200Bស្ថិតនៅ", language("khm_Khmr"));
  expect(joinTokens(khmer)).toBe("បណ្ណាល័យស្ថិតនៅ");
});

const tenPixelsEach = (text: string): Promise<number> => Promise.resolve(text.length * 10);

test("lines are as full as they can be, and too long words are split", async () => {
  const list = tokens("uno dos tres cuatro cinco electroencefalografista fin", language("spa_Latn"));
  const lines = (await breakLines(list, 120, 20, tenPixelsEach)).map(joinTokens);
  expect(lines).toEqual(["uno dos", "tres cuatro", "cinco", "electroencef", "alografista", "fin"]);
});

test("a character that no font has is found and named", async () => {
  // U+0378 is unassigned.
  expect(await missingCharacters("a\u0378b", "Noto Serif")).toEqual(["\u0378"]);
  await expect(requireFonts("a\u0378", "Noto Serif")).rejects.toThrow(/U\+0378.*fonts-noto/s);
});

function digest(image: Raster | undefined): string {
  return createHash("sha256")
    .update(image?.data ?? "")
    .digest("hex");
}

function squeeze(text: string): string {
  return text.replaceAll(/\s/g, "");
}

/** Columns and rows with ink. */
function inkBox({ width, height, data }: Raster): { left: number; right: number; bottom: number } {
  let [left, right, bottom] = [width, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (luminance(data, (y * width + x) * 3) > 128) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      bottom = y;
    }
  }
  return { left, right, bottom };
}

for (const [tag, sample] of Object.entries(SAMPLES)) {
  const row = language(tag);
  const missing = await missingCharacters(sample, fontFamilies(row, "serif"));
  describe.skipIf(missing.length > 0)(`${tag} (needs a font with ${row.name} letters)`, () => {
    const text = `${sample.repeat(12).trim()}\n\n${sample.repeat(20).trim()}`;
    const style = pageStyle(row, { dpi: 100, points: 12 });

    test("everything is printed, on as many pages as it takes, inside the margins", async () => {
      const pages = await typeset(text, row, { ...style, firstPageNumber: null });
      expect(pages.length).toBeGreaterThan(1);
      expect(squeeze(pages.map(({ truth }) => truth).join(""))).toBe(squeeze(text));
      for (const { image } of pages) {
        expect([image.width, image.height]).toEqual([413, 583]);
        const { left, right, bottom } = inkBox(image);
        expect(left).toBeGreaterThan(40);
        expect(right).toBeLessThan(413 - 40);
        expect(bottom).toBeLessThan(583 - 40);
      }
    });

    test("the same text gives the same pixels", async () => {
      const [first] = await typeset(sample, row, style);
      const [again] = await typeset(sample, row, style);
      // Comparing digests: vitest takes seconds for arrays of a million elements.
      expect(digest(again?.image)).toBe(digest(first?.image));
    });
  });
}

test.skipIf((await missingCharacters(SAMPLES["arb_Arab"] ?? "", "Noto Naskh Arabic")).length > 0)(
  "right-to-left text stands at the right margin, in Arabic digits if the text has them (needs an Arabic font)",
  async () => {
    const row = language("arb_Arab");
    const [page] = await typeset("تقع المكتبة قرب النهر منذ ١٢ سنة.", row, { ...pageStyle(row), firstPageNumber: 12 });
    expect(page?.truth).toBe("تقع المكتبة قرب النهر منذ ١٢ سنة.\n\n١٢\n");
    if (page === undefined) return;
    expect(page.image.width - inkBox(page.image).right).toBeLessThan(160);
    expect(inkBox(page.image).left).toBeGreaterThan(200);
  },
);

test("running heads stand on every page but the first, and in the truth", async () => {
  const row = language("spa_Latn");
  const style = pageStyle(row, { runningHead: "El río", dpi: 100 });
  const pages = await typeset("Uno.\n\f\nDos.\n", row, style);
  expect(pages.map(({ truth }) => truth)).toEqual(["Uno.\n\n1\n", "El río\n\nDos.\n\n2\n"]);
});

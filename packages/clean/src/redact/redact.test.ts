import { REDACTION_KINDS } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { asciiDigits } from "./asciiDigits.ts";
import { findEmails } from "./findEmails.ts";
import { findPhones } from "./findPhones.ts";
import { numberRegions } from "./numberRegions.ts";
import { redact } from "./redact.ts";
import { POSITIVE_GOLD } from "./testGold.ts";

const emails = (text: string) => findEmails(text).map(({ start, end }) => text.slice(start, end));
const phones = (text: string, language: string) =>
  findPhones(numberRegions(text), language).map(({ start, end }) => text.slice(start, end).trim());

test.each([
  ["write to nur.aini+arsip@perpusnas.go.id.", "nur.aini+arsip@perpusnas.go.id"],
  ["อีเมลinfo@nlt.go.thครับ", "info@nlt.go.th"],
  ["이메일:kim_1@korea.ac.kr로", "kim_1@korea.ac.kr"],
  ["(<a@b-c.com>)", "a@b-c.com"],
])("e-mail in %j", (text, found) => {
  expect(emails(text)).toEqual([found]);
});

test.each(["@malmoi", "5 kg @ 2.50", "a@b", "logo@2x.png", "x@y..com", "user@-a.com", "@@@@", "a@1.25", "a..b@c"])(
  "no e-mail in %j",
  (text) => {
    expect(emails(text)).toEqual([]);
  },
);

test.each([
  ["ind_Latn", "Telp. (021) 3854601, Jakarta", "(021) 3854601"],
  ["kor_Hang", "전화 02-590-0500", "02-590-0500"],
  ["tha_Thai", "โทร ๐๒-๒๘๑-๕๒๑๒", "๐๒-๒๘๑-๕๒๑๒"],
  ["fas_Arab", "تلفن ۰۲۱-۸۱۶۲۳۳۱۵", "۰۲۱-۸۱۶۲۳۳۱۵"],
  ["vie_Latn", "ĐT: 024 3825 5397", "024 3825 5397"],
  ["spa_Latn", "llame al +51 1 513 7000 hoy", "+51 1 513 7000"],
  ["und", "tel +82 2-590-0500", "+82 2-590-0500"],
])("%s phone in %j", (language, text, found) => {
  expect(phones(text, language)).toEqual([found]);
});

const NO_PHONES = [
  "halaman 123",
  "1945-1950",
  "17-08-1945",
  "1998.12.31",
  "2019-2024",
  "ISBN 978-89-374-6000-5",
  "ISBN 89-374-6000-6",
  "법률 제6906호",
  "UU No. 11 Tahun 2020",
  "Nomor 1234567",
  "1.234.567",
  "12,345,678",
  "3.14159265",
  "12 34 56",
  "No. 00012345678901",
  "1887 1888 1889",
  "pp. 101-102, 203-204",
  "พ.ศ. 2558-2561",
  "คำสั่ง ที่ 3422 / 2558",
  "musim 2004-05",
  "kl 10.00 -12.00",
  "26.10.01",
  "Hunyo 28 1968",
  "Maarso 12 2020",
  "02 / 10-07-2018",
  "19.000 - 26.000",
  "R$ 17.905.528.190,00",
];
test.each(NO_PHONES)("no phone in %j, in any country", (text) => {
  const languages = ["ind_Latn", "kor_Hang", "tha_Thai", "spa_Latn", "vie_Latn", "arb_Arab", "und"];
  expect(languages.filter((language) => phones(text, language).length > 0)).toEqual([]);
});

test("native digits have the same offsets", () => {
  const text = "หน้า ๑๒๓ ၄၅ ٦۷ ８";
  expect(asciiDigits(text)).toBe("หน้า 123 45 67 8");
  expect(asciiDigits(text).length).toBe(text.length);
});

test("replaces what was asked for, counts it, and finds nothing again", () => {
  const text = "Surel: a@b.id, Telp. (021) 3854601\nc@d.id";
  // Ends: before the address, inside it, behind the number, at the end.
  const both = redact(text, ["email", "phone"], "ind_Latn", [7, 9, 34, text.length]);
  expect(both).toMatchObject({
    text: "Surel: <email>, Telp. <phone>\n<email>",
    counts: { email: 2, phone: 1, national_id: 0 },
    ends: [7, 14, 29, 37],
  });
  expect(redact(both.text, REDACTION_KINDS, "ind_Latn").redactions).toEqual([]);
  expect(redact(text, ["email"], "ind_Latn").text).toContain("3854601");
  expect(redact(text, [], "ind_Latn").text).toBe(text);
});

test("offsets hold after astral characters and earlier lines", () => {
  expect(redact("\u{1F600} \u{20000}\n\n\u{1F4DE} 02-590-0500 끝", ["phone"], "kor_Hang").text).toBe(
    "\u{1F600} \u{20000}\n\n\u{1F4DE} <phone> 끝",
  );
});

test("the spans put the text together again, and stand where they say", () => {
  for (const { text, language } of POSITIVE_GOLD) {
    const original = `\u{1F600} ${text}\n${text} \u{20000}`;
    const { text: published, redactions } = redact(original, REDACTION_KINDS, language);
    const points = Array.from(original);
    let restored = Array.from(published);
    for (const { kind, start, end, at, value } of redactions.toReversed()) {
      expect(points.slice(start, end).join("")).toBe(value);
      expect(restored.slice(at, at + kind.length + 2).join("")).toBe(`<${kind}>`);
      restored = [...restored.slice(0, at), ...Array.from(value), ...restored.slice(at + kind.length + 2)];
    }
    expect(restored.join("")).toBe(original);
    expect(redact(published, REDACTION_KINDS, language).redactions).toEqual([]);
  }
});

/** libphonenumber reads 25 kB of bare digits in a second, hence fewer of those. */
test.each([
  ...["@", "a", "a@b.", "a://b:c@", "https://a?token=", "IBAN ", "S1234567", "٣", "1"].map(
    (part) => [part, 200_000] as const,
  ),
  ...[
    "1 ",
    "1-",
    "12.",
    "4111 1111 1111 1111 ",
    "DE89 3704 0044 0532 0130 00 ",
    "2001:db8::",
    "1.1.1.200 ",
    "CPF 529.982.247-25",
  ].map((part) => [part, 16_000] as const),
])("%j again and again is searched in linear time", (part, length) => {
  const text = part.repeat(length / part.length);
  expect(redact(text, [], "ind_Latn").text).toBe(text);
  expect(redact(text, REDACTION_KINDS, "ind_Latn").text).not.toBe("");
});

import { validate as isMyKad } from "stdnum/lib/cjs/my/nric.js";
import { validate as isThai } from "stdnum/lib/cjs/th/idnr.js";
import { isDay, weighted } from "../checkDigits.ts";
import { innerLabel, label } from "../context.ts";
import { type IdRule, isGrouped, written } from "./idRule.ts";

/** Century by the seventh digit of a Korean number: citizens 1-4 and 9, 0; foreigners 5-8. */
const KOREAN_CENTURIES: Readonly<Record<string, number>> = {
  "1": 1900,
  "2": 1900,
  "3": 2000,
  "4": 2000,
  "5": 1900,
  "6": 1900,
  "7": 2000,
  "8": 2000,
  "9": 1800,
  "0": 1800,
};

/**
 * Resident registration numbers: birth, sex and century, and until October 2020 a check digit (Enforcement Rule of the
 * Resident Registration Act; that of foreigners is two more). Numbers given since then end in random digits, so that of
 * the younger only the date can be checked.
 */
function isKorean(number: string): boolean {
  const century = KOREAN_CENTURIES[number.charAt(6)] ?? 0;
  const [year, month, day] = [
    century + Number(number.slice(0, 2)),
    Number(number.slice(2, 4)),
    Number(number.slice(4, 6)),
  ];
  if (!isDay(year, month, day) || year > 2099) return false;
  if (year * 100 + month >= 2020_10) return true;
  const rest = weighted(number, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11;
  const isForeign = /[5-8]/.test(number.charAt(6));
  return Number(number.charAt(12)) === ((isForeign ? 13 : 11) - rest) % 10;
}

/** Provinces of Indonesia and Timor as the first two digits of a NIK (Ministry of Home Affairs; 54 is old Timor Timur). */
const PROVINCES = new Set(
  "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 54 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96 97".split(
    " ",
  ),
);
const INDONESIAN = new Set(["ind_Latn", "jav_Latn", "sun_Latn", "min_Latn", "ban_Latn", "bug_Latn", "ace_Latn"]);

/** Place, birth (for women the day is 40 more), serial number. There is no check digit. */
function isNik(number: string): boolean {
  const [regency, district, day, month] = [2, 4, 6, 8].map((at) => Number(number.slice(at, at + 2)));
  if (regency === undefined || district === undefined || day === undefined || month === undefined) return false;
  const isPlace = PROVINCES.has(number.slice(0, 2)) && regency > 0 && regency < 80 && district > 0 && district < 80;
  return isPlace && isDay(2000, month, day > 40 ? day - 40 : day) && !number.endsWith("0000");
}

/** Codes of provinces in CCCD and the newer CMND (circular 07/2016/TT-BCA): even and odd numbers with gaps, to 096. */
const VIETNAMESE_PROVINCES = new Set(
  (
    "1 2 4 6 8 10 11 12 14 15 17 19 20 22 24 25 26 27 30 31 33 34 35 36 37 38 40 42 44 45 46 48 49 51 52 54 56 58 60 62 64 66 67 68 " +
    "70 72 74 75 77 79 80 82 83 84 86 87 89 91 92 93 94 95 96"
  )
    .split(" ")
    .map((code) => code.padStart(3, "0")),
);

/** Letters of a Singapore number for each rest, by its prefix (as published by several authors; the agency gives none). */
const SINGAPORE: Readonly<Record<string, readonly [letters: string, add: number]>> = {
  S: ["JZIHGFEDCBA", 0],
  T: ["JZIHGFEDCBA", 4],
  F: ["XWUTRQPNMLK", 0],
  G: ["XWUTRQPNMLK", 4],
  M: ["XWUTRQPNJLK", 3],
};

function isSingaporean(number: string): boolean {
  const [letters, add] = SINGAPORE[number.charAt(0)] ?? ["", 0];
  const rest = (weighted(number.slice(1), [2, 7, 6, 5, 4, 3, 2]) + add) % 11;
  const letter = letters.charAt(rest);
  return letter !== "" && number.endsWith(letter);
}

/** EAN-13, the numbers of goods and books. */
function isEan(number: string): boolean {
  return weighted(number, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;
}

export const EAST_ASIAN_IDS: readonly IdRule[] = [
  {
    name: "kr_rrn",
    pattern: written("\\d{6}\\s?[-–]\\s?\\d{7}|\\d{13}"),
    valid: isKorean,
    label: innerLabel("주민\\s?등록\\s?번호|주민\\s?번호|외국인\\s?등록\\s?번호|거소\\s?신고\\s?번호|생년월일\\s?성별"),
    alone: (found, language) => isGrouped(found) || (language === "kor_Hang" && isKoreanWithCheck(found)),
  },
  {
    name: "id_nik",
    pattern: written(
      "\\d{16}|\\d{6}[ .-]\\d{6}[ .-]\\d{4}|\\d{2}[.]\\d{2}[.]\\d{2}[.]\\d{6}[.]\\d{4}|\\d{4}( )\\d{4}\\1\\d{4}\\1\\d{4}",
    ),
    valid: isNik,
    label: label(
      "NIK|KTP|e-KTP|nomor induk kependudukan|no(?:mor)?\\.? (?:KK|kartu keluarga)|kartu tanda penduduk|kartu keluarga",
    ),
    alone: (found, language) => INDONESIAN.has(language) && !found.includes(" "),
  },
  {
    name: "my_mykad",
    pattern: written("\\d{6}-\\d{2}-\\d{4}|\\d{6} \\d{2} \\d{4}|\\d{12}"),
    valid: (number) => isMyKad(number).isValid,
    label: label("MyKad|MyKid|MyPR|NRIC|kad pengenalan|K/P|KP|I/C|IC|identity card"),
    alone: (found) => found.includes("-"),
  },
  {
    name: "th_id",
    pattern: written("\\d([- ])\\d{4}\\1\\d{5}\\1\\d{2}\\1\\d|\\d{13}"),
    valid: (number) => isThai(number).isValid,
    label: innerLabel("ประจำตัว(?:ประชาชน)?|บัตรประชาชน|เลขบัตร|citizen id|thai id|เลขประจำตัวผู้เสียภาษี(?:อากร)?"),
    alone: (found, language) => isGrouped(found) || (language === "tha_Thai" && !isEan(found)),
  },
  {
    name: "vn_cccd",
    pattern: written("\\d{12}|\\d{3}([ .])\\d{3}\\1\\d{3}\\1\\d{3}"),
    valid: (number) => VIETNAMESE_PROVINCES.has(number.slice(0, 3)) && /^...[0-3]/.test(number),
    label: label(
      "CCCD|CMND|CMT|CMTND|căn cước(?: công dân)?|chứng minh (?:nhân dân|thư)|(?:số )?định danh(?: cá nhân)?",
    ),
  },
  {
    name: "vn_cmnd",
    pattern: written("\\d{9}|\\d{3}([ .])\\d{3}\\1\\d{3}"),
    valid: (number) => /^[0-3]/.test(number),
    label: label("CMND|CMT|CMTND|chứng minh (?:nhân dân|thư)", 20),
  },
  {
    name: "ph_id",
    pattern: written(
      "\\d{4}-?\\d{4}-?\\d{4}-?\\d{4}|\\d{4}-\\d{4}-\\d{4}|\\d{4}-\\d{7}-\\d|\\d{2}-\\d{7}-\\d|\\d{2}-\\d{9}-\\d|\\d{3}-\\d{3}-\\d{3}(?:-\\d{3,5})?|\\d{12}",
    ),
    valid: () => true,
    label: label("PhilSys|PhilID|PCN|PSN|national id|SSS|GSIS|UMID|CRN|TIN|PhilHealth|Pag-?IBIG|HDMF"),
  },
  {
    name: "sg_nric",
    pattern: written("[STFGM]\\d{7}[A-Z]"),
    valid: isSingaporean,
    label: label("NRIC|FIN"),
    alone: () => true,
  },
];

/** Thirteen bare digits are a Korean number only with the check digit that older ones have. */
function isKoreanWithCheck(number: string): boolean {
  return Number(number.slice(0, 2)) > 20 && isKorean(number);
}

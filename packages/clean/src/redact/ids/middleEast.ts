import { validate as isIsraeli } from "stdnum/lib/cjs/il/idnr.js";
import { validate as isTckn } from "stdnum/lib/cjs/tr/tckimlik.js";
import { isDay, passesLuhn, weighted } from "../checkDigits.ts";
import { hasFewDigits, innerLabel, label } from "../context.ts";
import { type IdRule, isGrouped, written } from "./idRule.ts";

const ARABIC_ID =
  "الرقم القومي|رقم قومي|رقم الهوي[ةه]|رقم هوي[ةه]|الهوي[ةه](?: الوطني[ةه])?|هوي[ةه]|رقم البطاق[ةه]|بطاق[ةه] (?:الرقم القومي|شخصي[ةه])|السجل المدني|سجل مدني|رقم الإقام[ةه]|الإقام[ةه]|إقام[ةه]";

/** Ten digits of Iran; the last is a check digit, modulo 11. */
function isMelli(number: string): boolean {
  const rest = weighted(number, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  return Number(number.charAt(9)) === (rest < 2 ? rest : 11 - rest);
}

/** Governorates of Egypt as in the eighth and ninth digit; 88 is born abroad. */
const GOVERNORATES = new Set(
  "01 02 03 04 11 12 13 14 15 16 17 18 19 21 22 23 24 25 26 27 28 29 31 32 33 34 35 88".split(" "),
);

/** Century, birth, governorate, serial number. The last digit checks the others by a rule that is not published. */
function isEgyptian(number: string): boolean {
  const year = (number.startsWith("2") ? 1900 : 2000) + Number(number.slice(1, 3));
  return isDay(year, Number(number.slice(3, 5)), Number(number.slice(5, 7))) && GOVERNORATES.has(number.slice(7, 9));
}

export const MIDDLE_EASTERN_IDS: readonly IdRule[] = [
  {
    name: "tr_tckn",
    pattern: written("[1-9]\\d{10}"),
    valid: (number) => isTckn(number).isValid,
    label: label("T\\.? ?C\\.?(?: kimlik)?|TCKN|kimlik(?: no| numarası)?|vatandaşlık(?: no| numarası)"),
    alone: (_, language) => language === "tur_Latn",
  },
  {
    name: "il_id",
    pattern: written("\\d{9}|\\d{8}-\\d"),
    valid: (number) => isIsraeli(number).isValid,
    label: innerLabel("ת\\.? ?ז\\.?|ת[\"״']ז|תעודת[- ]ה?זהות|מספר[- ]ה?זהות|teudat zehut|israeli id", 20),
  },
  {
    name: "ae_emirates_id",
    pattern: written("784([- ])(?:19|20)\\d{2}\\1\\d{7}\\1\\d|784(?:19|20)\\d{10}"),
    valid: passesLuhn,
    label: innerLabel(`emirates id|${ARABIC_ID}`),
    alone: () => true,
  },
  {
    // Citizens begin with 1, residents with 2.
    name: "sa_id",
    pattern: written("[12]\\d{9}"),
    valid: passesLuhn,
    label: innerLabel(`national id|iqama|${ARABIC_ID}`),
  },
  {
    name: "ir_melli",
    pattern: written("\\d{3}-\\d{6}-\\d|\\d{10}"),
    valid: isMelli,
    label: innerLabel("کد ?\\u200c?ملی|شماره ?\\u200c?ملی|شماره ملّی|کدملی|code melli|melli code"),
    alone: (found, language) => isGrouped(found) && language === "fas_Arab",
  },
  {
    name: "eg_id",
    pattern: written("[23]\\d{13}"),
    valid: isEgyptian,
    label: innerLabel(`national id|${ARABIC_ID}`),
    alone: (found, language) => (language === "arb_Arab" || language === "arz_Arab") && !hasFewDigits(found),
  },
];

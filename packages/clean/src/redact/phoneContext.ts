/** Words after which a bare string of digits is a telephone number, in the languages of the alliance. */
const LABEL =
  /(?:tel|telp|tfn|puh|puhelin|тел|τηλ|telepon|telefon|telefone|teléfono|telf|tfno|phone|fax|faks|hp|wa|whatsapp|mobile|móvil|celular|cel|전화|연락처|휴대폰|팩스|โทร|โทรศัพท์|โทรสาร|ໂທ|ໂທລະສັບ|ទូរស័ព្ទ|ဖုန်း|điện thoại|đt|sđt|telefono|telepono|هاتف|الهاتف|جوال|فاكس|تلفن|موبایل|טלפון|טל|נייד|פקס|தொலைபேசி)\s?[.:)(№#'"׳]*\s*$/iu;

const BOOK_NUMBER = /(?:isbn|issn|isni|doi)[^\n]{0,12}$/i;
/** Gregorian, Hijri and solar Hijri (10-20), Buddhist (24, 25). */
const YEAR = "(?:1\\d|20|2[45])\\d{2}";
const DAY = "(?:0?[1-9]|[12]\\d|3[01])";
const MONTH = "(?:0?[1-9]|1[0-2])";
const BETWEEN = "[-./ ]\\s?";
const TIME = "\\d{1,2}[.:]\\d{2}";
const TIMES_AND_YEARS = [
  `\\(?${YEAR}\\)?\\s*[-–/.~ ]\\s*\\(?${YEAR}\\)?`,
  `${YEAR}\\s?[-–/]\\s?\\d{2}`,
  // The number of a law, an order or an issue in its year.
  `\\d{1,5}\\s*[/-]\\s*${YEAR}`,
  `${TIME}\\s*[-–~]\\s*${TIME}`,
  `${DAY}[./-]${MONTH}[./-]\\d{2}`,
  `${DAY} ${YEAR}`,
  `${DAY}\\s*[-/]\\s*${DAY}\\s*[-/]\\s*${MONTH}\\s*[-/]\\s*${YEAR}`,
].map((form) => new RegExp(`^(?:${form})$`));
const DATE = new RegExp(
  `^\\(?(?:${DAY}${BETWEEN}${MONTH}${BETWEEN}${YEAR}|${YEAR}${BETWEEN}${MONTH}${BETWEEN}${DAY})(?!\\d)`,
);
const SUM = "\\d{1,3}(?:\\.\\d{3})+(?:,\\d{1,2})?|\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,2})?";
/** One sum of money, or from one to another. */
const SUMS = new RegExp(`^(?:${SUM})(?:\\s*[-–~]\\s*(?:${SUM}))?$`);
/** One with spaces between the thousands: a mobile number in threes has three digits before the first of them. */
const SPACED_SUM = /^[1-9]\d?(?: \d{3}){2,}$/;
const DECIMAL = /^[1-9]\d*[.,]\d+$/;

/** Registration numbers of Korean businesses. */
const KOREAN_BUSINESS = /^\d{3}-\d{2}-\d{5}$/;

/** ISBN-13 and EAN-13 of the book trade. */
function isBookNumber(digits: string): boolean {
  if (!/^97[89]\d{10}$/.test(digits)) return false;
  const sum = Array.from(digits).reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

/**
 * Digits as they are scattered in tables and in what recognition makes of pictures: more groups than any country writes
 * (five, and the country), two of them of one digit, one digit five times in a group, or two different digits in all.
 */
function isScattered(trimmed: string): boolean {
  const all = trimmed.match(/\d+/g) ?? [];
  const groups = trimmed.includes("+") ? all.slice(1) : all;
  return (
    groups.length > 5 ||
    groups.filter(({ length }) => length === 1).length > 1 ||
    groups.some((group) => /(\d)\1{4}/.test(group)) ||
    new Set(groups.join("")).size < 3
  );
}

/** Whether a valid telephone number is more likely a date, a span of years, a book number or a sum. */
export function isOtherNumber(found: string, before: string): boolean {
  const trimmed = found.trim();
  if (BOOK_NUMBER.test(before) || isBookNumber(trimmed.replace(/\D/g, ""))) return true;
  if (LABEL.test(before)) return false;
  if (KOREAN_BUSINESS.test(trimmed)) return true;
  return (
    TIMES_AND_YEARS.some((form) => form.test(trimmed)) ||
    DATE.test(trimmed) ||
    SUMS.test(trimmed) ||
    SPACED_SUM.test(trimmed) ||
    isScattered(trimmed) ||
    DECIMAL.test(trimmed)
  );
}

/**
 * Whether it is written like a telephone number: with +, or as its country dials it (`national`), from the leading zero
 * on if it has one and in groups; or after a label, as it pleases.
 */
export function isPlainPhone(found: string, before: string, national: string): boolean {
  if (LABEL.test(before) || /^\s*\(?\s*\+/.test(found)) return true;
  if (national.replace(/\D/g, "").startsWith("0") && !/^\D*0/.test(found)) return false;
  return /^\s*[(0]/.test(found) || /\d[^\d]+\d/.test(found);
}

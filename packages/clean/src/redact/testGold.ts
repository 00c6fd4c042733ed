import type { RedactionGold } from "./evaluateRedaction.ts";
import { RedactionKind } from "@malmoi/schemas";

/**
 * Personal data as texts of our regions have it, and what looks like it. Numbers are made up, or the ones that standards
 * and documentation use as examples. `[[kind rule|value]]` marks what must be found.
 */
const POSITIVE: readonly (readonly [language: string, text: string])[] = [
  ["ind_Latn", "Surel: [[email email|nur.aini+arsip@perpusnas.go.id]]."],
  ["tha_Thai", "อีเมล[[email email|info@nlt.go.th]]ครับ"],
  ["kor_Hang", "이메일:[[email email|kim_1@korea.ac.kr]]로"],
  ["ind_Latn", "Telp. [[phone phone|(021) 3854601]], Jakarta"],
  ["kor_Hang", "전화 [[phone phone|02-590-0500]]"],
  ["tha_Thai", "โทร [[phone phone|๐๒-๒๘๑-๕๒๑๒]]"],
  ["fas_Arab", "تلفن [[phone phone|۰۲۱-۸۱۶۲۳۳۱۵]]"],
  ["vie_Latn", "ĐT: [[phone phone|024 3825 5397]]"],
  ["spa_Latn", "llame al [[phone phone|+51 1 513 7000]] hoy"],
  ["por_Latn", "Tel. [[phone phone|(11) 3061-3131]]"],
  ["arb_Arab", "هاتف: [[phone phone|+٩٦٦ ١١ ٤٦٢ ٤٨٨٨]]"],
  ["eng_Latn", "logged in from [[ip ipv4|203.113.17.5]] twice"],
  ["ind_Latn", "alamat IP [[ip ipv4|10.2.3.4]] dan [[ip ipv4|180.250.1.77]]"],
  ["eng_Latn", "DNS: [[ip ipv4|8.8.8.8]], and [[ip ipv6|2001:db8:85a3::8a2e:370:7334]]."],
  ["kor_Hang", "[[ip ipv6|fe80::1ff:fe23:4567:890a]]에서"],
  ["eng_Latn", "ftp://[[credentials userinfo|arsip:rahasia99]]@ftp.example.org/scans"],
  ["spa_Latn", "https://api.example.org/v1?page=2&access_token=[[credentials parameter|eyJhbGciOi.J9]]&lang=es"],
  ["eng_Latn", "Card [[bank_card card|4111 1111 1111 1111]] or [[bank_card card|378282246310005]]"],
  ["fas_Arab", "شماره کارت: [[bank_card card|۶۰۳۷-۹۹۱۱-۱۱۱۱-۱۱۱۲]]"],
  ["por_Latn", "cartão [[bank_card card|5555-5555-5555-4444]]"],
  ["tur_Latn", "IBAN: [[iban iban|TR33 0006 1005 1978 6457 8413 26]]"],
  ["por_Latn", "[[iban iban|BR1800360305000010009795493C1]]"],
  ["arb_Arab", "آيبان [[iban iban|SA0380000000608010167519]]، [[iban iban|AE07 0331 2345 6789 0123 456]]"],
  ["heb_Hebr", "[[iban iban|IL62 0108 0000 0009 9999 999]] בבנק"],
  ["arb_Arab", "[[iban iban|EG380019000500000000263180002]]"],
  ["kor_Hang", "주민등록번호 [[national_id kr_rrn|900101-1234568]]"],
  ["kor_Hang", "주민등록번호는 [[national_id kr_rrn|9001011234568]]이다"],
  ["kor_Hang", "홍길동([[national_id kr_rrn|740612-2019230]])은"],
  ["kor_Hang", "외국인등록번호: [[national_id kr_rrn|850515-5234560]]"],
  ["kor_Hang", "출생 신고 [[national_id kr_rrn|210305-3123456]]"], // Since October 2020 without a check digit.
  ["ind_Latn", "NIK: [[national_id id_nik|3171014501900001]]"],
  ["ind_Latn", "No. KTP [[national_id id_nik|32.73.01.020385.0004]]"],
  ["jav_Latn", "Sutrisno, [[national_id id_nik|3402151708770002]], Bantul"],
  ["zsm_Latn", "No. K/P: [[national_id my_mykad|900101-14-5678]]"],
  ["zsm_Latn", "Ali bin Abu ([[national_id my_mykad|781231-08-5521]])"],
  ["zsm_Latn", "kad pengenalan [[national_id my_mykad|900101145678]]"],
  ["tha_Thai", "เลขประจำตัวประชาชน [[national_id th_id|1-1037-02071-81-1]]"],
  ["tha_Thai", "บัตรประชาชนเลขที่[[national_id th_id|๓๖๐๐๑๐๐๔๒๑๙๓๗]]ของ"],
  ["tha_Thai", "นายสมชาย [[national_id th_id|1103702071811]]"],
  ["vie_Latn", "CCCD số [[national_id vn_cccd|001090012345]] cấp ngày 12/03/2021"],
  ["vie_Latn", "CMND: [[national_id vn_cmnd|023456789]]"],
  ["vie_Latn", "số căn cước công dân là [[national_id vn_cccd|079 185 001 234]]"],
  ["fil_Latn", "PhilSys [[national_id ph_id|1234-5678-9012-3456]]"],
  ["eng_Latn", "SSS No. [[national_id ph_id|34-1234567-8]], TIN [[national_id ph_id|123-456-789-000]]"],
  [
    "eng_Latn",
    "NRIC [[national_id sg_nric|S1234567D]], FIN [[national_id sg_nric|G1234567X]], [[national_id sg_nric|M1234567K]]",
  ],
  ["por_Latn", "CPF nº [[national_id br_cpf|529.982.247-25]], CNPJ [[national_id br_cnpj|11.222.333/0001-81]]"],
  ["por_Latn", "inscrito no CPF sob o n. [[national_id br_cpf|12345678909]]"],
  ["por_Latn", "CNPJ [[national_id br_cnpj|12.ABC.345/01DE-35]]"],
  ["spa_Latn", "CUIL [[national_id ar_cuil|20-12345678-6]], DNI [[national_id es_dni|12.345.678]]"],
  ["spa_Latn", "CUIT Nº [[national_id ar_cuil|27280335148]]"],
  ["spa_Latn", "RUT [[national_id cl_rut|12.345.678-5]] y RUN [[national_id cl_rut|7654321-6]]"],
  ["spa_Latn", "CURP: [[national_id mx_curp|BOXW310820HNERXN09]]; RFC [[national_id mx_rfc|GODE561231GR8]]"],
  ["spa_Latn", "cédula de ciudadanía No. [[national_id co_cedula|52.345.678]] de Bogotá"],
  ["spa_Latn", "C.C. [[national_id co_cedula|1020304050]], NIT [[national_id co_nit|213.123.432-1]]"],
  ["spa_Latn", "identificado con DNI N° [[national_id es_dni|45678912]], RUC [[national_id pe_ruc|10456789124]]"],
  ["spa_Latn", "CC [[national_id co_cedula|1.020.304.050]] y c.c. N.º [[national_id co_cedula|79.123.456]]"],
  [
    "kor_Hang",
    "주민등록번호 [[national_id kr_rrn|９００１０１－１２３４５６８]], [[national_id kr_rrn|900101—1234568]]",
  ],
  ["kor_Hang", "[[phone phone|010-1234-5678]], [[phone phone|01012345678]], [[phone phone|+82-10-1234-5678]]"],
  ["zsm_Latn", "tel [[phone phone|03-2161 4567]], [[phone phone|012-345 6789]]"],
  ["arb_Arab", "جوال [[phone phone|0501234567]]، [[phone phone|+966 50 123 4567]]"],
  ["vie_Latn", "SĐT [[phone phone|0912345678]]; [[phone phone|0912.345.678]]"],
  ["eng_Latn", "from [[ip ipv6|fd00::1234]] and [[ip ipv4|192.168.1.1]]:8080, not ::1"],
  ["tur_Latn", "T.C. Kimlik No: [[national_id tr_tckn|10000000146]]"],
  ["tur_Latn", "Ayşe Yılmaz, [[national_id tr_tckn|10000000146]]"],
  ["heb_Hebr", 'ת"ז [[national_id il_id|123456782]]'],
  ["heb_Hebr", "תעודת זהות: [[national_id il_id|03245678-2]]"],
  ["arb_Arab", "رقم الهوية [[national_id ae_emirates_id|784-1980-1234567-8]]"],
  ["arb_Arab", "هوية رقم [[national_id sa_id|١٠٥٦٥٦٦٢٥٨]]، إقامة [[national_id sa_id|2234567895]]"],
  ["fas_Arab", "کد ملی: [[national_id ir_melli|۰۰۱۳۵۴۲۴۱۹]]"],
  ["fas_Arab", "شماره ملی [[national_id ir_melli|049-937089-9]]"],
  ["arz_Arab", "الرقم القومي [[national_id eg_id|29001012101234]]"],
  ["arb_Arab", "البطاقة [[national_id eg_id|٣٠١٠٢٢٨٠١٠٥٦٧٨]]"],
];

/** In every language: a mark anywhere is a mistake. */
const NEGATIVE: readonly (readonly [language: string, text: string])[] = [
  ["ind_Latn", "halaman 123, hlm. 45-67, UU No. 11 Tahun 2020, Pasal 27 ayat (3), PP 71/2019"],
  ["ind_Latn", "1945-1950; 17-08-1945; 17 Agustus 1945; Rp 1.234.567,00; Nomor 1234567; 12 34 56"],
  ["ind_Latn", "nomor inventaris 3171012345678901234, ISBN 978-602-03-1234-5, kode 9171012345670000"],
  ["kor_Hang", "법률 제6906호, 1998.12.31, 2019-2024, 제3조 제2항, 900101-1234567, 991332-1234567, 12345-67890"],
  ["kor_Hang", "ISBN 978-89-374-6000-5, ISSN 1234-5679, 20231231-1234567, 사업자등록번호 123-45-67890"],
  ["tha_Thai", "หน้า ๑๒๓-๑๒๕ พ.ศ. ๒๕๔๐ มาตรา ๑๑๒ ISBN 978-616-18-1234-5 บาร์โค้ด 8850999320007"],
  ["tha_Thai", "1-1037-02071-81-2 และ 1103702071812 เลขที่ 2/2545"],
  ["vie_Latn", "trang 12-15, Luật số 45/2019/QH14, Nghị định 123/2020/NĐ-CP, ngày 30/04/1975, 001090012345"],
  ["zsm_Latn", "muka surat 900-905, Akta 574, 901301-14-5678, 900101-17-5678, RM 1,234,567.00"],
  ["fil_Latn", "Republic Act No. 10173, pahina 1234-5678, 1898-06-12, G.R. No. 123456789012"],
  ["eng_Latn", "S1234567A, T7654321Z, MS 12345678, shelf mark S1234567, v1.2.3.4, version 10.0.19.1, section 2.1.13.4"],
  ["eng_Latn", "12:30:45, 1:2:3, std::vector, a::b, 127.0.0.1, 255.255.255.0, 0.0.0.0, 300.1.1.1, 1.2.3.4.5, 4.3.2.1"],
  [
    "eng_Latn",
    "table 3.14.15.92, chapter 10.20.30.140, MAC 00:1A:2B:3C:4D:5E, sha 1234567890abcdef, 2020-12-31T23:59:59",
  ],
  [
    "ind_Latn",
    "Putusan Nomor 16/PUU-XVI/2018, 123/Pid.Sus/2019/PN.Jkt.Pst, koordinat -6.2088, 106.8456, kode pos 10110",
  ],
  [
    "spa_Latn",
    "motor de 150 cc 12.345.678, 12°34'56\", tomos 1-12, 1820 1830 1840, Res. 045-2019-SUNARP, 2019.0001234-5",
  ],
  [
    "kor_Hang",
    "2019다12345, 2015헌바123, 서울 123-45번지, 12,345,678원, 2020. 1. 2. 10:30, 제2020-123호, 우편번호 06236",
  ],
  ["arb_Arab", "سنة 1445/01/15 هـ الموافق 2023-08-02، رقم الإيداع 12345/2001، 1,234,567"],
  ["fas_Arab", "۱۴۰۲/۰۵/۱۱ شماره ۱۲۳/۴۵۶ قیمت ۱۲۳۴۵۶۷۸ ریال کد پستی ۱۲۳۴۵۶۷۸۹۰"],
  ["heb_Hebr", 'גוש 12345 חלקה 67, תשכ"ז-1967, עמ\' 123-145, ס"מ 1234567'],
  ["tur_Latn", "T.C. Resmî Gazete 12345 sayılı, 1.234.567,89 TL, 2019/12345 E., Madde 12/3"],
  ["eng_Latn", "http://example.org:8080/path?page=2&id=5, user@host, mailto:, https://example.org/@user:name"],
  ["eng_Latn", "4111 1111 1111 1112, 1234 5678 9012 3456, 0000 0000 0000 0000, 0000111122223333, 978-0-306-40615-7"],
  ["eng_Latn", "DE89 3704 0044 0532 0130 01, GB00ABCD1234, AB12 3456 7890 1234 5678, XX82 1234 5698 7654 32"],
  [
    "por_Latn",
    "529.982.247-26, 111.111.111-11, 11.222.333/0001-82, Lei nº 8.112/1990, 1.234.567-8, processo 0001234-56.2019.8.26.0100",
  ],
  ["por_Latn", "páginas 123-125, ISBN 978-85-333-0227-3, R$ 12.345.678,90, 1500-1889, 12345678901"],
  ["spa_Latn", "20-12345678-7, 12.345.678-4, Ley 30057, Decreto 1.234.567, 12.345.678 habitantes, art. 14"],
  ["spa_Latn", "BOXW310820HNERXN08, GODE561331GR8, ABCD123456, pp. 1234-5678, 1810-1816, expediente 45678912"],
  ["spa_Latn", "ISBN 978-84-376-0494-7, 45.678.912 pesos, 10456789124, la cédula real de 1767, NIT 213.123.432-2"],
  ["tur_Latn", "10000000147, 12345678901, sayfa 123-456, 6698 sayılı Kanun, 23.04.1920, ISBN 978-975-08-0001-2"],
  ["heb_Hebr", '123456782, עמ\' 123-456, תשע"ה 2015, תעודת זהות: 123456789, מסת"ב 978-965-07-1234-5'],
  ["arb_Arab", "ص ١٢٣-١٢٥، ١٤٤٥ هـ، القانون رقم ١٥١ لسنة ٢٠٢٠، 784-1980-1234567-9، 1056566258، 99001012101234"],
  ["fas_Arab", "ص. ۱۲۳، ۱۳۵۷، ۰۰۱۳۵۴۲۴۱۹، کد ملی: ۰۰۱۳۵۴۲۴۱۸، شابک ۹۷۸-۹۶۴-۳۱۲-۱۲۳-۴"],
  [
    "und",
    "1887 1888 1889 1890 1891; 3.14159265; 12,345,678; No. 00012345678901; pp. 101-102, 203-204; 100 200 300 400",
  ],
];

/** A marked text, and where its marks are, in code points; `rules` in the same order. */
export function unmarked([language, marked]: readonly [string, string]): RedactionGold & { readonly rules: string[] } {
  const spans: RedactionGold["spans"] = [];
  const rules: string[] = [];
  let text = "";
  let last = 0;
  for (const { 0: mark, 1: kind, 2: rule = "", 3: value = "", index } of marked.matchAll(
    /\[\[(\w+) (\w+)\|(.*?)\]\]/g,
  )) {
    text += marked.slice(last, index);
    const start = Array.from(text).length;
    text += value;
    spans.push({ kind: RedactionKind.parse(kind), start, end: start + Array.from(value).length });
    rules.push(rule);
    last = index + mark.length;
  }
  return { text: text + marked.slice(last), language, spans, rules };
}

export const POSITIVE_GOLD = POSITIVE.map(unmarked);
export const NEGATIVE_GOLD = NEGATIVE.map(unmarked);

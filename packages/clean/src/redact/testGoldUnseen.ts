import { unmarked } from "./testGold.ts";

/**
 * Written after the rules were made, of kinds that they were not made from. When first tried, 51 of 53 spans
 * were found to the letter (the others were this file's mistakes: a bracket, a number that is none), and two numbers too many
 * (a draw of lots, a build) beside those that real texts had shown to be wrong.
 */
const UNSEEN: readonly (readonly [language: string, text: string])[] = [
  // Addresses, in capitals, behind brackets, in several labels, with ports of call around them.
  ["spa_Latn", "ESCRIBA A [[email email|MESA.PARTES@UNMSM.EDU.PE]];"],
  ["fil_Latn", "mag-email sa [[email email|info_2@nhcp.gov.ph]], o tumawag sa [[phone phone|(02) 8254-7482]]."],
  ["fas_Arab", "نشانی <[[email email|ketabkhane@nlai.ir]]> را ببینید"],
  ["zsm_Latn", "[[email email|a.b-c_d@perpustakaan.gov.my]]/[[email email|x@y.com.my]]"],
  // Telephones: mobiles without a label, old dialling, native digits, extensions, lists.
  ["ind_Latn", "Hub. Bu Sri [[phone phone|0812-3456-7890]] (sore)"],
  ["ind_Latn", "WA: [[phone phone|081234567890]]"],
  ["por_Latn", "ligue [[phone phone|0800 726 0101]] ou [[phone phone|(11) 98765-4321]]"],
  ["spa_Latn", "Cel. [[phone phone|+57 310 456 7890]]; fijo [[phone phone|+54 11 4379-8700]]"],
  ["heb_Hebr", "טל' [[phone phone|02-5882811]], נייד [[phone phone|052-6543210]]"],
  ["fas_Arab", "همراه: [[phone phone|۰۹۱۲ ۳۴۵ ۶۷۸۹]]"],
  ["arb_Arab", "للاستفسار [[phone phone|00966114678000]]"],
  ["tur_Latn", "Santral: [[phone phone|0 (312) 458 30 00]]"],
  ["kor_Hang", "T. [[phone phone|031-123-4567]], [[phone phone|(02)760-0114]]"],
  ["tha_Thai", "มือถือ [[phone phone|๐๘๑-๒๓๔-๕๖๗๘]] ต่อ 12"],
  ["vie_Latn", "Liên hệ [[phone phone|(028) 3829 7147]] - [[phone phone|0903.123.456]]"],
  ["zsm_Latn", "hubungi Encik Ali di [[phone phone|019-234 5678]]"],
  ["mya_Mymr", "ဖုန်း [[phone phone|၀၉-၄၂၀၁၂၃၄၅၆]]"],
  // Machines and secrets.
  ["spa_Latn", "se conectó desde la IP [[ip ipv4|190.12.164.1]]"],
  ["ind_Latn", "[[ip ipv4|36.85.110.247]] (pembicaraan) 10:12"],
  ["eng_Latn", "postgres://[[credentials userinfo|admin:S3cret]]@db.example.com/prod"],
  ["vie_Latn", "https://example.vn/?q=a&api_key=[[credentials parameter|AIzaSyD3mo]]."],
  // Identity numbers behind other words, in sentences.
  ["spa_Latn", "Quispe, identificada con D.N.I. N.º [[national_id es_dni|40123456]] y domicilio en"],
  ["spa_Latn", "CUIT [[national_id ar_cuil|27-30418663-7]]; RUT N° [[national_id cl_rut|14.628.307-1]]"],
  ["spa_Latn", "clave CURP [[national_id mx_curp|GALM850712MDFRRR01]] de la interesada"],
  ["spa_Latn", "con NIT No. [[national_id co_nit|860.512.330-3]]; RUC N° [[national_id pe_ruc|20418732271]]"],
  ["por_Latn", "portador do CPF/MF n.º [[national_id br_cpf|418.392.155-42]]"],
  ["por_Latn", "CNPJ/MF sob o nº [[national_id br_cnpj|41.728.063/0001-46]]"],
  ["tur_Latn", "[[national_id tr_tckn|31648200026]] kimlik numaralı davacı"],
  ["heb_Hebr", "מר כהן (ת.ז. [[national_id il_id|057130429]])"],
  ["fas_Arab", "به شماره ملی [[national_id ir_melli|2287654313]] صادره از"],
  ["arb_Arab", "سجل مدني رقم [[national_id sa_id|1087345128]]"],
  ["arz_Arab", "بطاقة رقم قومي: [[national_id eg_id|28507141601234]]"],
  ["tha_Thai", "หมายเลขบัตรประชาชน [[national_id th_id|3-1005-20134-50-1]]"],
  ["kor_Hang", "주민번호 [[national_id kr_rrn|820314 - 1205313]] 외국인등록번호 [[national_id kr_rrn|910925-6105319]]"],
  ["eng_Latn", "(NRIC No. [[national_id sg_nric|S8273645Z]])"],
  ["vie_Latn", "số CMND [[national_id vn_cmnd|012345678]] do CA Hà Nội cấp"],
  ["ind_Latn", "Nomor Induk Kependudukan (NIK) [[national_id id_nik|3273015507850003]]"],
  // Accounts.
  ["spa_Latn", "tarjeta n.º [[bank_card card|3782 822463 10005]], IBAN [[iban iban|ES91 2100 0418 4502 0005 1332]]"],
  ["eng_Latn", "[[bank_card card|3530111333300000]]; [[bank_card card|3056 930902 5904]]"],
  ["arb_Arab", "[[iban iban|JO94 CBJO 0010 0000 0000 0131 0003 02]]"],
  ["urd_Arab", "[[iban iban|PK36SCBL0000001123456702]] اکاؤنٹ"],
  // Nobody's.
  ["eng_Latn", "doi:10.1016/j.ijar.2019.01.001, arXiv:1706.03762, US 7,654,321 B2, LCCN 2001-627090, A/RES/217(III)"],
  ["spa_Latn", "ISBN 84-376-0494-X; 25 216 267 habitantes; 1 234 567 votos; lat. −34.6037, long. −58.3816"],
  ["spa_Latn", "Exp. 123/2019-IV; C1002AAP; Resolución 4.658; folios 12r-15v; 1980 1985 1990 1995 2000; 2:1-0:3"],
  ["ayr_Latn", "Douala 25 216 267 phransiya aru; La Paz 2 756 989"],
  ["por_Latn", "CEP 06070-000, Lei 4.658/2018, NIRE 35300108078, protocolo 2019.0001.0234, 08h00-16h30"],
  [
    "ind_Latn",
    "pukul 08.00-16.30, B 1234 XYZ, 6°12'S 106°49'E, skor 21-15 18-21 21-19, Stbl. 1847-23, 07 12 23 34 41 45",
  ],
  ["zsm_Latn", "No. Siri 352099001761481, JKR 20801-0123-10, 1.957,63 ekar, ms. 12-15, 57000 Kuala Lumpur"],
  ["vie_Latn", "thửa số 123, tờ bản đồ 45, 10.769.444 - 106.681.944, TCVN 5945:2005, 54/2009/TT-BGDĐT"],
  ["tha_Thai", "๑๒/๐๓/๒๕๖๓, ๑๐.๓๐-๑๒.๐๐ น., กท 1234, เล่ม ๑๒๐ ตอนที่ ๖๒ ก, 80000, มอก. 2594-2556"],
  ["kor_Hang", "2020고단1234, 2018헌마1153, 조선 1392-1910, 제2023-0147호, 37.5665, 126.9780, 31.4% 28.7%"],
  ["arb_Arab", "١٥/٠٣/١٤٤٢، البقرة ٢٥٥-٢٥٧، ق. ٣٢١/٢٠١٩، ط ٢، ٤ مج، ٢٤ سم، 2.5-3.5، 1990/1991"],
  ["fas_Arab", "۱۳۹۹/۱۲/۲۹، ص ۳۴۵-۳۷۸، ۱۲٬۳۴۵٬۶۷۸ ریال، کد ۱۲۳۴۵، رده‌بندی ۸۶۲-۶۲"],
  ["heb_Hebr", 'תש"ח-1948, בג"ץ 1234/20, ת"א 12345-03-19, עמ\' 201-234, 31.7683 35.2137'],
  ["tur_Latn", "E. 2019/1234 K. 2020/567, TS EN 12345, 29.10.1923-10.11.1938, 1 234 567 kişi, 41.0082"],
  ["eng_Latn", "MSS 09.123.456, 1998.032.0015, NAS 2019-0123-4567, 12:34:56.789, Matt 5:1-12, 0.0123 0.4567 0.8910"],
  ["eng_Latn", "example addresses 192.0.2.5, 198.51.100.7 and 203.0.113.200; clause 4.2.1.3; build 10.15.7.200"],
  // What recognition makes of pictures and tables.
  [
    "arb_Arab",
    "ا 0 5 0 10 00 2 1 0 ا\nل 0 0500 25 7 90 ا\n20202020202020 لـ 22202030300000\n0027700000000 ذم 0 020202020200 فى",
  ],
  ["arb_Arab", "[ 0 5000007 5-0 ا +202 1 2 46 5 31 0 ه 0 800000006 3"],
];

export const UNSEEN_GOLD = UNSEEN.map(unmarked);

/**
 * What a script brings to all languages written in it.
 * `unicode` are the Unicode Script property values of its letters.
 */
interface Script {
  readonly direction: "ltr" | "rtl";
  /** Words are separated by spaces; where not, segmentation needs a dictionary. */
  readonly spaces: boolean;
  /** Characters that end a sentence. */
  readonly sentenceEnds: string;
  /** The script's own digits 0-9, empty if it uses the European ones. */
  readonly digits: string;
  readonly unicode: readonly string[];
  /** How large, in pixels, letters are made before they are recognised; `textSize` says what is measured. */
  readonly readAt: { readonly body: number } | { readonly letter: number } | null;
  /**
   * Deviation, in pixels, of the blur that its pages are given before they are recognised; 0 for none. Five Tamil pages of
   * running text lost a fifth of their errors by 0.8 (CER 11.3 to 9.1 %), three generated Burmese ones as much by 0.6 (18.6,
   * 15.8 and 19.0 to 13.8, 14.0 and 16.6 %; by 0.8 the second lost what the first gained).
   */
  readonly soften: number;
}

const EUROPEAN_ENDS = ".!?…";

const script = (
  unicode: readonly string[],
  {
    direction = "ltr",
    spaces = true,
    sentenceEnds = EUROPEAN_ENDS,
    digits = "",
    readAt = null,
    soften = 0,
  }: Partial<Script> = {},
): Script => ({ unicode, direction, spaces, sentenceEnds, digits, readAt, soften });

/** By ISO 15924 code. */
export const SCRIPTS = {
  Arab: script(["Arabic"], { direction: "rtl", readAt: { letter: 16 }, sentenceEnds: ".!؟۔…", digits: "٠١٢٣٤٥٦٧٨٩" }),
  Armn: script(["Armenian"], { sentenceEnds: "։.!?…" }),
  Beng: script(["Bengali"], { sentenceEnds: "।.!?…", digits: "০১২৩৪৫৬৭৮৯" }),
  Cyrl: script(["Cyrillic"]),
  Deva: script(["Devanagari"], { sentenceEnds: "।.!?…", digits: "०१२३४५६७८९" }),
  Ethi: script(["Ethiopic"], { sentenceEnds: "።፧.!?…" }),
  Geor: script(["Georgian"]),
  Grek: script(["Greek"], { sentenceEnds: ".!;…" }),
  Gujr: script(["Gujarati"], { sentenceEnds: "।.!?…", digits: "૦૧૨૩૪૫૬૭૮૯" }),
  Guru: script(["Gurmukhi"], { sentenceEnds: "।.!?…", digits: "੦੧੨੩੪੫੬੭੮੯" }),
  Hang: script(["Hangul"], { sentenceEnds: ".!?…。" }),
  Hans: script(["Han"], { spaces: false, sentenceEnds: "。！？…" }),
  Hant: script(["Han"], { spaces: false, sentenceEnds: "。！？…" }),
  Hebr: script(["Hebrew"], { direction: "rtl" }),
  Jpan: script(["Hiragana", "Katakana", "Han"], { spaces: false, sentenceEnds: "。！？…" }),
  Khmr: script(["Khmer"], { spaces: false, readAt: { body: 12 }, sentenceEnds: "។៕!?…", digits: "០១២៣៤៥៦៧៨៩" }),
  Knda: script(["Kannada"], { digits: "೦೧೨೩೪೫೬೭೮೯" }),
  Laoo: script(["Lao"], { spaces: false, readAt: { body: 14 }, digits: "໐໑໒໓໔໕໖໗໘໙" }),
  Latn: script(["Latin"], { readAt: { body: 18 } }),
  Mlym: script(["Malayalam"], { digits: "൦൧൨൩൪൫൬൭൮൯" }),
  Mymr: script(["Myanmar"], {
    spaces: false,
    readAt: { body: 12 },
    soften: 0.6,
    sentenceEnds: "။.!?…",
    digits: "၀၁၂၃၄၅၆၇၈၉",
  }),
  Sinh: script(["Sinhala"]),
  Taml: script(["Tamil"], { soften: 0.8, digits: "௦௧௨௩௪௫௬௭௮௯" }),
  Telu: script(["Telugu"], { digits: "౦౧౨౩౪౫౬౭౮౯" }),
  Thai: script(["Thai"], { spaces: false, readAt: { body: 12 }, digits: "๐๑๒๓๔๕๖๗๘๙" }),
} as const satisfies Record<string, Script>;

export type ScriptCode = keyof typeof SCRIPTS;

/** Everything the machinery knows about a language; there is no `if (language === ...)` elsewhere. */
export interface Language extends Script {
  /** ISO 639-3 + ISO 15924, such as `tha_Thai`. */
  readonly tag: string;
  readonly code: string;
  readonly script: ScriptCode;
  readonly name: string;
  readonly nativeName: string;
  /**
   * Tesseract model; for languages without one of their own, the one that reads their letters best (Sorani, generated
   * pages: Persian's 20.0 % wrong, Uyghur's 8.6 %; Aymara: Spanish's 3.3 %, Quechua's 1.3 %).
   */
  readonly tesseract: string;
  /** franc's code, null where franc does not know the language. */
  readonly franc: string | null;
  /** ISO 3166-1 country whose telephone numbers are read when written without a country code. */
  readonly country: string;
  /**
   * Ten words that nearly every text holds, whatever it is about, lower case, NFC: function words, by how many sentences
   * of the training and held-out texts have them; none of what only scripture, dialogue or menus are full of.
   */
  readonly stopWords: readonly string[];
}

function isScriptCode(code: string): code is ScriptCode {
  return code in SCRIPTS;
}

function row(
  tag: string,
  name: string,
  nativeName: string,
  tesseract: string,
  franc: string | null,
  country: string,
  stopWords: string,
): Language {
  const [code = "", scriptCode = ""] = tag.split("_");
  if (!isScriptCode(scriptCode)) throw new Error(`LANGUAGES: ${tag} has a script that SCRIPTS lacks`);
  return {
    ...SCRIPTS[scriptCode],
    tag,
    code,
    script: scriptCode,
    name,
    nativeName,
    tesseract,
    franc,
    country,
    stopWords: stopWords.split(" "),
  };
}

/** The languages of the alliance first, then their neighbours and the world languages they must be told from. */
export const LANGUAGES: readonly Language[] = [
  row("kor_Hang", "Korean", "한국어", "kor", "kor", "KR", "수 것 이 그 등 및 또는 있다 있는 한"),
  row(
    "ind_Latn",
    "Indonesian",
    "Bahasa Indonesia",
    "ind",
    "ind",
    "ID",
    "yang dan di untuk dengan tidak dari ini pada dalam",
  ),
  row("zsm_Latn", "Malay", "Bahasa Melayu", "msa", "zlm", "MY", "yang dan di itu ini dalam dengan untuk pada tidak"),
  row("jav_Latn", "Javanese", "Basa Jawa", "jav", "jav", "ID", "lan ing sing kang iku iki ora karo kanggo saka"),
  row("sun_Latn", "Sundanese", "Basa Sunda", "sun", "sun", "ID", "nu anu jeung sareng di ka ku ti ieu teu"),
  row("min_Latn", "Minangkabau", "Baso Minangkabau", "ind", "min", "ID", "nan di jo dan untuak dari ko indak ka ado"),
  row(
    "ban_Latn",
    "Balinese",
    "Basa Bali",
    "ind",
    "ban",
    "ID",
    "ring sané sane ane lan miwah puniki punika antuk saking",
  ),
  row("ace_Latn", "Acehnese", "Basa Acèh", "ind", "ace", "ID", "nyang ngon ngen bak keu nyan nyoe hana di na"),
  row("bug_Latn", "Buginese", "Basa Ugi", "ind", "bug", "ID", "ri na ko e tau pole sibawa yaro de maega"),
  row("fil_Latn", "Filipino", "Filipino", "fil", "tgl", "PH", "sa ang ng na mga at ay hindi isang ito"),
  row("ceb_Latn", "Cebuano", "Sinugbuanong Binisaya", "ceb", "ceb", "PH", "sa ang nga ug mga ni si ka iyang siya"),
  row("ilo_Latn", "Ilocano", "Ilokano", "fil", "ilo", "PH", "ti a iti nga ni ket ken dagiti no met"),
  row("war_Latn", "Waray", "Winaray", "fil", "war", "PH", "nga an han ha mga ngan sa na hin ka"),
  row("tet_Latn", "Tetum", "Tetun", "por", null, "TL", "nia iha sira ba ida ne'e no ho atu la"),
  row("vie_Latn", "Vietnamese", "Tiếng Việt", "vie", "vie", "VN", "và của có là các được cho không trong với"),
  row("tha_Thai", "Thai", "ไทย", "tha", "tha", "TH", "ที่ และ ใน ของ การ เป็น มี ได้ ให้ ไม่"),
  row("lao_Laoo", "Lao", "ລາວ", "lao", "lao", "LA", "ທີ່ ແລະ ໃນ ຂອງ ໄດ້ ຈະ ແມ່ນ ມີ ໃຫ້ ບໍ່"),
  row("khm_Khmr", "Khmer", "ខ្មែរ", "khm", "khm", "KH", "បាន ដែល និង នៅ មាន ជា នេះ របស់ ការ ក្នុង"),
  row("mya_Mymr", "Burmese", "မြန်မာ", "mya", "mya", "MM", "ကို က များ သည် တွင် နှင့် ပါ သော တယ် မှာ"),
  row("shn_Mymr", "Shan", "လိၵ်ႈတႆး", "mya", "shn", "MM", "လွ ယ တၢ လႄႈ မီး ပဵၼ် တူ မိူ လႆႈ ဢၼ်"),
  row("mnw_Mymr", "Mon", "ဘာသာမန်", "mya", null, "MM", "ဂှ် ရ ညး ကဵု အ တ လ တေ ပ မ"),
  row("ksw_Mymr", "S'gaw Karen", "ကညီကျိာ်", "mya", null, "MM", "တ တၢ် က လၢ ပၤ ဘျံး အ အံၤ ကွၢ် ဘၣ်"),
  row("tam_Taml", "Tamil", "தமிழ்", "Tamil", "tam", "IN", "ஒரு மற்றும் இந்த அந்த என்று இது என்ற அல்லது உள்ள ஆகும்"),
  row("arb_Arab", "Standard Arabic", "العربية الفصحى", "ara", "arb", "SA", "في من على إلى أن عن التي هذا لا ما"),
  row("arz_Arab", "Egyptian Arabic", "اللهجة المصرية", "ara", null, "EG", "في من على اللي ده دي أو عن ان مش"),
  row("ary_Arab", "Moroccan Arabic", "الدارجة المغربية", "ara", null, "MA", "هاد واش لي شي من علا ديال أنا ن علاش"),
  row("apc_Arab", "Levantine Arabic", "اللهجة الشامية", "ara", null, "LB", "و من ما بس في انا ع مش كل انو"),
  row("fas_Arab", "Persian", "فارسی", "fas", "pes", "IR", "و به در از را که است این با آن"),
  row("prs_Arab", "Dari", "دری", "fas", "prs", "AF", "در و که به از های است را یک این"),
  row("pbt_Arab", "Southern Pashto", "پښتو", "pus", "pbu", "AF", "د په او چې کې له ته هغه نه سره"),
  row(
    "ckb_Arab",
    "Central Kurdish (Sorani)",
    "کوردیی ناوەندی",
    "uig",
    "ckb",
    "IQ",
    "و لە بە بۆ ئەو کە ئەم بوو هەموو زۆر",
  ),
  row("kmr_Latn", "Northern Kurdish (Kurmanji)", "Kurmancî", "kmr", null, "TR", "û li ji bi ku di de ya xwe bo"),
  row("azb_Arab", "South Azerbaijani", "تۆرکجه", "fas", null, "IR", "و بیر بو اوچون ایله ده دا کی دیر اولان"),
  row("azj_Latn", "North Azerbaijani", "Azərbaycanca", "aze", "azj", "AZ", "və bu bir ilə də da üçün olan ki o"),
  row("tur_Latn", "Turkish", "Türkçe", "tur", "tur", "TR", "ve bir bu için ile olarak da de daha çok"),
  row("heb_Hebr", "Hebrew", "עברית", "heb", "heb", "IL", "של את על הוא לא עם זה כי גם היא"),
  row("ydd_Hebr", "Eastern Yiddish", "ייִדיש", "yid", "ydd", "IL", "די און אַ האָט איז אין דער ער זיך נישט"),
  row("urd_Arab", "Urdu", "اردو", "urd", "urd", "PK", "ہے کے میں اور کی سے کو ہیں اس نے"),
  row("spa_Latn", "Spanish", "Español", "spa", "spa", "MX", "de la y que el en los a no se"),
  row("por_Latn", "Portuguese", "Português", "por", "por", "BR", "de a o e que do não para em da"),
  row("glg_Latn", "Galician", "Galego", "glg", "glg", "ES", "de a e que o do da en os para"),
  row("cat_Latn", "Catalan", "Català", "cat", "cat", "ES", "de la el a no que per és un en"),
  row(
    "quy_Latn",
    "Ayacucho Quechua",
    "Chanka Runasimi",
    "que",
    "quy",
    "PE",
    "mana manam huk kay chay ima hina hinaspa ichaqa ancha",
  ),
  row(
    "quz_Latn",
    "Cusco Quechua",
    "Qusqu Runasimi",
    "que",
    "quz",
    "PE",
    "mana manam kay chay huk ima hina icha ichaqa nispa",
  ),
  row(
    "ayr_Latn",
    "Central Aymara",
    "Aymar aru",
    "que",
    "ayr",
    "BO",
    "mä uka aka ukat ukatx ukax janiw jan ukhamarak wali",
  ),
  row("gug_Latn", "Paraguayan Guarani", "Avañe'ẽ", "spa", null, "PY", "ha pe umi rehe ko upe peteĩ avei ha'e hag̃ua"),
  row("nah_Latn", "Nahuatl", "Nāhuatl", "spa", "nhn", "MX", "in tlen amo ipan ica uan ihuan huan se ce"),
  row("yua_Latn", "Yucatec Maya", "Maaya t'aan", "que", null, "MX", "u tu ti le ku yéetel ka in ma yaan"),
  row("hat_Latn", "Haitian Creole", "Kreyòl ayisyen", "hat", "hat", "HT", "yo nan ki yon pou a sa li ak se"),
  row("swh_Latn", "Swahili", "Kiswahili", "swa", "swh", "TZ", "na ya kwa wa katika ni za kuwa watu la"),
  row("hau_Latn", "Hausa", "Hausa", "spa", "hau", "NG", "da a kuma ya ne na ba ta su daga"),
  row("yor_Latn", "Yoruba", "Yorùbá", "yor", "yor", "NG", "àwọn tí ní ó ni tó fún ṣe pé wọ́n"),
  row("som_Latn", "Somali", "Soomaali", "spa", "som", "SO", "oo iyo ah ee ka ku u la waa ayaa"),
  row("amh_Ethi", "Amharic", "አማርኛ", "amh", "amh", "ET", "እና ነው ላይ ውስጥ ግን ይህ ነበር ናቸው ወደ ጋር"),
  row("plt_Latn", "Plateau Malagasy", "Malagasy", "fra", "plt", "MG", "ny tsy amin'ny ity ho dia io na misy ilay"),
  row("kaz_Cyrl", "Kazakh", "Қазақ тілі", "kaz", "kaz", "KZ", "және мен бұл үшін да де бар бір ол осы"),
  row("uzn_Latn", "Northern Uzbek", "O‘zbekcha", "uzb", "uzn", "UZ", "va bir bu u bilan uchun ham yoki boʻlgan uning"),
  row("cmn_Hans", "Chinese (simplified)", "简体中文", "chi_sim", "cmn", "CN", "的 在 了 是 和 有 这 也 与 为"),
  row("cmn_Hant", "Chinese (traditional)", "繁體中文", "chi_tra", "cmn", "TW", "的 在 了 是 和 有 這 也 與 為"),
  row("jpn_Jpan", "Japanese", "日本語", "jpn", "jpn", "JP", "の を は に が た で れ て と"),
  row("hin_Deva", "Hindi", "हिन्दी", "hin", "hin", "IN", "के है में और की को से हैं का नहीं"),
  row("npi_Deva", "Nepali", "नेपाली", "nep", "npi", "NP", "र छ यो को पनि वा गर्न लागि भएको छन्"),
  row("ben_Beng", "Bengali", "বাংলা", "ben", "ben", "BD", "ও এবং করে থেকে জন্য না এই যে হয় করা"),
  row("guj_Gujr", "Gujarati", "ગુજરાતી", "guj", "guj", "IN", "છે અને તે આ કે માટે તમે જ પણ જે"),
  row("pan_Guru", "Punjabi", "ਪੰਜਾਬੀ", "pan", "pan", "IN", "ਹੈ ਨੂੰ ਅਤੇ ਦੇ ਦੀ ਨੇ ਲਈ ਉਹ ਨਹੀਂ ਉਸ"),
  row("kan_Knda", "Kannada", "ಕನ್ನಡ", "kan", "kan", "IN", "ಮತ್ತು ಈ ಒಂದು ಎಂದು ಆ ಅಥವಾ ಇದು ಆದರೆ ಅದು ಇಲ್ಲ"),
  row("mal_Mlym", "Malayalam", "മലയാളം", "mal", "mal", "IN", "ഒരു ഈ ആ എന്ന അത് ഇത് എന്ന് ആണ് വളരെ എല്ലാ"),
  row("tel_Telu", "Telugu", "తెలుగు", "tel", "tel", "IN", "మరియు ఈ ఒక ఆ కూడా యొక్క లో ఇది నుండి అని"),
  row("sin_Sinh", "Sinhala", "සිංහල", "sin", "sin", "LK", "ද හා මෙම ඇත විසින් සඳහා එය ව ලෙස සහ"),
  row("hye_Armn", "Armenian", "Հայերեն", "hye", "hye", "AM", "է և եւ են որ ու համար հետ այս էր"),
  row("kat_Geor", "Georgian", "ქართული", "kat", "kat", "GE", "და არ რომ ეს ამ ის იყო არის რომელიც მისი"),
  row("ell_Grek", "Greek", "Ελληνικά", "ell", "ell", "GR", "το να και του η ο για είναι την της"),
  row("rus_Cyrl", "Russian", "Русский", "rus", "rus", "RU", "в и не на что с я для он вы"),
  row("ukr_Cyrl", "Ukrainian", "Українська", "ukr", "ukr", "UA", "і не що я на з в у та ви"),
  row("eng_Latn", "English", "English", "eng", "eng", "US", "the to and of a in is you that for"),
  row("fra_Latn", "French", "Français", "fra", "fra", "FR", "de la et le les à des que en vous"),
  row("deu_Latn", "German", "Deutsch", "deu", "deu", "DE", "die und der sie zu ist in das nicht von"),
  row("ita_Latn", "Italian", "Italiano", "ita", "ita", "IT", "di il la e che è non per a in"),
  row("nld_Latn", "Dutch", "Nederlands", "nld", "nld", "NL", "de en het is van een ik niet in te"),
  row("pol_Latn", "Polish", "Polski", "pol", "pol", "PL", "w i nie się na z do jest to że"),
  row("ron_Latn", "Romanian", "Română", "ron", "ron", "RO", "de a în și să nu la o este pe"),
  row("hun_Latn", "Hungarian", "Magyar", "hun", "hun", "HU", "a az és nem hogy egy meg van is ez"),
  row("fin_Latn", "Finnish", "Suomi", "fin", "fin", "FI", "ja on että ei oli se myös ovat kuin tai"),
  row("swe_Latn", "Swedish", "Svenska", "swe", "swe", "SE", "och att är som för jag det inte du en"),
  row("lat_Latn", "Latin", "Latina", "lat", null, "VA", "et in est non ad ut sunt cum qui quod"),
];

const BY_TAG = new Map(LANGUAGES.map((language) => [language.tag, language]));

/** The row of a tag, or undefined for `und` and unknown tags. */
export function findLanguage(tag: string): Language | undefined {
  return BY_TAG.get(tag);
}

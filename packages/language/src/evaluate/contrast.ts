import { LANGUAGES, type LanguageTag } from "@malmoi/schemas";

/** Languages that no partner brings: they are known so that they can be left out. */
const CONTRAST = new Set<LanguageTag>(
  (
    "eng_Latn fra_Latn deu_Latn ita_Latn nld_Latn pol_Latn ron_Latn hun_Latn fin_Latn swe_Latn lat_Latn cat_Latn " +
    "glg_Latn rus_Cyrl ukr_Cyrl ell_Grek hye_Armn kat_Geor hin_Deva npi_Deva ben_Beng guj_Gujr pan_Guru kan_Knda " +
    "mal_Mlym tel_Telu sin_Sinh jpn_Jpan amh_Ethi hau_Latn yor_Latn som_Latn"
  ).split(" "),
);

/** The languages that are to be told well: all of `LANGUAGES` but those for contrast. */
export const TARGETS: ReadonlySet<LanguageTag> = new Set(
  LANGUAGES.map(({ tag }) => tag).filter((tag) => !CONTRAST.has(tag)),
);

import type { Language, ScriptCode } from "@malmoi/schemas";

/** Part of the names of Google's Noto families, which cover every script of `LANGUAGES`. */
const NOTO: Record<ScriptCode, string> = {
  Arab: "Arabic",
  Armn: "Armenian",
  Beng: "Bengali",
  Cyrl: "",
  Deva: "Devanagari",
  Ethi: "Ethiopic",
  Geor: "Georgian",
  Grek: "",
  Gujr: "Gujarati",
  Guru: "Gurmukhi",
  Hang: "CJK KR",
  Hans: "CJK SC",
  Hant: "CJK TC",
  Hebr: "Hebrew",
  Jpan: "CJK JP",
  Khmr: "Khmer",
  Knda: "Kannada",
  Laoo: "Lao",
  Latn: "",
  Mlym: "Malayalam",
  Mymr: "Myanmar",
  Sinh: "Sinhala",
  Taml: "Tamil",
  Telu: "Telugu",
  Thai: "Thai",
};

export type FontStyle = "serif" | "sans";

/** The families to print a language with, for Pango: the script's, then the one that has European digits and signs. */
export function fontFamilies(language: Language, style: FontStyle): string {
  const latin = style === "serif" ? "Noto Serif" : "Noto Sans";
  const name = NOTO[language.script];
  if (name === "") return latin;
  // The book hand of Arabic is Naskh; there is no "Noto Serif Arabic".
  const own = name === "Arabic" && style === "serif" ? "Noto Naskh Arabic" : `${latin} ${name}`;
  return `${own}, ${latin}`;
}

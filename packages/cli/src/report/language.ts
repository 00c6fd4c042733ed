import { findLanguage } from "@malmoi/schemas";
import { html, type Html } from "./html.ts";

/** The English name of a tag, for headings. */
export function languageName(tag: string): string {
  return findLanguage(tag)?.name ?? (tag === "und" ? "Not identified" : tag);
}

/** The value of a `lang` attribute: code and script, as browsers choose fonts by. */
export function langAttribute(tag: string): string {
  return tag === "und" ? "und" : tag.replace("_", "-");
}

/** Name, own name and tag, as a table names a language. */
export function languageLabel(tag: string): Html {
  const language = findLanguage(tag);
  const own = language === undefined || language.nativeName === language.name ? undefined : language.nativeName;
  return html`<span class="language"
    ><b>${languageName(tag)}</b>
    ${own === undefined ? null : html`<span class="own" lang="${langAttribute(tag)}" dir="auto">${own}</span> `}<code
      >${tag}</code
    ></span
  >`;
}

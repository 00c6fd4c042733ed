/** The licences the Hub has identifiers for, lower case. Others are `other` with a name. */
const HUB_LICENSES: ReadonlySet<string> = new Set(
  (
    "apache-2.0 mit openrail bsd bsd-2-clause bsd-3-clause c-uda cc cc0-1.0 cc-by-2.0 cc-by-2.5 cc-by-3.0 cc-by-4.0 " +
    "cc-by-sa-3.0 cc-by-sa-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nd-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0 " +
    "cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 cdla-sharing-1.0 cdla-permissive-1.0 cdla-permissive-2.0 " +
    "gfdl odc-by odbl pddl unlicense etalab-2.0 unknown other"
  ).split(" "),
);

/** SPDX identifiers for which the Hub has its own word. */
const HUB_NAMES: Readonly<Record<string, string>> = {
  "odc-by-1.0": "odc-by",
  "odbl-1.0": "odbl",
  "pddl-1.0": "pddl",
  "gfdl-1.3-only": "gfdl",
  "gfdl-1.3-or-later": "gfdl",
};

/** The card's licence keys for an SPDX identifier: the Hub's identifier, or `other` with the name as it was given. */
export function hubLicense(spdx: string): { license: string; license_name?: string } {
  const lower = spdx.trim().toLowerCase();
  const known = HUB_NAMES[lower] ?? lower;
  if (HUB_LICENSES.has(known)) return { license: known };
  return lower === "" ? { license: "unknown" } : { license: "other", license_name: spdx.trim() };
}

/**
 * The language code the Hub files a tag under: two letters (ISO 639-1) where there are any, else three (ISO 639-3);
 * undefined for `und`. CLDR's canonical form is just that: `tha` is `th`, `fil` stays.
 */
export function hubLanguage(tag: string): string | undefined {
  if (tag === "und") return undefined;
  const [code = ""] = tag.split("_");
  return Intl.getCanonicalLocales(code)[0];
}

/** The Hub's size classes, by rows. */
export function sizeCategory(rows: number): string {
  const names = ["1K", "10K", "100K", "1M", "10M", "100M", "1B", "10B", "100B", "1T"];
  const index = names.findIndex((_, power) => rows < 10 ** (power + 3));
  if (index === 0) return "n<1K";
  if (index === -1) return "n>1T";
  return `${names[index - 1]}<n<${names[index]}`;
}

import { SCRIPTS, type Provenance } from "@malmoi/schemas";

/** Public domain: by CC0, by the mark, by rightsstatements.org (no copyright, in all its forms). */
const FREE = /^CC0|^PDM|publicdomain|public domain|\/NoC-/i;
const OPEN = /^CC-BY(?:-SA)?-\d|licenses\/by(?:-sa)?\/|^(?:ODbL|PDDL|ODC-By|MIT|Apache)/i;
const LICENSED = /^(?!(?:other|none|unknown|all-rights-reserved)?$)/i;

/** How freely a text may be used: 0 public domain, 1 open licence, 2 another licence, 3 not known. */
function rightsRank({ rights, license }: Pick<Provenance, "rights" | "license">): number {
  const said = [license ?? "", rights ?? ""].map((text) => text.trim());
  if (said.some((text) => FREE.test(text))) return 0;
  if (said.some((text) => OPEN.test(text))) return 1;
  return license !== null && LICENSED.test(license.trim()) ? 2 : 3;
}

const DIGITS = new Map(
  Object.values(SCRIPTS).flatMap(({ digits }) => Array.from(digits).map((digit, value) => [digit, String(value)])),
);

/** The first number of three or four digits, whichever calendar it is of; null if there is none. */
function yearOf(date: string | null): number | null {
  const plain = Array.from((date ?? "").normalize("NFKC"), (letter) => DIGITS.get(letter) ?? letter).join("");
  const [year] = /(?<!\d)\d{3,4}(?!\d)/.exec(plain) ?? [];
  return year === undefined ? null : Number(year);
}

/** What decides between copies that are read equally well: how freely they may be used, and how old they are. */
export function standing(provenance: Pick<Provenance, "rights" | "license" | "date">): {
  readonly rights: number;
  readonly year: number | null;
} {
  return { rights: rightsRank(provenance), year: yearOf(provenance.date) };
}

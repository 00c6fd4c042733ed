/** Extensions of what can be a scan; anything else beside the truth (ALTO, notes) is left alone. */
const SCANS = /\.(?:avif|bmp|djvu?|gif|heic|j2k|jp2|jpe?g|jpf|jpx|jxl|pbm|pdf|pgm|png|ppm|tiff?|webp)$/iu;
const TRUTH = /\.gt\.(?:txt|md)$/iu;

/** A page, its scan and its truth, as file names. */
export interface GoldPair {
  readonly name: string;
  readonly image: string;
  readonly truth: string;
}

function groupByStem(names: readonly string[], suffix: RegExp): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    if (!suffix.test(name)) continue;
    // A Mac may spell the same name in another normal form.
    const stem = name.replace(suffix, "").normalize("NFC");
    groups.set(stem, [...(groups.get(stem) ?? []), name]);
  }
  return groups;
}

/**
 * Pairs `<page>.<ext>` with `<page>.gt.txt` or `<page>.gt.md`, sorted by name. `unpaired` lists scans without truth,
 * truths without scan, and the second scan or truth of a page (`.gt.txt` goes before `.gt.md`).
 */
export function pairGoldFiles(names: readonly string[]): { pages: GoldPair[]; unpaired: string[] } {
  const visible = names.filter((name) => !name.startsWith(".")).toSorted();
  const scans = groupByStem(visible, SCANS);
  const truths = groupByStem(visible.toReversed(), TRUTH);
  const pages: GoldPair[] = [];
  const unpaired: string[] = [];
  for (const name of new Set([...scans.keys(), ...truths.keys()])) {
    const [image, ...otherScans] = scans.get(name) ?? [];
    const [truth, ...otherTruths] = truths.get(name) ?? [];
    if (image !== undefined && truth !== undefined) pages.push({ name, image, truth });
    else unpaired.push(...[image, truth].filter((file) => file !== undefined));
    unpaired.push(...otherScans, ...otherTruths);
  }
  return { pages: pages.toSorted((a, b) => (a.name < b.name ? -1 : 1)), unpaired: unpaired.toSorted() };
}

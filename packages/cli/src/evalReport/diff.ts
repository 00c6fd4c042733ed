import { alignClusters, linesForScore, normaliseForScore, spaceOf, splitClusters } from "@malmoi/ocr";
import type { Language } from "@malmoi/schemas";
import { type Html, html } from "../report/html.ts";

/** Clusters of either text shown at most: some pages of a book, and about a second to compare. */
const MOST = 10_000;

interface Cut {
  readonly clusters: readonly string[];
  readonly left: number;
}

function cut(clusters: readonly string[]): Cut {
  return { clusters: clusters.slice(0, MOST), left: Math.max(0, clusters.length - MOST) };
}

/** Clusters of the truth, and after how many of them a new printed line begins. */
function truthClusters(truth: string, language: Language): { clusters: string[]; lineEnds: Set<number> } {
  const lines = linesForScore(truth, language);
  const clusters: string[] = [];
  const lineEnds = new Set<number>();
  for (const [index, line] of lines.entries()) {
    if (index > 0) {
      clusters.push(...splitClusters(spaceOf(language), language));
      lineEnds.add(clusters.length);
    }
    clusters.push(...splitClusters(line, language));
  }
  return { clusters, lineEnds };
}

/** A space on its own would not be seen. */
const visible = (text: string): string => text.replaceAll(" ", "␣");

/**
 * The truth of a page with what was read in its place: missing text struck through, text that is not there underlined,
 * both after each other where one was read for the other. Lines break where they do on the page. The texts are those
 * that are compared (`normaliseForScore`), so that whatever is marked also counts.
 */
export function diff(truth: string, read: string, language: Language): Html {
  const { clusters, lineEnds } = truthClusters(truth, language);
  const left = cut(clusters);
  const right = cut(splitClusters(normaliseForScore(read, language), language));
  let position = 0;
  /** `clusters` of the truth, with their line ends. */
  const lines = (part: readonly string[], show: (text: string) => string = (text) => text): string =>
    part.map((cluster) => show(cluster) + (lineEnds.has(++position) ? "\n" : "")).join("");
  const parts = alignClusters(left.clusters, right.clusters).map(({ kind, truth: expected, read: found }) => {
    if (kind === "same") return html`${lines(expected)}`;
    const both = expected.length > 0 && found.length > 0 ? "instead" : "";
    const missing = lines(expected, visible);
    const extra = visible(found.join(""));
    // The line end belongs behind what was read in place of its last characters.
    const ends = missing.endsWith("\n") ? "\n" : "";
    const missed = ends === "" ? missing : missing.slice(0, -1);
    return html`${missed !== "" && html`<del class="${both}">${missed}</del>`}${
      extra !== "" && html`<ins class="${both}">${extra}</ins>`
    }${ends}`;
  });
  const more = Math.max(left.left, right.left);
  return html`<div class="diff" dir="${language.direction}" lang="${language.code}-${language.script}">${parts}</div>
    ${more > 0 && html`<p class="note">Cut here; ${more} more characters.</p>`}`;
}

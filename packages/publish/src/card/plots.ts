import { escapeXml } from "@malmoi/core";
import { findLanguage } from "@malmoi/schemas";
import { CONFIDENCE_BINS } from "../release/statistics.ts";
import { type Facts, publishedLanguages } from "./facts.ts";
import { grouped, percent } from "./markdown.ts";
import { LABEL_WIDTH, svg } from "./svg.ts";

const ROW = 24;
const WIDTH = 720;
const VALUE_WIDTH = 130;
/** More rows than this make a picture nobody reads to its end. */
const MOST_ROWS = 20;

interface Bar {
  readonly label: string;
  readonly value: number;
  readonly note: string;
}

/** Bars to the right, one a row, in the order given; the longest is as long as there is room. */
export function barChart(title: string, bars: readonly Bar[]): string {
  const room = WIDTH - LABEL_WIDTH - VALUE_WIDTH;
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const rows = bars.flatMap(({ label, value, note }, index) => {
    const y = index * ROW;
    const length = Math.round((room * value) / most);
    return [
      `<text class="end" x="${LABEL_WIDTH - 8}" y="${y + 16}">${escapeXml(label)}</text>`,
      `<rect class="bar" x="${LABEL_WIDTH}" y="${y + 4}" width="${length}" height="${ROW - 8}" rx="2"/>`,
      `<text class="quiet" x="${LABEL_WIDTH + length + 6}" y="${y + 16}">${escapeXml(note)}</text>`,
    ];
  });
  return svg({ width: WIDTH, height: Math.max(1, bars.length) * ROW, title }, rows);
}

/** `stats/pages.svg`: how each page of the scans ended. */
export function pagesPlot({ statistics, totals }: Facts): string {
  const { published, dropped, duplicate } = statistics.outcomes;
  const ends: readonly (readonly [string, number])[] = [
    ["published", published.pages],
    ["dropped by a rule", dropped.pages],
    ["duplicate of another document", duplicate.pages],
    ["in a file seen before", totals.sameFile],
    ["blank", totals.blank],
    ["quarantined", totals.quarantined],
  ];
  return barChart(
    "How the pages ended",
    ends.map(([label, value]) => ({ label, value, note: `${grouped(value)} (${percent(value, totals.pages)})` })),
  );
}

const nameOf = (tag: string): string => findLanguage(tag)?.name ?? tag;

/** `stats/languages.svg`: words published in each language, most first. */
export function languagesPlot(facts: Facts): string {
  const all = publishedLanguages(facts).toSorted(([a, x], [b, y]) => y.words - x.words || (a < b ? -1 : 1));
  const shown = all.slice(0, MOST_ROWS).map(([tag, { words }]) => ({ label: nameOf(tag), value: words }));
  const rest = all.slice(MOST_ROWS);
  const others = rest.reduce((sum, [, { words }]) => sum + words, 0);
  const bars = rest.length === 0 ? shown : [...shown, { label: `${rest.length} others`, value: others }];
  return barChart(
    "Words by language",
    bars.map((bar) => ({ ...bar, note: grouped(bar.value) })),
  );
}

/**
 * `stats/confidence.svg`: one row a language, from 0 at the left to 1 at the right; the darker a field, the more of its
 * recognised documents have that confidence. Rows and not one picture, because confidence is comparable only within a
 * script. Undefined if nothing was recognised.
 */
export function confidencePlot(facts: Facts): string | undefined {
  const rows = publishedLanguages(facts)
    .flatMap(([tag]) => {
      const bins = facts.statistics.confidences.get(tag);
      return bins === undefined ? [] : [{ tag, bins }];
    })
    .slice(0, MOST_ROWS);
  if (rows.length === 0) return undefined;
  const room = WIDTH - LABEL_WIDTH - VALUE_WIDTH;
  const field = room / CONFIDENCE_BINS;
  const body = rows.flatMap(({ tag, bins }, index) => {
    const y = index * ROW;
    const sum = bins.reduce((a, b) => a + b, 0);
    const most = Math.max(...bins);
    return [
      `<text class="end" x="${LABEL_WIDTH - 8}" y="${y + 16}">${escapeXml(nameOf(tag))}</text>`,
      ...bins.flatMap((count, bin) => {
        if (count === 0) return [];
        const x = Math.round((LABEL_WIDTH + bin * field) * 100) / 100;
        const opacity = Math.round((0.15 + (0.85 * count) / most) * 100) / 100;
        const size = `width="${Math.round(field * 100) / 100}" height="${ROW - 8}"`;
        return [`<rect class="bar" x="${x}" y="${y + 4}" ${size} opacity="${opacity}"/>`];
      }),
      `<text class="quiet" x="${WIDTH - VALUE_WIDTH + 6}" y="${y + 16}">${grouped(sum)}</text>`,
    ];
  });
  const below = rows.length * ROW + 16;
  const axis = [0, 0.5, 1].map(
    (at) => `<text class="quiet" text-anchor="middle" x="${LABEL_WIDTH + room * at}" y="${below}">${at}</text>`,
  );
  return svg({ width: WIDTH, height: below + 8, title: "OCR confidence of documents, by language" }, [
    ...body,
    ...axis,
  ]);
}

import { BINS, type LanguageFacts, type ReportFacts } from "./facts.ts";
import { coordinate, counted } from "./format.ts";
import { html, type Html } from "./html.ts";
import { languageName } from "./language.ts";
import { byDocuments } from "./languages.ts";

const HEIGHT = 48;
const MOST_PICTURES = 24;

/** A colour class for a confidence of 0-1: `c0` (do not trust) to `c3` (sure). */
export function confidenceClass(value: number): string {
  if (value < 0.5) return "c0";
  if (value < 0.7) return "c1";
  return value < 0.85 ? "c2" : "c3";
}

const pagesOf = (facts: LanguageFacts): number => facts.confidence.reduce((sum, pages) => sum + pages, 0);

function histogram(tag: string, facts: LanguageFacts): Html {
  const tallest = Math.max(1, ...facts.confidence);
  const pages = pagesOf(facts);
  const mean = facts.confidenceSum / pages;
  const width = 200 / BINS;
  return html`<figure class="histogram">
    <figcaption>
      <b>${languageName(tag)}</b> <small>${counted(pages, "page")}, mean ${mean.toFixed(2)}</small>
    </figcaption>
    <svg
      viewBox="0 0 200 ${HEIGHT}"
      role="img"
      aria-label="OCR confidence of ${counted(pages, "page")}, mean ${mean.toFixed(2)}"
    >
      ${facts.confidence.map((count, bin) => {
        const height = count === 0 ? 0 : Math.max(1.5, ((HEIGHT - 2) * count) / tallest);
        const title = `${(bin / BINS).toFixed(2)}–${((bin + 1) / BINS).toFixed(2)}: ${counted(count, "page")}`;
        return html`<rect
          class="fill-${confidenceClass((bin + 0.5) / BINS)}"
          x="${coordinate(bin * width + 0.75)}"
          y="${coordinate(HEIGHT - height)}"
          width="${coordinate(width - 1.5)}"
          height="${coordinate(height)}"
          ><title>${title}</title></rect
        >`;
      })}
      <line class="axis" x1="0" y1="${HEIGHT - 0.25}" x2="200" y2="${HEIGHT - 0.25}" />
      <line class="mean" x1="${coordinate(mean * 200)}" y1="0" x2="${coordinate(mean * 200)}" y2="${HEIGHT}" />
    </svg>
    <div class="scale" aria-hidden="true"><span>0</span><span>0.5</span><span>1</span></div>
  </figure>`;
}

/** How sure the OCR was of its pages: a small histogram for each language, since scripts cannot be compared. */
export function confidence({ languages }: ReportFacts): Html {
  const rows = byDocuments(languages)
    .filter(([, facts]) => pagesOf(facts) > 0)
    .toSorted(([, a], [, b]) => pagesOf(b) - pagesOf(a));
  if (rows.length === 0) return html``;
  const more = rows.length - MOST_PICTURES;
  return html`<section>
    <h2>How sure the recognition was</h2>
    <p class="note">
      Pages by the engine's own confidence, 0 to 1; the line is the mean. Compare pages of one script, not scripts with
      one another.
    </p>
    <div class="multiples">${rows.slice(0, MOST_PICTURES).map(([tag, facts]) => histogram(tag, facts))}</div>
    ${more > 0 ? html`<p class="note">And ${counted(more, "language")} more, with fewer pages.</p>` : null}
  </section>`;
}

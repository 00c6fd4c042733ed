import type { CleanDocument, FileRef, Page, Scan, Word } from "@malmoi/schemas";
import { confidenceClass } from "./confidence.ts";
import type { ReportFacts, SampleFacts } from "./facts.ts";
import { coordinate, counted } from "./format.ts";
import { html, type Html } from "./html.ts";
import { keys } from "./shareBar.ts";
import { langAttribute, languageLabel } from "./language.ts";
import { limitText } from "./signals.ts";

export interface PreviewRequest {
  /** The input folder as the pipeline names it, and the path inside it. */
  readonly folder: string;
  readonly path: string;
  readonly format: Scan["format"];
  /** Starts at 1. */
  readonly page: number;
}

export interface SampleSources {
  /** A JPEG of a page, the right way up as `Page` measures it; undefined if the scan is not there any more. */
  readonly preview: (page: PreviewRequest) => Promise<Uint8Array | undefined>;
  readonly readPage: (ref: FileRef) => Promise<Page>;
  readonly readClean: (ref: FileRef) => Promise<CleanDocument>;
}

/** More boxes than this make a browser slow. */
const MOST_WORDS = 2000;
/** Code points of a page's text. */
const MOST_TEXT = 4000;

/** The text of one page of a clean document; undefined if it has none. */
export function textOfPage(clean: CleanDocument, number: number): string | undefined {
  const index = clean.pages.findIndex((page) => page.number === number);
  const end = clean.pages[index]?.end;
  if (end === undefined) return undefined;
  const points = Array.from(clean.text);
  return points
    .slice(clean.pages[index - 1]?.end ?? 0, end)
    .join("")
    .trim();
}

function wordBox({ bbox: [x0, y0, x1, y1], confidence, text }: Word): Html {
  return html`<rect
    class="${confidenceClass(confidence)}"
    x="${coordinate(x0)}"
    y="${coordinate(y0)}"
    width="${coordinate(Math.max(0, x1 - x0))}"
    height="${coordinate(Math.max(0, y1 - y0))}"
    ><title>${text} · ${confidence.toFixed(2)}</title></rect
  >`;
}

function picture(page: Page, jpeg: Uint8Array | undefined): Html {
  const words = page.blocks.flatMap((block) => block.lines.flatMap((line) => line.words)).slice(0, MOST_WORDS);
  const data = jpeg === undefined ? undefined : `data:image/jpeg;base64,${Buffer.from(jpeg).toString("base64")}`;
  return html`<svg
    class="scan"
    viewBox="0 0 ${page.width} ${page.height}"
    role="img"
    aria-label="Scan of page ${page.number} with its words marked"
  >
    <rect class="paper" width="${page.width}" height="${page.height}" />
    ${data === undefined ? null : html`<image href="${data}" width="${page.width}" height="${page.height}" preserveAspectRatio="none" />`}
    <g class="words">${words.map(wordBox)}</g>
  </svg>`;
}

async function sample(facts: SampleFacts, sources: SampleSources, why: Html | null = null): Promise<Html> {
  const page = await sources.readPage(facts.page.file);
  const jpeg = await sources.preview({
    folder: facts.folder,
    path: facts.path,
    format: facts.format,
    page: facts.page.number,
  });
  const points = Array.from(textOfPage(await sources.readClean(facts.clean), facts.page.number) ?? "");
  const text = points.slice(0, MOST_TEXT).join("") + (points.length > MOST_TEXT ? " …" : "");
  const shown = text === "" ? "(no text)" : text;
  return html`<article class="sample">
    <header>
      <h3>${languageLabel(facts.language)}</h3>
      ${why}
      <p>
        ${facts.title === null ? null : html`<bdi>${facts.title}</bdi> · `}<bdi class="path">${facts.path}</bdi>, page
        ${facts.page.number} · confidence
        ${facts.page.confidence.toFixed(2)}${
          facts.outcome === "published" ? null : html` · <span class="ink-${facts.outcome}">${facts.outcome}</span>`
        }
      </p>
    </header>
    <div class="beside">
      <div class="frame">
        ${picture(page, jpeg)}${jpeg === undefined ? html`<p class="note">No picture of this page could be made.</p>` : null}
      </div>
      <div class="text" lang="${langAttribute(facts.language)}" dir="auto">${paragraphs(shown)}</div>
    </div>
  </article>`;
}

/** Paragraphs and lines as they are in the text, in markup that does not depend on its own white space. */
function paragraphs(text: string): Html[] {
  return text.split(/\n{2,}/).map((paragraph) => {
    const lines = paragraph.split("\n").map((line, index) => (index === 0 ? html`${line}` : html`<br />${line}`));
    return html`<p dir="auto">${lines}</p>`;
  });
}

const CONFIDENCES = [
  { kind: "c0", label: "below 0.5" },
  { kind: "c1", label: "below 0.7" },
  { kind: "c2", label: "below 0.85" },
  { kind: "c3", label: "above" },
];

/** Pages beside their clean text, one a language, the least sure first. */
export async function samples(facts: ReportFacts, sources: SampleSources): Promise<Html> {
  const articles: Html[] = [];
  for (const one of facts.samples) articles.push(await sample(one, sources));
  if (articles.length === 0) return html``;
  const hidden = [...facts.languages.values()].filter(({ confidence: bins }) => bins.some((pages) => pages > 0)).length;
  return html`<section class="samples">
    <h2>Pages and their text</h2>
    <p class="note">
      Of ${articles.length === 1 ? "the language" : "each language"} the page the recognition was least sure of, beside
      the text as it was
      published.${hidden > articles.length ? ` ${counted(hidden - articles.length, "more language")} not shown.` : ""}
    </p>
    <p class="legend">
      <label class="key"><input type="checkbox" id="boxes" checked /> Mark words by confidence</label>
      ${keys(CONFIDENCES)}
    </p>
    ${articles}
  </section>`;
}

/** Documents whose values are nearest to a limit, dropped ones and kept ones: is the limit where it should be? */
export async function nearLimits({ near }: ReportFacts, sources: SampleSources): Promise<Html> {
  const articles: Html[] = [];
  for (const { signal, value, bound, fails, sample: one } of near) {
    const why = html`<p class="why">
      <code>${signal}</code> ${limitText(value)}, limit ${limitText(bound)}:
      <b class="${fails ? "ink-dropped" : ""}">${fails ? "just dropped" : "just passes"}</b>
    </p>`;
    // oxlint-disable-next-line no-await-in-loop -- a page at a time is in memory
    articles.push(await sample(one, sources, why));
  }
  if (articles.length === 0) return html``;
  return html`<section class="samples">
    <h2>Near a limit</h2>
    <p class="note">
      For each rule the document that was dropped, and the one that passed, nearest to the limit. If those that are
      dropped are good, or those that pass are not, move it: <code>malmoi tune</code> finds out where to.
    </p>
    ${articles}
  </section>`;
}

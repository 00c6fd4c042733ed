import type { ReportFacts } from "./facts.ts";
import { coordinate, percent, whole } from "./format.ts";
import { html, type Html } from "./html.ts";
import { languageLabel } from "./language.ts";
import { byDocuments } from "./languages.ts";

const STEPS = [
  { name: "published", colour: "kept" },
  { name: "language", colour: "fill-out" },
  { name: "quality", colour: "fill-dropped" },
  { name: "duplicate", colour: "fill-duplicate" },
] as const;

/** What became of the documents of each language: what language, quality and duplicates cost. */
export function languageFunnel({ languages }: ReportFacts): Html {
  const rows = byDocuments(languages).map(([tag, { published, lost }]) => {
    const counts = { published, ...lost };
    return { tag, counts, all: STEPS.reduce((sum, { name }) => sum + counts[name], 0) };
  });
  if (rows.length === 0) return html``;
  return html`<section>
    <h2>What each language loses</h2>
    <p class="legend">
      ${STEPS.map(({ name, colour }) => {
        const swatch = colour === "kept" ? "kept" : colour.replace("fill-", "");
        return html`<span class="key"
          ><span class="swatch ${swatch}"></span>${name === "language" ? "another language, or not sure" : name}</span
        >`;
      })}
    </p>
    <div class="scroll">
      <table class="languages">
        <thead>
          <tr>
            <th>Language</th>
            <th class="wide"><span class="hidden">Bar</span></th>
            <th class="n less">Documents</th>
            <th class="n">Language</th>
            <th class="n">Quality</th>
            <th class="n">Duplicate</th>
            <th class="n">Published</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(({ tag, counts, all }) => {
            let x = 0;
            const bars = STEPS.map(({ name, colour }) => {
              const width = all === 0 ? 0 : (100 * counts[name]) / all;
              x += width;
              return html`<rect
                class="${colour}"
                x="${coordinate(x - width)}"
                y="0"
                width="${coordinate(width)}"
                height="10"
              />`;
            });
            return html`<tr>
              <td>${languageLabel(tag)}</td>
              <td class="wide">
                <svg
                  class="bar"
                  viewBox="0 0 100 10"
                  preserveAspectRatio="none"
                  role="img"
                  aria-label="${percent(counts.published, all)} published"
                >
                  ${bars}
                </svg>
              </td>
              <td class="n less">${whole(all)}</td>
              <td class="n">${whole(counts.language)}</td>
              <td class="n">${whole(counts.quality)}</td>
              <td class="n">${whole(counts.duplicate)}</td>
              <td class="n">${whole(counts.published)} <small>${percent(counts.published, all)}</small></td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  </section>`;
}

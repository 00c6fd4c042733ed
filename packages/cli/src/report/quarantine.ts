import type { ReportFacts } from "./facts.ts";
import { counted, pageRanges } from "./format.ts";
import { html, type Html } from "./html.ts";

/** What could not be processed, why, and what to do about it. */
export function quarantine({ quarantine: { shown, all, codes } }: ReportFacts): Html {
  if (all === 0) {
    return html`<section>
      <h2>Quarantine</h2>
      <p class="note">Everything could be read.</p>
    </section>`;
  }
  const sums = [...codes].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return html`<section>
    <h2>Quarantine</h2>
    <p class="codes">
      ${sums.map(([code, pages]) => html`<span><code>${code}</code> ${counted(pages, "page")}</span> `)}
    </p>
    <ul class="quarantine">
      ${shown.map(
        ({ path, pages, error }) =>
          html`<li>
            <p>
              <bdi class="path">${path}</bdi
              >${pages.length === 0 ? null : html` <small>${pages.length === 1 ? "page" : "pages"} ${pageRanges(pages)}</small>`}
              <code>${error.code}</code>
            </p>
            <p dir="auto">${error.message}</p>
            <p class="remedy" dir="auto">${error.hint}</p>
          </li>`,
      )}
    </ul>
    ${
      all > shown.length
        ? html`<p class="note">
            ${counted(all - shown.length, "more entry", "more entries")}: see <code>ledger.jsonl</code> of this run.
          </p>`
        : null
    }
  </section>`;
}

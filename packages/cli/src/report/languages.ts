import { coordinate, compact, whole } from "./format.ts";
import type { LanguageFacts, ReportFacts } from "./facts.ts";
import { html, type Html } from "./html.ts";
import { languageLabel } from "./language.ts";

/** Languages with the most published documents first. */
export function byDocuments(found: ReportFacts["languages"]): [tag: string, LanguageFacts][] {
  return [...found].toSorted(
    ([tagA, a], [tagB, b]) => b.published - a.published || b.leftOut - a.leftOut || (tagA < tagB ? -1 : 1),
  );
}

function bar({ published, leftOut }: LanguageFacts, longest: number): Html {
  const width = (documents: number): string => coordinate(longest === 0 ? 0 : (100 * documents) / longest);
  return html`<svg
    class="bar"
    viewBox="0 0 100 10"
    preserveAspectRatio="none"
    role="img"
    aria-label="${published} published, ${leftOut} left out"
  >
    <rect class="kept" x="0" y="0" width="${width(published)}" height="10" />
    <rect class="fill-out" x="${width(published)}" y="0" width="${width(leftOut)}" height="10" />
  </svg>`;
}

/** A row for each language that was found. */
export function languages({ languages: found }: ReportFacts): Html {
  const rows = byDocuments(found);
  const longest = Math.max(0, ...rows.map(([, { published, leftOut }]) => published + leftOut));
  if (rows.length === 0) return html``;
  return html`<section>
    <h2>Languages</h2>
    <p class="legend">
      <span class="key"><span class="swatch kept"></span>documents published</span>
      <span class="key"><span class="swatch out"></span>left out: dropped or duplicate</span>
    </p>
    <div class="scroll">
      <table class="languages">
        <thead>
          <tr>
            <th>Language</th>
            <th class="wide"><span class="hidden">Bar</span></th>
            <th class="n">Published</th>
            <th class="n">Left out</th>
            <th class="n">Pages</th>
            <th class="n less">Words</th>
            <th class="n less">Characters</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([tag, facts]) =>
              html`<tr>
                <td>${languageLabel(tag)}</td>
                <td class="wide">${bar(facts, longest)}</td>
                <td class="n">${whole(facts.published)}</td>
                <td class="n">${whole(facts.leftOut)}</td>
                <td class="n">${whole(facts.pages)}</td>
                <td class="n less">${compact(facts.words)}</td>
                <td class="n less">${compact(facts.characters)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

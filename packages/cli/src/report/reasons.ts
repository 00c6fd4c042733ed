import type { Reason } from "@malmoi/schemas";
import type { ReportFacts } from "./facts.ts";
import { whole } from "./format.ts";
import { html, type Html } from "./html.ts";

function said(value: number | string): string {
  return typeof value === "number" ? String(Math.round(value * 1000) / 1000) : value;
}

/** The comparison that failed, as a person would write it. */
function comparison({ value, threshold }: Reason): Html {
  if (typeof value !== "number" || typeof threshold !== "number") {
    return html`<bdi>${said(value)}</bdi>, wanted <bdi>${said(threshold)}</bdi>`;
  }
  return html`${said(value)} ${value < threshold ? "<" : ">"} ${said(threshold)}`;
}

/** Why documents were dropped, most frequent rule first. */
export function reasons({ reasons: found }: ReportFacts): Html {
  const rows = [...found].toSorted(([a, x], [b, y]) => y.documents - x.documents || (a < b ? -1 : 1));
  return html`<section>
    <h2>Why documents were dropped</h2>
    ${
      rows.length === 0
        ? html`<p class="note">No document failed a rule.</p>`
        : html`<p class="note">
              A document that fails several rules counts for each. The example is the first one;
              <code>malmoi inspect</code> shows any other.
            </p>
            <div class="scroll">
              <table>
                <thead>
                  <tr>
                    <th>Rule</th>
                    <th class="n">Documents</th>
                    <th class="n less">Pages</th>
                    <th>For example</th>
                  </tr>
                </thead>
                <tbody>
                  ${rows.map(
                    ([rule, { documents, pages, example }]) =>
                      html`<tr>
                        <td><code>${rule}</code></td>
                        <td class="n">${whole(documents)}</td>
                        <td class="n less">${whole(pages)}</td>
                        <td>
                          <bdi class="path">${example.path}</bdi>
                          <small>${comparison(example.reason)} · <code>${example.id.slice(0, 12)}</code></small>
                        </td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
    }
  </section>`;
}

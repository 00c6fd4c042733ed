import type { ReportFacts } from "./facts.ts";
import { counted } from "./format.ts";
import { html, type Html } from "./html.ts";

const path = (text: string, id?: string): Html =>
  text === "" ? html`<code>${id ?? ""}</code>` : html`<bdi class="path">${text}</bdi>`;

/** What is there more than once: groups of documents, then files that are the same to the byte. */
export function duplicates({ clusters, sameFiles }: ReportFacts): Html {
  if (clusters.all === 0 && sameFiles.all === 0) {
    return html`<section>
      <h2>Duplicates</h2>
      <p class="note">Nothing is there twice.</p>
    </section>`;
  }
  const moreFiles = sameFiles.all - sameFiles.shown.length;
  const moreClusters = clusters.all - clusters.shown.length;
  return html`<section>
    <h2>Duplicates</h2>
    ${
      clusters.all === 0
        ? null
        : html`<p class="note">
              ${counted(clusters.documents, "document")} with the text of another, in
              ${clusters.uncounted ? "more than " : ""}${counted(clusters.all, "group")}. The first of a group is the
              one that was published.
            </p>
            <ul class="clusters">
              ${clusters.shown.map(
                ({ representative, members, size }) =>
                  html`<li>
                    ${path(representative.path, representative.id)}
                    <ul>
                      ${members.map((member) => html`<li>${path(member.path, member.id)}</li>`)}
                      ${size > members.length ? html`<li class="note">and ${size - members.length} more</li>` : null}
                    </ul>
                  </li>`,
              )}
            </ul>
            ${
              moreClusters > 0
                ? html`<p class="note">
                    ${counted(moreClusters, "more group")}: see <code>outcomes.jsonl</code> of this run.
                  </p>`
                : null
            }`
    }
    ${
      sameFiles.all === 0
        ? null
        : html`<h3>The same file twice</h3>
            <ul class="clusters">
              ${sameFiles.shown.map((same) => html`<li>${path(same.path)} <small>is</small> ${path(same.of)}</li>`)}
            </ul>
            ${
              moreFiles > 0
                ? html`<p class="note">
                    ${counted(moreFiles, "more file")}: see <code>ledger.jsonl</code> of this run.
                  </p>`
                : null
            }`
    }
  </section>`;
}

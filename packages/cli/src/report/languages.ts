import { compact, whole } from "./format.ts";
import type { LanguageFacts, ReportFacts } from "./facts.ts";
import { html, type Html } from "./html.ts";
import { languageLabel } from "./language.ts";
import { keys, shareBar } from "./shareBar.ts";

/** Languages with the most published documents first. */
export function byDocuments(found: ReportFacts["languages"]): [tag: string, LanguageFacts][] {
  return [...found].toSorted(
    ([tagA, a], [tagB, b]) => b.published - a.published || b.leftOut - a.leftOut || (tagA < tagB ? -1 : 1),
  );
}

/** A column of numbers; one that a narrow screen can do without is `less`. */
interface Column {
  readonly name: string;
  readonly less?: boolean;
}

/** A row a language: its name, a bar, and a number under each head. */
export function languageTable(
  columns: readonly Column[],
  rows: readonly { readonly tag: string; readonly bar: Html; readonly cells: readonly (Html | string)[] }[],
): Html {
  const classes = columns.map(({ less }) => (less === true ? "n less" : "n"));
  return html`<div class="scroll">
    <table class="languages">
      <thead>
        <tr>
          <th>Language</th>
          <th class="wide"><span class="hidden">Bar</span></th>
          ${columns.map(({ name }, index) => html`<th class="${classes[index] ?? "n"}">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ tag, bar, cells }) =>
            html`<tr>
              <td>${languageLabel(tag)}</td>
              <td class="wide">${bar}</td>
              ${cells.map((cell, index) => html`<td class="${classes[index] ?? "n"}">${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A row for each language that was found. */
export function languages({ languages: found }: ReportFacts): Html {
  const all = byDocuments(found);
  if (all.length === 0) return html``;
  const longest = Math.max(...all.map(([, { published, leftOut }]) => published + leftOut));
  const rows = all.map(([tag, { published, leftOut, pages, words, characters }]) => ({
    tag,
    bar: shareBar(
      [
        { kind: "kept", count: published },
        { kind: "out", count: leftOut },
      ],
      longest,
      `${published} published, ${leftOut} left out`,
    ),
    cells: [whole(published), whole(leftOut), whole(pages), compact(words), compact(characters)],
  }));
  const heads = [
    { name: "Published" },
    { name: "Left out" },
    { name: "Pages" },
    { name: "Words", less: true },
    { name: "Characters", less: true },
  ];
  return html`<section>
    <h2>Languages</h2>
    <p class="legend">
      ${keys([
        { kind: "kept", label: "documents published" },
        { kind: "out", label: "left out: dropped or duplicate" },
      ])}
    </p>
    ${languageTable(heads, rows)}
  </section>`;
}

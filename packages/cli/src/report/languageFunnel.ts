import type { ReportFacts } from "./facts.ts";
import { percent, whole } from "./format.ts";
import { html, type Html } from "./html.ts";
import { byDocuments, languageTable } from "./languages.ts";
import { keys, shareBar } from "./shareBar.ts";

const STEPS = [
  { name: "published", kind: "kept", label: "published" },
  { name: "language", kind: "out", label: "another language, or not sure" },
  { name: "quality", kind: "dropped", label: "quality" },
  { name: "duplicate", kind: "duplicate", label: "duplicate" },
] as const;

/** What became of the documents of each language: what language, quality and duplicates cost. */
export function languageFunnel({ languages }: ReportFacts): Html {
  const rows = byDocuments(languages).map(([tag, { published, lost }]) => {
    const counts = { published, ...lost };
    const all = STEPS.reduce((sum, { name }) => sum + counts[name], 0);
    const shares = STEPS.map(({ name, kind }) => ({ kind, count: counts[name] }));
    return {
      tag,
      bar: shareBar(shares, all, `${percent(counts.published, all)} published`),
      cells: [
        whole(all),
        whole(counts.language),
        whole(counts.quality),
        whole(counts.duplicate),
        html`${whole(counts.published)} <small>${percent(counts.published, all)}</small>`,
      ],
    };
  });
  if (rows.length === 0) return html``;
  const heads = [
    { name: "Documents", less: true },
    { name: "Language" },
    { name: "Quality" },
    { name: "Duplicate" },
    { name: "Published" },
  ];
  return html`<section>
    <h2>What each language loses</h2>
    <p class="legend">${keys(STEPS)}</p>
    ${languageTable(heads, rows)}
  </section>`;
}

import { type PageScore, summarise } from "@malmoi/ocr";
import { type Html, html } from "../report/html.ts";
import { writePage } from "../report/writePage.ts";
import { count, counted, percent } from "../terminal/format.ts";
import { EVAL_STYLE } from "./evalStyle.ts";
import type { MeasuredPage, MeasuredSet } from "./measured.ts";
import { worstPage } from "./worstPage.ts";

export interface EvalReport {
  readonly sets: readonly MeasuredSet[];
  /** The worst first. */
  readonly worst: readonly MeasuredPage[];
}

function setRow(name: string, language: string, pages: readonly PageScore[]): Html {
  const score = summarise(pages);
  const rates = [score.cer, score.median, score.cerClusters, score.cerAnyOrder, score.wer, score.werAnyOrder];
  return html`<tr>
    <td>${name}<small>${language}</small></td>
    <td class="n">
      ${count(score.pages)}${score.failed > 0 && html`<small class="failed">${score.failed} not read</small>`}
    </td>
    ${[...rates, score.confidence, score.coverage].map((share) => html`<td class="n">${percent(share)}</td>`)}
    <td class="n">${score.secondsPerPage.toFixed(2)}</td>
  </tr>`;
}

function summaryTable(sets: readonly MeasuredSet[]): Html {
  const measured = sets.filter(({ refused }) => refused === undefined);
  const refused = sets.filter((set) => set.refused !== undefined);
  const unpaired = sets.flatMap((set) => set.unpaired);
  const heads = [
    "Pages",
    "CER",
    "Median",
    "Clusters",
    "Any order",
    "WER",
    "Any order",
    "Confidence",
    "Coverage",
    "s/page",
  ];
  return html`<section>
    <h2>Sets</h2>
    <div class="scroll">
      <table class="sets">
        <thead>
          <tr>
            <th>Set</th>
            ${heads.map((head) => html`<th class="n">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${measured.map(({ name, language, pages }) => setRow(name, `${language.name}, ${language.tag}`, pages))}
          ${
            measured.length > 1 &&
            setRow(
              "Total",
              "",
              measured.flatMap(({ pages }) => pages),
            )
          }
        </tbody>
      </table>
    </div>
    ${refused.map(
      (set) => html`<p class="failed">${set.name} was not measured: ${set.refused?.message} ${set.refused?.hint}</p>`,
    )}
    ${unpaired.length > 0 && html`<p class="note">Without counterpart, not measured: ${unpaired.join(", ")}</p>`}
    <p class="note">
      Rates are errors over the length of the truth, summed over pages, by code point, by character as a reader sees it
      (cluster) and by word; quotes, dashes, spaces and line-end hyphens that a reader would take for the same do not
      count. “Any order” forgives the order of columns, captions and lines. A page that could not be read counts as
      empty. Confidence and coverage are the engine’s view, not a measurement.
    </p>
  </section>`;
}

/**
 * Writes a measurement as one HTML file that needs nothing else: a table of the sets, and the worst pages as picture
 * beside the comparison of truth and reading. No scripts, no requests.
 */
export async function writeEvalReport(outFile: string, { sets, worst }: EvalReport): Promise<void> {
  const articles = [];
  // oxlint-disable-next-line no-await-in-loop -- one page in memory at a time
  for (const page of worst) articles.push(await worstPage(page));
  const all = sets.flatMap(({ pages }) => pages);
  const content = html`<p class="eyebrow">Malmoi, recognition measured</p>
    <h1>${percent(summarise(all).cer)} character errors on ${counted(all.length, "page")}</h1>
    ${summaryTable(sets)}
    <section>
      <h2>Pages with most errors</h2>
      <p class="note">
        <del>Struck through</del>: on the page, but not read. <ins>Underlined</ins>: read, but not on the page.
        <del class="instead">Struck</del><ins class="instead">dotted</ins>: the second was read for the first. ␣ is a
        space. Lines break as in the truth.
      </p>
      ${articles.length === 0 ? html`<p>No page has an error.</p>` : articles}
    </section>`;
  await writePage(outFile, { title: "Malmoi: recognition measured", style: EVAL_STYLE, content });
}

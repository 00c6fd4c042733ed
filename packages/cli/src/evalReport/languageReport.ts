import type { AnswerSummary } from "@malmoi/language";
import { findLanguage } from "@malmoi/schemas";
import type { MeasuredCondition } from "../commands/evalLanguage.ts";
import { type Html, html } from "../report/html.ts";
import { writePage } from "../report/writePage.ts";
import { count, percent } from "../terminal/format.ts";

/** Languages in the heat map: those that are confused most; all 85 would be a wall of empty cells. */
const SHOWN = 30;

const HEAT_STYLE = `
.heat { border-collapse: collapse; font-size: .72rem; }
.heat th, .heat td { padding: 0; border: none; }
.heat thead th { height: 5.2rem; vertical-align: bottom; font-weight: 400; }
.heat thead span { display: block; writing-mode: vertical-rl; transform: rotate(180deg); margin: 0 auto .2rem; }
.heat tbody th { text-align: right; padding-right: .5rem; font-weight: 400; white-space: nowrap; }
.heat td { width: 1.55rem; min-width: 1.55rem; height: 1.55rem; text-align: center; border: 1px solid var(--line, #8883); }
.heat td.right { opacity: .45; }
`;

const nameOf = (tag: string): string => findLanguage(tag)?.name ?? "no language";

/** Rows are what texts are in, columns what they were taken for; the darker, the larger the share of the row. */
function heatMap({ confusions, languages }: AnswerSummary): Html {
  const sizes = new Map(languages.map(({ language, texts }) => [language, texts]));
  const recalls = new Map(languages.map(({ language, recall }) => [language, recall]));
  const weight = new Map<string, number>();
  for (const { truth, answer, count: times } of confusions) {
    const share = times / (sizes.get(truth) ?? 1);
    for (const tag of [truth, answer]) weight.set(tag, (weight.get(tag) ?? 0) + share);
  }
  const shown = [...weight]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, SHOWN)
    .map(([tag]) => tag)
    .toSorted((a, b) => (a.slice(4) + a < b.slice(4) + b ? -1 : 1));
  const shares = new Map(
    confusions.map(({ truth, answer, count: times }) => [`${truth} ${answer}`, times / (sizes.get(truth) ?? 1)]),
  );
  const cell = (truth: string, answer: string): Html => {
    if (truth === answer) {
      return html`<td class="right" title="${truth}: ${percent(recalls.get(truth) ?? 0)} right">·</td>`;
    }
    const share = shares.get(`${truth} ${answer}`) ?? 0;
    if (share === 0) return html`<td></td>`;
    // The square root lets one line in a hundred be seen beside one in five.
    const strength = Math.round(Math.min(1, Math.sqrt(share) * 1.6) * 100);
    const text = share >= 0.005 ? Math.round(share * 100) : "";
    return html`<td
      style="background: color-mix(in srgb, #b3401f ${strength}%, transparent)"
      title="${nameOf(truth)} taken for ${nameOf(answer)}: ${percent(share)}"
    >
      ${text}
    </td>`;
  };
  return html`<div class="scroll">
    <table class="heat">
      <thead>
        <tr>
          <th></th>
          ${shown.map((tag) => html`<th><span>${tag}</span></th>`)}
        </tr>
      </thead>
      <tbody>
        ${shown
          .filter((tag) => sizes.has(tag))
          .map(
            (truth) =>
              html`<tr>
                <th>${nameOf(truth)}, ${truth}</th>
                ${shown.map((answer) => cell(truth, answer))}
              </tr>`,
          )}
      </tbody>
    </table>
  </div>`;
}

/** Writes a measurement of identification as one HTML file that needs nothing else. */
export async function writeLanguageReport(outFile: string, measured: readonly MeasuredCondition[]): Promise<void> {
  const lines = measured[0]?.summary;
  const content = html`<p class="eyebrow">Malmoi, language identification measured</p>
    <h1>${percent(lines?.macroF1 ?? 0)} macro-F1 on ${count(lines?.texts ?? 0)} lines</h1>
    <section>
      <h2>Conditions</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th></th>
              ${["Texts", "Macro-F1", "Forgiving", "Accuracy", "Forgiving", "Contrast taken", "Calibration error"].map(
                (head) => html`<th class="n">${head}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${measured.map(
              ({ condition, summary }) =>
                html`<tr>
                  <td>${condition.name}</td>
                  <td class="n">${count(summary.texts)}</td>
                  ${[
                    summary.macroF1,
                    summary.macroF1Forgiving,
                    summary.accuracy,
                    summary.accuracyForgiving,
                    summary.contrastAsTarget,
                    summary.calibrationError,
                  ].map((share) => html`<td class="n">${percent(share)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="note">
        Macro-F1 is the mean over the target languages. “Forgiving” counts close varieties as right. “Contrast taken” is
        the share of texts in other languages that were taken for a target language.
      </p>
    </section>
    <section>
      <h2>Who is taken for whom</h2>
      <p class="note">
        Single lines. Rows are what the lines are in, columns what they were taken for, in per cent of the row; only the
        languages that are confused most.
      </p>
      ${lines !== undefined && heatMap(lines)}
    </section>
    <section>
      <h2>Languages, the weakest first</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>Language</th>
              ${["Lines", "F1", "Precision", "Recall"].map((head) => html`<th class="n">${head}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${(lines?.languages ?? []).map(
              ({ language, texts, f1, precision, recall }) =>
                html`<tr>
                  <td>${nameOf(language)}<small>${language}</small></td>
                  <td class="n">${count(texts)}</td>
                  ${[f1, precision, recall].map((share) => html`<td class="n">${percent(share)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  await writePage(outFile, { title: "Malmoi: language identification measured", style: HEAT_STYLE, content });
}

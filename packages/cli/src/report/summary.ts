import type { LedgerTotals, RunRecord } from "@malmoi/schemas";
import { counted, duration, whole } from "./format.ts";
import { html, type Html } from "./html.ts";
import type { ReportFacts } from "./facts.ts";

const OUTCOMES = ["published", "dropped", "duplicate", "blank", "quarantined"] as const;

const STATUS: Readonly<Record<RunRecord["status"], string>> = {
  running: "Still running",
  complete: "Complete",
  partial: "Complete, but for what is in quarantine",
  stopped: "Stopped before its end",
};

/** Whether the ledger's pages are those the run counted, said in full. */
function sumCheck(totals: LedgerTotals, run: RunRecord): Html {
  const sum = OUTCOMES.map((outcome) => whole(totals[outcome])).join(" + ");
  const expected = run.totals?.pages;
  if (expected === undefined) return html`<p class="check">${sum} = ${counted(totals.pages, "page")}</p>`;
  const differs = expected !== totals.pages || OUTCOMES.some((outcome) => run.totals?.[outcome] !== totals[outcome]);
  return differs
    ? html`<p class="check wrong" role="alert">
        The ledger does not add up: ${sum} = ${whole(totals.pages)}, but the run counted ${counted(expected, "page")}.
        This is a bug; please report it.
      </p>`
    : html`<p class="check">Nothing was lost: ${sum} = ${counted(expected, "page")}</p>`;
}

/** The title and the numbers everybody asks for first. */
export function summary({ run, totals }: ReportFacts): Html {
  const scans = totals.files - totals.ignored;
  return html`<header>
    <p class="eyebrow">Malmoi run report</p>
    <h1 dir="auto">${run.pipeline.dataset.title}</h1>
    <p class="facts">
      <span class="status ${run.status}">${STATUS[run.status]}</span>
      <span><code>${run.run}</code></span>
      <span><time datetime="${run.started}">${run.started.slice(0, 16).replace("T", " ")} UTC</time></span>
      <span>${duration(run.milliseconds)}</span>
    </p>
    <dl class="numbers">
      <div class="lead">
        <dt>pages in ${counted(scans, "file")}</dt>
        <dd>${whole(totals.pages)}</dd>
      </div>
      ${OUTCOMES.map(
        (outcome) =>
          html`<div class="${outcome}">
            <dt>${outcome}</dt>
            <dd>${whole(totals[outcome])}</dd>
          </div>`,
      )}
    </dl>
    ${sumCheck(totals, run)}
    <p class="note">
      ${run.rows === null ? null : html`${counted(run.rows, "document")} in the release. `}${
        totals.ignored === 0
          ? null
          : html`${counted(totals.ignored, "text file")} beside the scans ${totals.ignored === 1 ? "was" : "were"} left
            alone.`
      }
    </p>
  </header>`;
}

import type { LedgerTotals } from "@malmoi/schemas";
import { coordinate, percent, whole } from "./format.ts";
import { html, type Html } from "./html.ts";

interface Step {
  readonly label: string;
  readonly pages: number;
  /** What was lost on the way to this step. */
  readonly lost?: { readonly label: string; readonly pages: number; readonly kind: string };
}

function stepsOf(totals: LedgerTotals): Step[] {
  const read = totals.pages - totals.quarantined;
  const text = read - totals.blank;
  const passed = text - totals.dropped;
  return [
    { label: "Pages that came in", pages: totals.pages },
    {
      label: "Could be read",
      pages: read,
      lost: { label: "quarantined", pages: totals.quarantined, kind: "quarantined" },
    },
    { label: "Have something on them", pages: text, lost: { label: "blank", pages: totals.blank, kind: "blank" } },
    { label: "Passed every rule", pages: passed, lost: { label: "dropped", pages: totals.dropped, kind: "dropped" } },
    {
      label: "Published",
      pages: passed - totals.duplicate,
      lost: { label: "duplicate", pages: totals.duplicate, kind: "duplicate" },
    },
  ];
}

/** The bar of a step and, above it, the slope from the step before. 100 x 40 units, stretched to fit. */
function bar(step: Step, before: number, all: number): Html {
  const share = (pages: number): number => (all === 0 ? 0 : (100 * pages) / all);
  const from = share(before);
  const to = share(step.pages);
  const slope = `0,0 ${coordinate(from)},0 ${coordinate(to)},14 0,14`;
  return html`<svg viewBox="0 0 100 40" preserveAspectRatio="none" aria-hidden="true">
    ${step.lost === undefined ? null : html`<polygon class="slope" points="${slope}" />`}
    <rect class="kept" x="0" y="14" width="${coordinate(to)}" height="26" />
    ${
      step.lost === undefined
        ? null
        : html`<rect
            class="fill-${step.lost.kind}"
            x="${coordinate(to)}"
            y="14"
            width="${coordinate(from - to)}"
            height="26"
          />`
    }
  </svg>`;
}

/** From the pages that came in to those published, step by step, as a picture whose words are text. */
export function funnel(totals: LedgerTotals): Html {
  const steps = stepsOf(totals);
  return html`<section>
    <h2>From pages to rows</h2>
    <ol class="funnel">
      ${steps.map((step, index) => {
        const before = steps[index - 1]?.pages ?? step.pages;
        const { lost } = step;
        return html`<li>
          <span class="step">${step.label}</span>
          ${bar(step, before, totals.pages)}
          <span class="number"
            >${whole(step.pages)} <small>${percent(step.pages, totals.pages)}</small>
            ${
              lost === undefined || lost.pages === 0
                ? null
                : html`<span class="lost ink-${lost.kind}">−${whole(lost.pages)} ${lost.label}</span>`
            }
          </span>
        </li>`;
      })}
    </ol>
  </section>`;
}

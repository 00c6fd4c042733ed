import type { RunRecord } from "@malmoi/schemas";
import { duration, whole } from "./format.ts";
import { html, type Html } from "./html.ts";

/** What ran, how long, with which versions. */
export function runFacts(run: RunRecord): Html {
  return html`<section>
    <h2>The run</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>Stage</th>
            <th class="n">Tasks</th>
            <th class="n">Run now</th>
            <th class="n">Quarantined</th>
            <th class="n">Work</th>
            <th class="n">Peak memory</th>
          </tr>
        </thead>
        <tbody>
          ${run.stages.map(
            (stage) =>
              html`<tr>
                <td>${stage.stage}</td>
                <td class="n">${whole(stage.tasks)}</td>
                <td class="n">${whole(stage.ran)}</td>
                <td class="n">${whole(stage.quarantined)}</td>
                <td class="n">${stage.ran === 0 ? "–" : duration(stage.taskMilliseconds)}</td>
                <td class="n">${stage.ran === 0 ? "–" : `${whole(stage.peakMegabytes)} MB`}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${run.notes.map((note) => html`<p class="note">${note}</p>`)}
    <p class="note">
      ${run.workers} at a time. Tasks that were not run now were done by an earlier run. Work is the sum over tasks, not
      the time on the clock.
    </p>
    <dl class="versions">
      ${Object.entries(run.versions).map(
        ([name, version]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${version}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

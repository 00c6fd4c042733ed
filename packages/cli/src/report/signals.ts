import { findSignal, type LanguageTag } from "@malmoi/schemas";
import type { ReportFacts, SignalFacts } from "./facts.ts";
import { coordinate, counted } from "./format.ts";
import { html, type Html } from "./html.ts";
import { languageName } from "./language.ts";
import { placeIn, scaleOf, SIGNAL_BINS } from "./signalScale.ts";

const HEIGHT = 48;
const MOST_SIGNALS = 6;
const MOST_LANGUAGES = 8;

/** A number as people write limits. */
export const limitText = (value: number): string =>
  value >= 10_000 ? value.toLocaleString("en-US") : String(Number(value.toPrecision(3)));

const totalOf = ({ passing, failed }: SignalFacts): number =>
  passing.reduce((sum, documents) => sum + documents, failed);

function histogram(signal: string, tag: LanguageTag, facts: SignalFacts): Html {
  const { limit, passing, failing, failed } = facts;
  const scale = scaleOf(limit, findSignal(signal)?.unit ?? "count");
  const tallest = Math.max(1, ...passing.map((documents, bin) => documents + (failing[bin] ?? 0)));
  const width = 200 / SIGNAL_BINS;
  const heightOf = (documents: number): number =>
    documents === 0 ? 0 : Math.max(1.5, ((HEIGHT - 2) * documents) / tallest);
  const low = limit.min === undefined ? -1 : placeIn(scale, limit.min);
  const high = limit.max === undefined ? 2 : placeIn(scale, limit.max);
  const said = `${counted(totalOf(facts), "document")}, ${failed} fail`;
  return html`<figure class="histogram">
    <figcaption><b>${languageName(tag)}</b> <small>${said}</small></figcaption>
    <svg viewBox="0 0 200 ${HEIGHT}" role="img" aria-label="${signal}: ${said}">
      ${passing.map((kept, bin) => {
        const dropped = failing[bin] ?? 0;
        const rect = (colour: string, documents: number, above: number): Html | null =>
          documents === 0
            ? null
            : html`<rect
                class="${colour}"
                x="${coordinate(bin * width + 0.75)}"
                y="${coordinate(HEIGHT - above - heightOf(documents))}"
                width="${coordinate(width - 1.5)}"
                height="${coordinate(heightOf(documents))}"
                ><title>${counted(documents, "document")}</title></rect
              >`;
        return [rect("kept", kept, 0), rect("fill-dropped", dropped, heightOf(kept))];
      })}
      <line class="axis" x1="0" y1="${HEIGHT - 0.25}" x2="200" y2="${HEIGHT - 0.25}" />
      ${[low, high]
        .filter((place) => place >= 0 && place <= 1)
        .map((place) => {
          const x = coordinate(Math.min(199.4, Math.max(0.6, place * 200)));
          return html`<line class="limit" x1="${x}" y1="0" x2="${x}" y2="${HEIGHT}" />`;
        })}
    </svg>
    <div class="scale" aria-hidden="true"><span>${limitText(scale.from)}</span><span>${limitText(scale.to)}</span></div>
  </figure>`;
}

function limitsText(languages: ReadonlyMap<LanguageTag, SignalFacts>): string {
  const said = [...languages.values()].map(({ limit: { min, max } }) =>
    [
      ...(min === undefined ? [] : [`at least ${limitText(min)}`]),
      ...(max === undefined ? [] : [`at most ${limitText(max)}`]),
    ].join(", "),
  );
  const different = [...new Set(said)];
  return different.length === 1 ? (different[0] ?? "") : "limits by language";
}

/** How documents lie against the limits of rules: for each signal that matters a small histogram a language. */
export function signals({ signals: all }: ReportFacts): Html {
  const shown = all.slice(0, MOST_SIGNALS);
  if (shown.length === 0) return html``;
  return html`<section class="signals">
    <h2>Signals and their limits</h2>
    <p class="note">
      Documents by value; the line is the limit, and what is beyond it was dropped. Signals that drop most come first;
      values off the scale stand at its ends.
    </p>
    ${shown.map(([signal, languages]) => {
      const rows = [...languages].toSorted(
        ([a, x], [b, y]) => y.failed - x.failed || totalOf(y) - totalOf(x) || (a < b ? -1 : 1),
      );
      const more = rows.length - MOST_LANGUAGES;
      return html`<h3 class="signal">
          <code>${signal}</code> <small>${findSignal(signal)?.what ?? ""}: ${limitsText(languages)}</small>
        </h3>
        <div class="multiples">
          ${rows.slice(0, MOST_LANGUAGES).map(([tag, facts]) => histogram(signal, tag, facts))}
        </div>
        ${more > 0 ? html`<p class="note">And ${counted(more, "language")} more.</p>` : null}`;
    })}
    ${all.length > shown.length ? html`<p class="note">${counted(all.length - shown.length, "signal")} that drop less are not drawn.</p>` : null}
  </section>`;
}

import type { DocumentOutcome } from "@malmoi/publish";
import { type DocumentEntry, findSignal, type LanguageTag, type Thresholds } from "@malmoi/schemas";
import type { NearFacts, SampleFacts, SignalFacts } from "./facts.ts";
import { type Limit, placeIn, scaleOf, SIGNAL_BINS } from "./signalScale.ts";

/** A document is near a limit where it is nearer than this share of what is drawn. */
const NEAR = 0.2;

interface Candidate extends NearFacts {
  readonly distance: number;
}

/** Counts documents by their signals, and remembers the one on either side that is nearest to each limit. */
export class SignalCounts {
  readonly #limitsOf: (language: LanguageTag) => Thresholds;
  readonly #signals = new Map<string, Map<LanguageTag, SignalFacts>>();
  readonly #nearest = new Map<string, Candidate>();

  constructor(limitsOf: (language: LanguageTag) => Thresholds) {
    this.#limitsOf = limitsOf;
  }

  /** `page` is what would be shown of the document. */
  add(
    { signals, identification: { language } }: DocumentEntry,
    outcome: DocumentOutcome,
    page: SampleFacts | undefined,
  ): void {
    // A language that nobody asked for is no matter of thresholds.
    if (outcome.reasons.some(({ rule }) => rule === "language")) return;
    for (const [signal, limit] of Object.entries(this.#limitsOf(language))) {
      const value = signals[signal];
      if (value === undefined || limit === null) continue;
      const scale = scaleOf(limit, findSignal(signal)?.unit ?? "count");
      const place = placeIn(scale, value);
      const facts = this.#factsOf(signal, language, limit);
      const bin = Math.min(SIGNAL_BINS - 1, Math.floor(place * SIGNAL_BINS));
      const isLow = limit.min !== undefined && value < limit.min;
      const fails = isLow || (limit.max !== undefined && value > limit.max);
      if (fails) facts.failed += 1;
      const bins = fails ? facts.failing : facts.passing;
      bins[bin] = (bins[bin] ?? 0) + 1;
      if (page === undefined) continue;
      for (const bound of [limit.min, limit.max]) {
        // Nearly every document has none of what none may have.
        if (bound === undefined || bound === 0) continue;
        const distance = Math.abs(place - placeIn(scale, bound));
        const key = `${signal} ${fails}`;
        const best = this.#nearest.get(key);
        if (distance >= NEAR || (best !== undefined && best.distance <= distance)) continue;
        this.#nearest.set(key, { signal, value, bound, fails, sample: page, distance });
      }
    }
  }

  #factsOf(signal: string, language: LanguageTag, limit: Limit): SignalFacts {
    const languages = this.#signals.get(signal) ?? new Map<LanguageTag, SignalFacts>();
    this.#signals.set(signal, languages);
    const none = (): number[] => Array.from({ length: SIGNAL_BINS }, () => 0);
    const facts = languages.get(language) ?? { limit, passing: none(), failing: none(), failed: 0 };
    languages.set(language, facts);
    return facts;
  }

  /** Signals that dropped most documents first; then those with a document near a limit; no others. */
  signals(): [string, ReadonlyMap<LanguageTag, SignalFacts>][] {
    const failed = (languages: ReadonlyMap<LanguageTag, SignalFacts>): number =>
      [...languages.values()].reduce((sum, facts) => sum + facts.failed, 0);
    const matters = [...this.#signals].filter(
      ([signal, languages]) => failed(languages) > 0 || this.#distance(signal) < NEAR,
    );
    return matters.toSorted(
      ([a, x], [b, y]) => failed(y) - failed(x) || this.#distance(a) - this.#distance(b) || (a < b ? -1 : 1),
    );
  }

  #distance(signal: string): number {
    return Math.min(...[true, false].map((fails) => this.#nearest.get(`${signal} ${fails}`)?.distance ?? 1));
  }

  /** Documents near a limit, in the order of `signals`, the dropped one of a signal first; no document twice. */
  near(most: number): NearFacts[] {
    const shown = new Set<string>();
    return this.signals()
      .flatMap(([signal]) => [true, false].flatMap((fails) => this.#nearest.get(`${signal} ${fails}`) ?? []))
      .filter(({ sample: { folder, path } }) => {
        const isNew = !shown.has(`${folder}/${path}`);
        shown.add(`${folder}/${path}`);
        return isNew;
      })
      .slice(0, most);
  }
}

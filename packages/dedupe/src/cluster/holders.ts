const NONE = 0xffff_ffff;

/** Of each text the larger one that holds most of it. 12 bytes a text. */
export class Holders {
  readonly #sizes: Uint32Array;
  readonly #wholes: Uint32Array;
  readonly #shares: Float32Array;

  /** `sizes`: different shingles of each text. */
  constructor(sizes: Uint32Array) {
    this.#sizes = sizes;
    this.#wholes = new Uint32Array(sizes.length).fill(NONE);
    this.#shares = new Float32Array(sizes.length);
  }

  /** Different shingles of a text. */
  size(place: number): number {
    return this.#sizes[place] ?? 0;
  }

  /** The text that holds most of this one, if any does. */
  of(part: number): number | undefined {
    const whole = this.#wholes[part];
    return whole === NONE ? undefined : whole;
  }

  /** `share` of the text `part` is in the larger one `whole`. The order of calls does not matter. */
  add(part: number, whole: number, share: number): void {
    const rounded = Math.fround(share);
    const before = this.of(part);
    if (before !== undefined && !this.#leads(whole, rounded, before, this.#shares[part] ?? 0)) return;
    this.#wholes[part] = whole;
    this.#shares[part] = rounded;
  }

  /** Whether `a` has a better holder than `b`: with more of it, or larger, or the first. */
  leads(a: number, b: number): boolean {
    return this.#leads(this.of(a) ?? a, this.#shares[a] ?? 0, this.of(b) ?? b, this.#shares[b] ?? 0);
  }

  #leads(whole: number, share: number, other: number, otherShare: number): boolean {
    return share - otherShare > 0 || (share === otherShare && this.#isLarger(whole, other));
  }

  #isLarger(a: number, b: number): boolean {
    const more = this.size(a) - this.size(b);
    return more > 0 || (more === 0 && a < b);
  }
}

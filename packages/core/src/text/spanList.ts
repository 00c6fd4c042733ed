/** Start and end of spans by turns, as many as it takes. */
export class SpanList {
  #numbers = new Uint32Array(256);
  #length = 0;

  add(start: number, end: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Uint32Array(this.#length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length] = start;
    this.#numbers[this.#length + 1] = end;
    this.#length += 2;
  }

  take(): Uint32Array {
    return this.#numbers.slice(0, this.#length);
  }
}

/** The parts of a text between the starts and ends. */
export function partsOf(text: string, spans: Uint32Array): string[] {
  const parts: string[] = [];
  for (let at = 0; at < spans.length; at += 2) parts.push(text.slice(spans[at], spans[at + 1]));
  return parts;
}

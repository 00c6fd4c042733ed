/** Bytes that are appended to memory which grows as needed, and is used again after `clear`. */
export class GrowingBytes {
  #bytes = Buffer.allocUnsafe(1 << 16);
  #view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
  #length = 0;

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.byteLength) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#bytes.byteLength));
    grown.set(this.written());
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer, grown.byteOffset, grown.byteLength);
  }

  get length(): number {
    return this.#length;
  }

  /** What was appended since `clear`: not a copy, so valid until the next call. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Forgets what was appended, and gives its memory back if it is much. */
  clear(): void {
    this.#length = 0;
    if (this.#bytes.byteLength > 1 << 24) {
      this.#bytes = Buffer.allocUnsafeSlow(1 << 16);
      this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
    }
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#view.setUint8(this.#length, value);
    this.#length += 1;
  }

  bytes(values: Uint8Array | readonly number[]): void {
    this.#reserve(values.length);
    this.#bytes.set(values, this.#length);
    this.#length += values.length;
  }

  uint32(value: number): void {
    this.#reserve(4);
    this.#view.setUint32(this.#length, value, true);
    this.#length += 4;
  }

  /** `value` is a safe integer. */
  int64(value: number): void {
    this.#reserve(8);
    this.#view.setUint32(this.#length, value % 2 ** 32, true);
    this.#view.setInt32(this.#length + 4, Math.floor(value / 2 ** 32), true);
    this.#length += 8;
  }

  float64(value: number): void {
    this.#reserve(8);
    this.#view.setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  /** UTF-8 after its length in four bytes. */
  text(value: string): void {
    // A character of UTF-16 takes three bytes at most; for long texts it pays to count.
    this.#reserve(4 + (value.length < 1e6 ? 3 * value.length : Buffer.byteLength(value)));
    const size = this.#bytes.write(value, this.#length + 4);
    this.#view.setUint32(this.#length, size, true);
    this.#length += 4 + size;
  }
}

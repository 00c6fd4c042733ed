import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { radixSort } from "./radixSort.ts";

/** Numbers held in memory by one sort: 32 MB, and as much again while they are sorted. */
const HELD_NUMBERS = 1 << 23;

/** Numbers read ahead of each run while runs are merged. */
const READ_NUMBERS = 1 << 15;

/** Records in a block that `sorted` gives. */
const BLOCK_RECORDS = 1 << 13;

/** A sorted run on disk, read in pieces. */
class Run {
  readonly #file: number;
  readonly #buffer = new Uint32Array(READ_NUMBERS);
  readonly #order: number;
  readonly #width: number;
  readonly #keys: number;
  #position = 0;
  #at = 0;
  #filled = 0;

  constructor(path: string, order: number, width: number, keys: number) {
    this.#order = order;
    this.#keys = keys;
    this.#file = openSync(path, "r");
    this.#width = width;
    this.#fill();
  }

  #fill(): void {
    const whole = Math.floor(READ_NUMBERS / this.#width) * this.#width * 4;
    const bytes = new Uint8Array(this.#buffer.buffer);
    let read = 0;
    while (read < whole) {
      const got = readSync(this.#file, bytes, read, whole - read, this.#position + read);
      if (got === 0) break;
      read += got;
    }
    this.#position += read;
    this.#filled = read >>> 2;
    this.#at = 0;
    if (read === 0) closeSync(this.#file);
  }

  get ended(): boolean {
    return this.#filled === 0;
  }

  column(index: number): number {
    return this.#buffer[this.#at + index] ?? 0;
  }

  next(): void {
    this.#at += this.#width;
    if (this.#at >= this.#filled) this.#fill();
  }

  isBefore(other: Run): boolean {
    for (let index = 0; index < this.#keys; index += 1) {
      const mine = this.column(index);
      const its = other.column(index);
      if (mine !== its) return mine < its;
    }
    return this.#order < other.#order;
  }

  /** Only needed if it has not ended. */
  close(): void {
    if (!this.ended) closeSync(this.#file);
  }
}

export interface RecordSortOptions {
  /** Numbers of 32 bits in a record. */
  readonly width: 2 | 3;
  /** How many of them, from the first, are compared; all unless said otherwise. */
  readonly keys?: number;
  /** For what does not fit into memory. */
  readonly folder: string;
  readonly heldNumbers?: number;
}

/**
 * Sorts any number of records of numbers, compared number by number; what is equal in the numbers compared keeps the
 * order in which it came. Memory stays below 70 MB: what is more goes to files, which are gone when the last record was
 * taken.
 */
export class RecordSort {
  readonly #width: 2 | 3;
  readonly #keys: number;
  readonly #folder: string;
  readonly #most: number;
  #held: Uint32Array;
  #spareNumbers = new Uint32Array();
  #length = 0;
  readonly #runs: string[] = [];

  constructor({ width, keys = width, folder, heldNumbers = HELD_NUMBERS }: RecordSortOptions) {
    this.#width = width;
    this.#keys = keys;
    this.#folder = folder;
    this.#most = Math.floor(heldNumbers / width) * width;
    this.#held = new Uint32Array(Math.min(this.#most, 3 << 10));
  }

  /** Adds a record; numbers beyond the width are not looked at. */
  add(first: number, second: number, third = 0): void {
    if (this.#length + this.#width > this.#held.length) this.#grow();
    this.#held[this.#length] = first;
    this.#held[this.#length + 1] = second;
    if (this.#width > 2) this.#held[this.#length + 2] = third;
    this.#length += this.#width;
  }

  #grow(): void {
    if (this.#held.length >= this.#most) {
      this.#spill();
      return;
    }
    const larger = new Uint32Array(Math.min(this.#most, this.#held.length * 4));
    larger.set(this.#held);
    this.#held = larger;
  }

  #sortHeld(): Uint32Array {
    radixSort(this.#held, this.#spare(), this.#width, this.#keys, this.#length / this.#width);
    return this.#held.subarray(0, this.#length);
  }

  #spare(): Uint32Array {
    if (this.#spareNumbers.length < this.#length) this.#spareNumbers = new Uint32Array(this.#length);
    return this.#spareNumbers;
  }

  #spill(): void {
    const sorted = this.#sortHeld();
    const path = join(this.#folder, `run-${process.pid}-${(sequence += 1)}`);
    const file = openSync(path, "wx");
    try {
      writeAll(file, new Uint8Array(sorted.buffer, sorted.byteOffset, sorted.byteLength));
    } finally {
      closeSync(file);
    }
    this.#runs.push(path);
    this.#length = 0;
  }

  /** All records in order, in blocks; a block is only good until the next is asked for. To be called once. */
  *sorted(): Generator<Uint32Array> {
    if (this.#runs.length === 0) {
      const all = this.#sortHeld();
      const step = BLOCK_RECORDS * this.#width;
      for (let at = 0; at < all.length; at += step) yield all.subarray(at, Math.min(all.length, at + step));
      return;
    }
    if (this.#length > 0) this.#spill();
    this.#held = new Uint32Array();
    this.#spareNumbers = new Uint32Array();
    yield* this.#merged();
  }

  *#merged(): Generator<Uint32Array> {
    const runs = this.#runs.map((path, order) => new Run(path, order, this.#width, this.#keys));
    try {
      const heap = runs.filter((run) => !run.ended);
      for (let at = (heap.length >> 1) - 1; at >= 0; at -= 1) sink(heap, at);
      const block = new Uint32Array(BLOCK_RECORDS * this.#width);
      let length = 0;
      for (let top = heap[0]; top !== undefined; top = heap[0]) {
        for (let column = 0; column < this.#width; column += 1) block[length + column] = top.column(column);
        length += this.#width;
        top.next();
        if (top.ended) {
          const last = heap.pop();
          if (last !== undefined && heap.length > 0) heap[0] = last;
        }
        sink(heap, 0);
        if (length === block.length) {
          yield block;
          length = 0;
        }
      }
      if (length > 0) yield block.subarray(0, length);
    } finally {
      for (const run of runs) run.close();
      for (const path of this.#runs) rmSync(path, { force: true });
    }
  }
}

let sequence = 0;

function writeAll(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
}

function sink(heap: Run[], from: number): void {
  for (let at = from; ;) {
    const left = heap[at * 2 + 1];
    if (left === undefined) return;
    const right = heap[at * 2 + 2];
    const child = right?.isBefore(left) === true ? at * 2 + 2 : at * 2 + 1;
    const [below, above] = [heap[child], heap[at]];
    if (below === undefined || above === undefined || !below.isBefore(above)) return;
    heap[at] = below;
    heap[child] = above;
    at = child;
  }
}

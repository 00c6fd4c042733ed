/** A connected piece of ink: its box (x1 and y1 exclusive) and its number of pixels. */
export interface Blob {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly pixels: number;
}

/** Ink row by row: each run of pixels from index `starts[i]` to before `ends[i]` belongs to blob `owners[i]`. */
export interface Runs {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly owners: Int32Array;
}

/**
 * Connected components (8 neighbours) of the non-zero pixels of `mask`, in the order of their first pixel, and the runs
 * they are made of. One pass over the rows with a union-find of runs, for pages are mostly paper.
 */
export function findBlobs(mask: Uint8Array, width: number, height: number): { blobs: Blob[]; runs: Runs } {
  const starts: number[] = [];
  const ends: number[] = [];
  const parents: number[] = [];
  let above = 0;
  for (let y = 0; y < height; y += 1) {
    const first = starts.length;
    const end = (y + 1) * width;
    for (let at = y * width; at < end; at += 1) {
      if (mask[at] === 0) continue;
      const start = at;
      while (at < end && mask[at] !== 0) at += 1;
      const run = starts.length;
      starts.push(start);
      ends.push(at);
      parents.push(run);
      // Runs of the row above that end before this one's upper left neighbour touch none of this row any more.
      while (above < first && (ends[above] ?? 0) < start - width) above += 1;
      for (let over = above; over < first && (starts[over] ?? 0) <= at - width; over += 1) join(parents, run, over);
    }
    above = first;
  }
  return collect(Int32Array.from(starts), Int32Array.from(ends), parents, width);
}

/** A mask of `length` pixels with the blobs that are kept (1 in `kept`, by index). */
export function maskOf({ starts, ends, owners }: Runs, kept: Uint8Array, length: number): Uint8Array {
  const mask = new Uint8Array(length);
  for (let i = 0; i < owners.length; i += 1) {
    if (kept[owners[i] ?? 0] === 1) mask.fill(1, starts[i], ends[i]);
  }
  return mask;
}

function join(parents: number[], a: number, b: number): void {
  const rootA = rootOf(parents, a);
  const rootB = rootOf(parents, b);
  if (rootA < rootB) parents[rootB] = rootA;
  else parents[rootA] = rootB;
}

function rootOf(parents: number[], run: number): number {
  let root = run;
  while (parents[root] !== root) root = parents[root] ?? root;
  // Short cuts for the next time.
  let each = run;
  while (each !== root) {
    const next = parents[each] ?? root;
    parents[each] = root;
    each = next;
  }
  return root;
}

function collect(
  starts: Int32Array,
  ends: Int32Array,
  parents: number[],
  width: number,
): { blobs: Blob[]; runs: Runs } {
  const owners = new Int32Array(starts.length);
  const boxes: { x0: number; y0: number; x1: number; y1: number; pixels: number }[] = [];
  for (let run = 0; run < starts.length; run += 1) {
    const start = starts[run] ?? 0;
    const length = (ends[run] ?? 0) - start;
    const y = Math.floor(start / width);
    const x = start - y * width;
    const root = rootOf(parents, run);
    const owner = root === run ? boxes.length : (owners[root] ?? 0);
    owners[run] = owner;
    const box = boxes[owner];
    if (box === undefined) {
      boxes.push({ x0: x, y0: y, x1: x + length, y1: y + 1, pixels: length });
      continue;
    }
    box.pixels += length;
    if (x < box.x0) box.x0 = x;
    if (x + length > box.x1) box.x1 = x + length;
    box.y1 = y + 1;
  }
  return { blobs: boxes, runs: { starts, ends, owners } };
}

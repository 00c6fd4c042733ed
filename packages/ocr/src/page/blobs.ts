/** A connected piece of ink: its box (x1 and y1 exclusive) and its number of pixels. */
export interface Blob {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly pixels: number;
}

/**
 * Connected components (8 neighbours) of the non-zero pixels of `mask`, in the order of their first pixel. `labels`
 * has for each pixel the index of its blob plus one, 0 outside. One pass over the rows with a union-find.
 */
export function findBlobs(mask: Uint8Array, width: number, height: number): { blobs: Blob[]; labels: Int32Array } {
  const labels = new Int32Array(mask.length);
  const parents: number[] = [0];
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    for (let x = 0; x < width; x += 1) {
      const at = row + x;
      if (mask[at] === 0) continue;
      let label = x > 0 ? (labels[at - 1] ?? 0) : 0;
      if (y > 0) {
        const above = at - width;
        label = join(parents, label, labels[above] ?? 0);
        if (x > 0) label = join(parents, label, labels[above - 1] ?? 0);
        if (x + 1 < width) label = join(parents, label, labels[above + 1] ?? 0);
      }
      if (label === 0) {
        label = parents.length;
        parents.push(label);
      }
      labels[at] = label;
    }
  }
  return { blobs: collect(labels, parents, width, height), labels };
}

/** The one label of two that touch; 0 is no label. */
function join(parents: number[], a: number, b: number): number {
  if (a === 0 || b === 0 || a === b) return a === 0 ? b : a;
  const rootA = rootOf(parents, a);
  const rootB = rootOf(parents, b);
  const root = Math.min(rootA, rootB);
  parents[rootA] = root;
  parents[rootB] = root;
  return root;
}

function rootOf(parents: number[], label: number): number {
  let root = label;
  while (parents[root] !== root) root = parents[root] ?? root;
  // Short cuts for the next time.
  let each = label;
  while (each !== root) {
    const next = parents[each] ?? root;
    parents[each] = root;
    each = next;
  }
  return root;
}

function collect(labels: Int32Array, parents: number[], width: number, height: number): Blob[] {
  const numbers = new Int32Array(parents.length);
  const boxes: { x0: number; y0: number; x1: number; y1: number; pixels: number }[] = [];
  const roots = Int32Array.from(parents, (_, label) => rootOf(parents, label));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const label = labels[y * width + x] ?? 0;
      if (label === 0) continue;
      const root = roots[label] ?? 0;
      let number = numbers[root] ?? 0;
      if (number === 0) {
        boxes.push({ x0: x, y0: y, x1: x + 1, y1: y + 1, pixels: 0 });
        number = boxes.length;
        numbers[root] = number;
      }
      labels[y * width + x] = number;
      const box = boxes[number - 1];
      if (box === undefined) continue;
      box.pixels += 1;
      if (x < box.x0) box.x0 = x;
      if (x >= box.x1) box.x1 = x + 1;
      box.y1 = y + 1;
    }
  }
  return boxes;
}

import type { Random } from "./random.ts";

/**
 * A cloudy field: values in [-1, 1] that change over about `cell` pixels. Bilinear between random grid points, with
 * a smooth step so that the grid does not show.
 */
export function smoothNoise(
  random: Random,
  width: number,
  height: number,
  cell: number,
): (x: number, y: number) => number {
  const columns = Math.ceil(width / cell) + 2;
  const rows = Math.ceil(height / cell) + 2;
  const grid = Float32Array.from({ length: columns * rows }, () => random() * 2 - 1);
  return (x, y) => {
    const column = Math.floor(x / cell);
    const row = Math.floor(y / cell);
    const across = ease(x / cell - column);
    const down = ease(y / cell - row);
    const at = row * columns + column;
    const top = (grid[at] ?? 0) * (1 - across) + (grid[at + 1] ?? 0) * across;
    const bottom = (grid[at + columns] ?? 0) * (1 - across) + (grid[at + columns + 1] ?? 0) * across;
    return top * (1 - down) + bottom * down;
  };
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}

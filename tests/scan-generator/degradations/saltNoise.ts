import type { Degradation } from "./degrade.ts";

/** Dust: a `share` (0-0.02) of the pixels is black or white, now and then with its right and lower neighbours. */
export function saltNoise(share: number): Degradation {
  return (page, random) => {
    const { width, height } = page;
    const data = Uint8Array.from(page.data);
    const paint = (x: number, y: number, value: number): void => {
      if (x < width && y < height) data.fill(value, (y * width + x) * 3, (y * width + x) * 3 + 3);
    };
    for (let specks = Math.round(share * width * height); specks > 0; specks--) {
      const x = Math.floor(random() * width);
      const y = Math.floor(random() * height);
      const value = random() < 0.6 ? Math.floor(random() * 60) : 255;
      paint(x, y, value);
      if (random() < 0.25) {
        paint(x + 1, y, value);
        paint(x, y + 1, value);
      }
    }
    return { width, height, data };
  };
}

import { readdirSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";

export interface BenchPage {
  readonly name: string;
  readonly path: string;
}

const WORDS = "la tela fina el mantel hiena leve una ventana abierta camino del valle libro antiguo".split(" ");

/** A4 at 300 dpi, printed with whatever serif the system has: for time, not for accuracy. */
function pageSvg(seed: number): string {
  const lines = Array.from({ length: 48 }, (_, row) => {
    const words = Array.from({ length: 9 }, (__, i) => WORDS[(seed * 7 + row * 5 + i * 3) % WORDS.length]);
    return `<text x="240" y="${300 + row * 62}">${words.join(" ")}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="2480" height="3508"><rect width="100%" height="100%" fill="#fff"/><g font-family="serif" font-size="44">${lines.join("")}</g></svg>`;
}

/** Writes `count` pages of text into a folder. */
export async function generatePages(folder: string, count: number): Promise<BenchPage[]> {
  const pages: BenchPage[] = [];
  for (let seed = 0; seed < count; seed += 1) {
    const path = join(folder, `generated-${seed}.png`);
    await sharp(Buffer.from(pageSvg(seed)))
      .flatten({ background: "#fff" })
      .greyscale()
      .withMetadata({ density: 300 })
      .png()
      .toFile(path);
    pages.push({ name: `generated-${seed}`, path });
  }
  return pages;
}

/** The images of a folder that every one of the peers reads. */
export function pagesOf(folder: string): BenchPage[] {
  const names = readdirSync(folder).filter((name) => /\.(png|jpe?g|tiff?)$/i.test(name));
  return names.toSorted().map((name) => ({ name, path: join(folder, name) }));
}

/** A white page with the dust of a scanner. */
export async function generateBlank(folder: string): Promise<string> {
  const path = join(folder, "blank.png");
  const dust = Array.from({ length: 20 }, (_, i) => `<circle cx="${100 + i * 113}" cy="${90 + i * 167}" r="1.5"/>`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2480" height="3508"><rect width="100%" height="100%" fill="#fdfdfd"/>${dust.join("")}</svg>`;
  await sharp(Buffer.from(svg))
    .flatten({ background: "#fff" })
    .greyscale()
    .withMetadata({ density: 300 })
    .png()
    .toFile(path);
  return path;
}

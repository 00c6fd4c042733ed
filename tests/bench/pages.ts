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

/** A white page with the dust of a scanner, A4 at 300 dpi, in the forms that scanners write; paths by name. */
export async function generateBlanks(folder: string): Promise<[name: string, path: string][]> {
  const dust = Array.from({ length: 20 }, (_, i) => `<circle cx="${100 + i * 113}" cy="${90 + i * 167}" r="1.5"/>`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2480" height="3508"><rect width="100%" height="100%" fill="#fdfdfd"/>${dust.join("")}</svg>`;
  const page = await sharp(Buffer.from(svg)).flatten({ background: "#fff" }).png().toBuffer();
  const profiled = { density: 300 };
  const forms: [string, string, ReturnType<typeof sharp>][] = [
    ["grey JPEG", "grey.jpg", sharp(page).toColourspace("b-w").jpeg({ quality: 85 })],
    ["colour JPEG", "colour.jpg", sharp(page).withMetadata(profiled).jpeg({ quality: 85 })],
    ["grey PNG", "grey.png", sharp(page).toColourspace("b-w").png()],
    ["colour PNG", "colour.png", sharp(page).withMetadata(profiled).png()],
  ];
  const written: [string, string][] = [];
  for (const [name, file, image] of forms) {
    const path = join(folder, `blank-${file}`);
    await image.toFile(path);
    written.push([name, path]);
  }
  return written;
}

import type { Raster } from "../raster.ts";
import { bitonal } from "./bitonal.ts";
import { bleedThrough } from "./bleedThrough.ts";
import { blur } from "./blur.ts";
import type { Degradation } from "./degrade.ts";
import { gaussianNoise } from "./gaussianNoise.ts";
import { ink } from "./ink.ts";
import { jpegArtifacts } from "./jpegArtifacts.ts";
import { paper } from "./paper.ts";
import { saltNoise } from "./saltNoise.ts";
import { scannerBorder } from "./scannerBorder.ts";
import { skew } from "./skew.ts";
import { unevenLight } from "./unevenLight.ts";

/**
 * Ways a page became a file, mildest first. `back` is what is printed on the other side of the sheet; `dpi` scales
 * what happens in millimetres.
 */
export const RECIPES = {
  clean: () => [],
  office: () => [ink(0.15), skew(0.3), blur(0.5), paper({ yellowing: 0.03, texture: 0.25 }), gaussianNoise(2)],
  archive: (back: Raster, dpi: number) => [
    ink(0.35),
    bleedThrough(back, 0.1),
    skew(-0.7),
    blur(dpi / 330),
    paper({ yellowing: 0.45, texture: 0.8 }),
    unevenLight(0.12),
    gaussianNoise(3),
  ],
  book: (back: Raster, dpi: number) => [
    ink(0.25),
    bleedThrough(back, 0.08),
    skew(0.5),
    blur(dpi / 330),
    paper({ yellowing: 0.25, texture: 0.6 }),
    unevenLight(0.15, 0.06),
    scannerBorder(dpi / 14),
    gaussianNoise(3),
  ],
  newspaper: (back: Raster, dpi: number) => [
    ink(0.5),
    bleedThrough(back, 0.2),
    skew(0.9),
    blur(dpi / 260),
    paper({ yellowing: 0.8, texture: 1 }),
    unevenLight(0.2),
    saltNoise(0.0005),
    gaussianNoise(5),
    jpegArtifacts(50),
  ],
  photocopy: (_back: Raster, dpi: number) => [
    ink(0.3),
    skew(-0.4),
    blur(dpi / 300),
    gaussianNoise(14),
    bitonal(),
    saltNoise(0.0004),
    scannerBorder(dpi / 20),
    bitonal(),
  ],
} satisfies Record<string, (back: Raster, dpi: number) => Degradation[]>;

export type RecipeName = keyof typeof RECIPES;

export function isRecipeName(name: string): name is RecipeName {
  return Object.hasOwn(RECIPES, name);
}

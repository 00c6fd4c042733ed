import type { ScriptCode } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import type { PageSegmentation } from "../engine/engine.ts";
import { blur, despeckle } from "../image/blur.ts";
import { islands } from "../image/islands.ts";
import { invert, whiten } from "../image/light.ts";
import { chained, type Moved } from "../image/moved.ts";
import { scale } from "../image/scale.ts";
import type { Ink } from "./ink.ts";
import { lineCount } from "./lineCount.ts";
import { isReadBySize, LINE_HEIGHTS, linesOfHeight } from "./lineSizes.ts";
import { type Prepared, withMargin } from "./prepare.ts";

/** Soft edges for letters that were cut out too sharply: the deviation that helped most in four scripts. */
const BLUR = 0.8;

/** Another way to read a page. */
export interface Variant {
  readonly name: string;
  /** Undefined if there is nothing in it. */
  readonly page: () => Promise<(Moved & Partial<Pick<Prepared, "steps">>) | undefined>;
  readonly pageSegmentation: PageSegmentation;
}

/**
 * Scripts whose letters can be told from a picture by their size: not those that join letters to words of any height and
 * tell them apart by dots (Persian line images lost their dots).
 */
const LETTERS_APART: ReadonlySet<ScriptCode> = new Set<ScriptCode>(["Latn"]);

/**
 * What is tried after the usual way; `sharp` is the page without the blur of its script, if it has one. Crops of a few
 * lines cost little and are often headlines set over pictures, white on black, or screened: they are tried as letters
 * without the picture, in negative, without specks and in their own size too. (80 crops of Indonesian magazines, four
 * languages.) Not in scripts whose lines are tried in other sizes (`isReadBySize`).
 */
export function variantsOf(
  image: PageImage,
  prepared: Prepared,
  {
    script,
    sharp,
    ink,
  }: { readonly script: ScriptCode; readonly sharp: (() => Promise<Prepared>) | undefined; readonly ink: Ink },
): readonly Variant[] {
  const { pageSegmentation: usual, crop, steps } = prepared;
  const soft = async <Page extends Moved>(page: Page): Promise<Page> => ({
    ...page,
    image: await blur(page.image, BLUR),
  });
  const pages: Variant[] = [
    {
      name: usual === "block" ? "auto" : "block",
      page: async () => prepared,
      pageSegmentation: usual === "block" ? "auto" : "block",
    },
    sharp === undefined
      ? { name: `${usual}, blurred`, page: () => soft(prepared), pageSegmentation: usual }
      : { name: `${usual}, not blurred`, page: sharp, pageSegmentation: usual },
  ];
  if (!crop) return pages;
  if (isReadBySize(script)) {
    const lines = Math.max(1, lineCount(ink));
    const inSize = (height: number): Variant => ({
      name: `${usual}, ${height} pixels high`,
      page: () => linesOfHeight(image, { height, lines }),
      pageSegmentation: usual,
    });
    const negative = {
      name: `${usual}, negative`,
      page: async () => withMargin(invert(image)),
      pageSegmentation: usual,
    };
    return [...LINE_HEIGHTS.map(inSize), ...pages.slice(1), negative];
  }
  const asBlock = (name: string, page: Variant["page"]): Variant => ({ name, page, pageSegmentation: "block" });
  const letters = [
    asBlock("block, light letters alone", () => alone(image, "light")),
    asBlock("block, dark letters alone", () => alone(image, "dark")),
  ];
  return [
    ...pages,
    asBlock("block, negative", async () => withMargin(invert(image))),
    asBlock("block, negative, blurred", () => soft(withMargin(invert(image)))),
    ...(LETTERS_APART.has(script) ? letters : []),
    ...SCREENS.map(({ name, ...screen }) => asBlock(name, () => withoutScreen(image, screen))),
    asBlock("block, despeckled", async () => withMargin(await despeckle(image))),
    ...(steps.length === 0 ? [] : [asBlock("block, not scaled", async () => withMargin(image))]),
  ];
}

/** Crops are enlarged by this before their letters are cut out, but to no more than so many pixels high; then softened. */
const ENLARGED = 3;
const ENLARGED_HEIGHT = 600;
const CUT_BLUR = 2;

function enlarged(crop: PageImage): Promise<Moved> {
  return scale(crop, Math.max(1, Math.min(ENLARGED, ENLARGED_HEIGHT / crop.height)));
}

/**
 * The dots of a printer's screen, blurred so much once enlarged, run together into a grey lighter than letters, which are
 * darker than `white`. The finer the screen, the smaller the letters that stand on it, and the less blur they bear. (20
 * Javanese crops with the second: CER 9.7 to 4.6 %.)
 */
const SCREENS = [
  { name: "block, screen blurred away", blurred: 2.5, white: 130 },
  { name: "block, fine screen blurred away", blurred: 2.1, white: 170 },
];

/** A crop whose letters stand on a screen, without the screen. */
async function withoutScreen(
  crop: PageImage,
  { blurred, white }: { readonly blurred: number; readonly white: number },
): Promise<Moved> {
  const large = await enlarged(crop);
  return chained(large, withMargin(whiten(await blur(large.image, blurred), white)));
}

/** A crop's letters without the picture around them: see `islands`. */
async function alone(crop: PageImage, kind: "light" | "dark"): Promise<Moved | undefined> {
  const large = await enlarged(crop);
  const letters = islands(large.image, kind);
  if (letters === undefined) return undefined;
  return chained(large, withMargin(await blur(letters, CUT_BLUR)));
}

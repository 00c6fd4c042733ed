import { type ScriptCode, SCRIPTS } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import type { OcrEngine, PageSegmentation, Recognition } from "../engine/engine.ts";
import type { Model } from "../engine/models.ts";
import { blur, despeckle } from "../image/blur.ts";
import { islands } from "../image/islands.ts";
import { invert, whiten } from "../image/light.ts";
import { chained, type Moved } from "../image/moved.ts";
import { scale } from "../image/scale.ts";
import { coverageOf } from "./coverage.ts";
import type { Ink } from "./ink.ts";
import { movedBack } from "./movedBack.ts";
import { usualConfidence } from "./plausibility.ts";
import { prepare, type Prepared, withMargin } from "./prepare.ts";
import { rereadLines } from "./rereadLines.ts";

/** A recognition, the share of the page's text-sized ink that it accounts for (0-1), and what was done for it. */
export interface Reading extends Recognition {
  readonly coverage: number;
  readonly steps: readonly string[];
}

/**
 * Below this coverage the page is read again. Well-read book pages lie at 0.9 and above; a Korean page that lost every
 * sixth character lay at 0.8, pages with drawings at 0.5-0.9.
 */
const ENOUGH_COVERAGE = 0.6;

/** And below this share of its script's usual confidence; crops, which cost little, soon. */
const ENOUGH_CONFIDENCE = 0.75;
const ENOUGH_CONFIDENCE_IN_CROP = 0.9;

/** Soft edges for letters that were cut out too sharply: the deviation that helped most in four scripts. */
const BLUR = 0.8;

/** See `isBetter`. */
const CLEARLY = 1.1;
const LEAST_LENGTH = 0.5;

/**
 * On a page with a picture or a pattern, a few words read with nearly the usual confidence are worth more than pages of
 * text made up of the picture, with less than half of it.
 */
const SURE = 0.9;
const SURE_LETTERS = 20;
const MADE_UP = 0.5;

/** What was read of less of the ink than this was made of what is no letter. */
const LEAST_COVERAGE = 0.3;

/** What is read of a crop with less confidence than this is a picture taken for letters. */
const NONSENSE = 0.5;

/** Another way to read a page. */
interface Variant {
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
 * What is tried after the usual way; `sharp` is the page without the blur of its script, if it has one. Crops of a few lines cost little and are often headlines set over pictures, white
 * on black, or screened: they are tried as letters without the picture, in negative, without specks and in their own
 * size too. (80 crops of Indonesian magazines, four languages.)
 */
function variantsOf(
  image: PageImage,
  prepared: Prepared,
  { script, sharp }: { readonly script: ScriptCode; readonly sharp: (() => Promise<Prepared>) | undefined },
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

/**
 * Reads a page, prepared for its script, and a few times more if much of its ink was passed over or the engine is
 * unsure (`variantsOf`), until one reading leaves nothing to complain of. The best is kept (`isBetter`). Boxes are in
 * pixels of `image`.
 */
export async function readWithSecondLook(
  image: PageImage,
  ink: Ink,
  { engine, model, script }: { readonly engine: OcrEngine; readonly model: Model; readonly script: ScriptCode },
): Promise<Reading> {
  const prepared = await prepare(image, ink, script);
  const read = async (
    { name, pageSegmentation }: Omit<Variant, "page">,
    moved: Moved & Partial<Pick<Prepared, "steps">>,
  ): Promise<{ name: string; reading: Reading }> => {
    const whole = await engine.recognise(moved.image, { model, pageSegmentation });
    const { page, mended } = prepared.crop
      ? { page: whole, mended: 0 }
      : await rereadLines(whole, moved.image, { engine, model });
    const found = movedBack(page, moved.toSource);
    const halved = found.scale === undefined ? [] : ["read at half its size, for the engine had failed"];
    const reread = mended === 0 ? [] : [`${mended} lines read again, each by itself`];
    const coverage = coverageOf(ink, found.blocks, image.dpi);
    return { name, reading: { ...found, coverage, steps: [...(moved.steps ?? []), ...halved, ...reread] } };
  };
  const usual = prepared.pageSegmentation;
  const first = await read({ name: usual, pageSegmentation: usual }, prepared);
  const why = complaint(first.reading, script, prepared);
  if (why === undefined) return first.reading;
  let best = first;
  let times = 1;
  const softened = SCRIPTS[script].soften > 0 && !prepared.crop;
  const sharp = softened ? () => prepare(image, ink, script, { soften: 0 }) : undefined;
  for (const variant of variantsOf(image, prepared, { script, sharp })) {
    // oxlint-disable-next-line no-await-in-loop -- one engine, one page at a time
    const page = await variant.page();
    if (page === undefined) continue;
    // oxlint-disable-next-line no-await-in-loop
    const next = await read(variant, page);
    times += 1;
    // The first must be beaten clearly, but once it is, the surest of the others is the best.
    const clearly = best === first || !prepared.crop ? CLEARLY : 1;
    if (isBetter(next.reading, best.reading, { crop: prepared.crop, clearly, script })) best = next;
    if (complaint(best.reading, script, prepared) === undefined) break;
  }
  const { name, reading } = best;
  return { ...reading, steps: [...reading.steps, `read ${times} times (${why}), kept ${name}`] };
}

/**
 * Whether a second reading is to be preferred. It must be better by a clear step, for the first looks for columns and
 * leaves ornaments alone; where the first passed over much ink, by confidence x coverage (confidence alone cannot see
 * what is missing), else by confidence alone (stamps and dirt read as text are ink covered, too). On a page it must not
 * be much shorter; in a crop the picture behind a headline is ink too, and what is read of it long and unsure.
 */
function isBetter(
  second: Reading,
  first: Reading,
  { crop, clearly, script }: { readonly crop: boolean; readonly clearly: number; readonly script: ScriptCode },
): boolean {
  if (first.text === "" || second.text === "") return second.text !== "";
  const usual = usualConfidence(script);
  const sure = second.confidence > usual * SURE && lettersOf(second) >= SURE_LETTERS;
  if (!crop && sure && first.confidence < usual * MADE_UP) return true;
  const least = crop && first.confidence < NONSENSE ? 0 : LEAST_LENGTH;
  if (lettersOf(second) < lettersOf(first) * least || second.coverage < LEAST_COVERAGE) return false;
  if (!crop && first.coverage < ENOUGH_COVERAGE) return worth(second) > worth(first) * clearly;
  return second.confidence > first.confidence * clearly;
}

/** Wide gaps are spaces in the text, many of them. */
function lettersOf({ text }: Reading): number {
  return text.replaceAll(/\s/gu, "").length;
}

function complaint(
  { text, confidence, coverage }: Reading,
  script: ScriptCode,
  { crop }: Prepared,
): string | undefined {
  const enough = crop ? ENOUGH_CONFIDENCE_IN_CROP : ENOUGH_CONFIDENCE;
  if (text === "") return "nothing found";
  if (coverage < ENOUGH_COVERAGE) return `coverage ${coverage.toFixed(2)}`;
  if (confidence < enough * usualConfidence(script)) return `confidence ${confidence.toFixed(2)}`;
  return undefined;
}

/** How good a reading is, to be compared with another of the same page; -1 if it has no text. */
export function worth({ text, confidence, coverage }: Omit<Reading, "steps">): number {
  return text === "" ? -1 : confidence * coverage;
}

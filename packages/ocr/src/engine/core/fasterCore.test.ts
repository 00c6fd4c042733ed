import { afterAll, beforeAll, expect, test } from "vitest";
import { flatPage, writtenPage } from "../../testImages.ts";
import type { PageImage } from "../../decode/pageImage.ts";
import type { PageSegmentation } from "../engine.ts";
import { type Model, resolveModels } from "../models.ts";
import { tesseractEngine } from "../tesseractEngine.ts";
import { libraryScript, startTesseractWorker } from "../tesseractWorker.ts";
import { fasterCore } from "./fasterCore.ts";

test("the installed core is the one that the places are known of", () => {
  const known = "tesseract.js has another core: find the places anew (insertions.ts), or everybody reads slowly";
  expect(fasterCore(), known).toBeDefined();
});

const ours = tesseractEngine();
const theirs = tesseractEngine({ start: () => startTesseractWorker(libraryScript()) });
let models: Map<string, Model>;
beforeAll(async () => {
  const names = ["spa", "tha", "ara", "kor"];
  models = new Map([...(await resolveModels(names))].map(([name, found]) => [name, { ...found, name }]));
});

afterAll(async () => {
  await ours.close();
  await theirs.close();
});

/** Letters, some of them faint, on a ground that is not even. */
async function uneven(page: Promise<PageImage>): Promise<PageImage> {
  const image = await page;
  let state = 1;
  const grey = image.grey.map((value, i) => {
    state = (state * 48_271) % 2_147_483_647;
    return Math.max(0, Math.min(255, Math.round(value * (0.6 + (i % image.width) / (4 * image.width)) + (state % 40))));
  });
  return { ...image, grey };
}

const PAGES: [name: string, page: () => Promise<PageImage>, mode: PageSegmentation][] = [
  ["a page", () => writtenPage(["LA TELA FINA", "EL MANTEL"], 640, 400), "auto"],
  ["an uneven line", () => uneven(writtenPage(["LA HIENA"], 480, 240)), "line"],
  ["nothing", async () => flatPage(300, 200), "auto"],
];

// Models of four scripts: their layers have other sizes.
test.each(["spa", "tha", "ara", "kor"])(
  "the model %s reads as with the library's core, to the last digit",
  async (name) => {
    const model = models.get(name);
    if (model === undefined) throw new Error(`no model ${name}`);
    for (const [what, page, pageSegmentation] of PAGES) {
      // oxlint-disable-next-line no-await-in-loop
      const image = await page();
      // oxlint-disable-next-line no-await-in-loop
      const [one, other] = await Promise.all(
        [ours, theirs].map((engine) => engine.recognise(image, { model, pageSegmentation })),
      );
      expect(one, what).toEqual(other);
    }
  },
);

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import {
  closeEngine,
  type ModelFiles,
  openScan,
  type PageScore,
  processEngine,
  readGoldSet,
  recognisePage,
  type Recognised,
  resolveModels,
  scoreSet,
  summarise,
} from "@malmoi/ocr";
import { type Language, LANGUAGES } from "@malmoi/schemas";
import type { RecipeName } from "./degradations/recipes.ts";
import { PAGE_FORMS } from "./forms/pageForms.ts";
import { makeScan } from "./makeScan.ts";
import { sampleText } from "./sampleText.ts";
import { pageStyle } from "./typeset/pageStyle.ts";

const HELP = `Measures recognition on a clean and on an aged page in every language of LANGUAGES.

  node --import tsx tests/scan-generator/measureLanguages.ts --texts DIR --out DIR [options]

DIR of --texts holds <tag>.txt, one sentence a line. The pages go to <out>/<tag>-clean and <out>/<tag>-aged as gold
sets, the table to standard output.

  --models DIR     folder of .traineddata files, looked into first
  --only TAG,TAG   these languages only
  --seed TEXT      the same seed gives the same bytes                                   [1]
`;

/** A5 at 300 dpi, as archives scan books. */
const PAGE = { width: 148, height: 210, margin: 15, points: 10, dpi: 300, firstPageNumber: null };
const RECIPES: Record<string, RecipeName> = { clean: "clean", aged: "archive" };
const FORM = PAGE_FORMS["grey-jpeg"];

type Score = ReturnType<typeof summarise>;

/** Makes the gold sets of a language, of one page each, and returns their folders. Throws if no font has its letters. */
async function makeSets(text: string, language: Language, out: string, seed: string): Promise<string[]> {
  const style = pageStyle(language, PAGE);
  const folders = [];
  for (const [name, recipe] of Object.entries(RECIPES)) {
    // oxlint-disable-next-line no-await-in-loop -- one page in memory at a time
    const [page] = await makeScan(text, language, style, recipe, `${seed}/${language.tag}`);
    if (page === undefined) throw new Error("nothing was printed");
    const folder = join(out, `${language.tag}-${name}`);
    mkdirSync(folder, { recursive: true });
    // oxlint-disable-next-line no-await-in-loop -- likewise
    const image = await FORM.write(page.image, { dpi: PAGE.dpi, quality: 85 });
    writeFileSync(join(folder, `page.${FORM.extension}`), image);
    writeFileSync(join(folder, "page.gt.txt"), page.truth);
    const note = `Synthetic: recipe ${recipe}, ${PAGE.dpi} dpi, ${style.families}, seed ${seed}.`;
    writeFileSync(join(folder, "set.json"), `${JSON.stringify({ language: language.tag, note }, null, 2)}\n`);
    folders.push(folder);
  }
  return folders;
}

/** Reads a page as a build does, in this process: to start others for two pages takes longer than to read them. */
async function recognise(path: string, language: Language, models: ModelFiles): Promise<Recognised> {
  const start = performance.now();
  const { format } = await openScan(path);
  const input = { path, format, page: 1, languages: [language.tag], models, textLayer: false };
  const page = await recognisePage(input, {
    engine: processEngine(),
    identify: () => language.tag,
    quality: () => undefined,
  });
  return { ...page, seconds: (performance.now() - start) / 1000 };
}

/** Of each recipe the rates of its page. Throws `ConfigError` MODEL_MISSING. */
async function evaluate(folders: readonly string[], language: Language, models: string | undefined): Promise<Score[]> {
  const found = await resolveModels([language.tesseract], models === undefined ? {} : { folder: models });
  const files = Object.fromEntries(found);
  const scores: Score[] = [];
  for (const folder of folders) {
    // oxlint-disable-next-line no-await-in-loop -- one page at a time
    const gold = await readGoldSet(folder, { language });
    const pages: PageScore[] = [];
    // oxlint-disable-next-line no-await-in-loop -- likewise
    for await (const score of scoreSet(gold, (path) => recognise(path, language, files))) pages.push(score);
    scores.push(summarise(pages));
  }
  return scores;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function cells(measured: readonly Score[]): string[] {
  const rates = measured.map(({ cer, failed }) => (failed > 0 ? "not read" : percent(cer)));
  const clusters = measured.map(({ cerClusters, failed }) => (failed > 0 ? "" : percent(cerClusters)));
  const confidence = measured.reduce((sum, score) => sum + score.confidence, 0) / Math.max(1, measured.length);
  return [...rates, ...clusters, confidence.toFixed(2)];
}

async function rowOf(language: Language, texts: string, out: string, seed: string, models?: string): Promise<string[]> {
  const head = [language.tag, language.name, language.tesseract];
  const file = join(texts, `${language.tag}.txt`);
  if (!existsSync(file)) return [...head, "no text", "", "", "", ""];
  const text = sampleText(readFileSync(file, "utf8").split("\n"), language);
  if (text === "") return [...head, "no text in its script", "", "", "", ""];
  try {
    return [...head, ...cells(await evaluate(await makeSets(text, language, out, seed), language, models))];
  } catch (error) {
    return [...head, error instanceof Error ? error.message : String(error), "", "", "", ""];
  }
}

const { values } = parseArgs({
  options: {
    texts: { type: "string" },
    out: { type: "string" },
    models: { type: "string" },
    only: { type: "string" },
    seed: { type: "string", default: "1" },
    help: { type: "boolean", short: "h" },
  },
});
if (values.help === true || values.texts === undefined || values.out === undefined) {
  console.log(HELP);
  process.exitCode = values.help === true ? 0 : 2;
} else {
  const only = values.only?.split(",");
  console.log("| language | name | model | CER clean | CER aged | clusters clean | clusters aged | confidence |");
  console.log("|---|---|---|---|---|---|---|---|");
  for (const language of LANGUAGES.filter(({ tag }) => only === undefined || only.includes(tag))) {
    // oxlint-disable-next-line no-await-in-loop -- one language at a time
    const row = await rowOf(language, values.texts, resolve(values.out), values.seed, values.models);
    console.log(`| ${row.join(" | ")} |`);
  }
  await closeEngine();
}

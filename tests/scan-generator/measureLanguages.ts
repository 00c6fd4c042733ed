import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Language, LANGUAGES } from "@malmoi/schemas";
import { z } from "zod";
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

/** What `malmoi eval ocr --json` says of one set. */
const Result = z.object({
  sets: z.record(
    z.string(),
    z.union([
      z.object({ cer: z.number(), cerClusters: z.number(), confidence: z.number(), failed: z.number() }),
      z.object({ error: z.object({ code: z.string(), message: z.string() }) }),
    ]),
  ),
});
type SetResult = z.infer<typeof Result>["sets"][string];

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

/** Runs `malmoi eval ocr --json`, in its own process so that nothing of one language is left for the next. */
function evaluate(folders: readonly string[], models: string | undefined): Promise<Record<string, SetResult>> {
  const main = fileURLToPath(new URL("../../packages/cli/src/main.ts", import.meta.url));
  const options = models === undefined ? [] : ["--models", models];
  const args = ["--import", "tsx", main, "eval", "ocr", ...folders, "--json", ...options];
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    let [out, problems] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (problems += chunk));
    child.on("error", fail);
    child.on("close", () => {
      try {
        done(Result.parse(JSON.parse(out)).sets);
      } catch {
        fail(new Error(problems.trim().split("\n")[0] ?? "no answer"));
      }
    });
  });
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function cells(results: readonly (SetResult | undefined)[]): string[] {
  const measured = [];
  for (const result of results) {
    if (result === undefined) return ["not measured", "", "", "", ""];
    if ("error" in result) {
      const missing = result.error.code === "MODEL_MISSING";
      return [missing ? "no model installed" : `${result.error.code}: ${result.error.message}`, "", "", "", ""];
    }
    measured.push(result);
  }
  const rates = measured.map((result) => (result.failed > 0 ? "not read" : percent(result.cer)));
  const clusters = measured.map((result) => (result.failed > 0 ? "" : percent(result.cerClusters)));
  const confidence = measured.reduce((sum, result) => sum + result.confidence, 0) / Math.max(1, measured.length);
  return [...rates, ...clusters, confidence.toFixed(2)];
}

async function rowOf(language: Language, texts: string, out: string, seed: string, models?: string): Promise<string[]> {
  const head = [language.tag, language.name, language.tesseract];
  const file = join(texts, `${language.tag}.txt`);
  if (!existsSync(file)) return [...head, "no text", "", "", "", ""];
  const text = sampleText(readFileSync(file, "utf8").split("\n"), language);
  if (text === "") return [...head, "no text in its script", "", "", "", ""];
  try {
    const sets = await evaluate(await makeSets(text, language, out, seed), models);
    return [...head, ...cells(Object.keys(RECIPES).map((name) => sets[`${language.tag}-${name}`]))];
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
}

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { parseArgs } from "node:util";
import { findLanguage, LANGUAGES } from "@malmoi/schemas";
import { isRecipeName, RECIPES } from "./degradations/recipes.ts";
import { isPageFormName, PAGE_FORMS } from "./forms/pageForms.ts";
import { makeScan } from "./makeScan.ts";
import { type PageStyle, pageStyle } from "./typeset/pageStyle.ts";

const HELP = `Makes scanned pages with known text: a gold set for \`malmoi eval ocr\`, in any language.

  node --import tsx tests/scan-generator/main.ts --text FILE --language TAG --out DIR [options]

For each page of FILE it writes DIR/<name>-<page>.<ext> and DIR/<name>-<page>.gt.txt, and one DIR/set.json.
FILE is plain UTF-8: paragraphs separated by empty lines, a form feed begins a page, a short first paragraph without
a full stop is the title.

  --text FILE           the text to print
  --language TAG        such as tha_Thai; ${LANGUAGES.length} are known
  --out DIR             made if it is not there
  --name NAME           first part of the file names                                    [name of FILE]
  --recipe NAME         ${Object.keys(RECIPES).join(", ")}   [archive]
  --form NAME           ${Object.keys(PAGE_FORMS).join(", ")}   [grey-jpeg]
  --seed TEXT           the same seed gives the same bytes                              [1]
  --dpi N               150-400                                                         [200]
  --points N            size of the letters                                             [9.5]
  --width N --height N  of the page in millimetres                                      [105 148]
  --margin N            in millimetres                                                  [12]
  --leading N           distance of lines, 1 = as the font wants it                     [1]
  --style serif|sans    which Noto family                                               [serif]
  --font FAMILIES       fontconfig families instead, comma-separated
  --running-head TEXT   printed above every page but the first
  --ragged              lines do not end flush
  --quality N           of JPEG, 1-100                                                  [70]
  --help

Example:
  node --import tsx tests/scan-generator/main.ts --text pipelines/demo/texts/tha-weather.txt --language tha_Thai \\
    --out /tmp/gold/thai --recipe newspaper --dpi 150
`;

/** A mistake in the command line; shown without a stack. */
class UsageError extends Error {}

async function main(): Promise<void> {
  const { values } = parse();
  if (values.help === true) {
    console.log(HELP);
    return;
  }
  const { text, out, recipe, form } = values;
  const language = findLanguage(values.language ?? "");
  if (text === undefined || out === undefined) throw new UsageError("--text, --language and --out are needed");
  if (language === undefined) {
    const known = LANGUAGES.map(({ tag }) => tag).join(" ");
    throw new UsageError(`unknown --language ${values.language ?? ""}; known are ${known}`);
  }
  if (!isRecipeName(recipe)) throw new UsageError(`unknown --recipe ${recipe}`);
  if (!isPageFormName(form)) throw new UsageError(`unknown --form ${form}`);
  const fontStyle = values.style;
  if (fontStyle !== "serif" && fontStyle !== "sans") throw new UsageError(`--style is serif or sans, not ${fontStyle}`);

  const dpi = number("dpi", values.dpi, 72, 600);
  const quality = number("quality", values.quality, 1, 100);
  const base: PageStyle = pageStyle(language, {
    font: fontStyle,
    dpi,
    points: number("points", values.points, 4, 72),
    width: number("width", values.width, 30, 500),
    height: number("height", values.height, 30, 700),
    margin: number("margin", values.margin, 0, 100),
    leading: number("leading", values.leading, 1, 3),
    justify: values.ragged !== true,
    runningHead: values["running-head"]?.normalize("NFC") ?? null,
  });
  const style = values.font === undefined ? base : { ...base, families: values.font };
  const name = values.name ?? basename(text, extname(text));

  const pages = await makeScan(readFileSync(text, "utf8"), language, style, recipe, values.seed);
  mkdirSync(out, { recursive: true });
  for (const [index, page] of pages.entries()) {
    const stem = join(out, `${name}-${String(index + 1).padStart(3, "0")}`);
    // oxlint-disable-next-line no-await-in-loop -- one page in memory at a time
    writeFileSync(`${stem}.${PAGE_FORMS[form].extension}`, await PAGE_FORMS[form].write(page.image, { dpi, quality }));
    writeFileSync(`${stem}.gt.txt`, page.truth);
  }
  const note = `Synthetic: recipe ${recipe}, form ${form}, ${dpi} dpi, ${style.families}, seed ${values.seed}.`;
  writeFileSync(join(out, "set.json"), `${JSON.stringify({ language: language.tag, note }, null, 2)}\n`);
  console.log(`${pages.length} ${pages.length === 1 ? "page" : "pages"} of ${language.name} in ${out}`);
}

function parse() {
  try {
    return parseArgs({
      options: {
        text: { type: "string" },
        language: { type: "string" },
        out: { type: "string" },
        name: { type: "string" },
        recipe: { type: "string", default: "archive" },
        form: { type: "string", default: "grey-jpeg" },
        seed: { type: "string", default: "1" },
        dpi: { type: "string", default: "200" },
        points: { type: "string", default: "9.5" },
        width: { type: "string", default: "105" },
        height: { type: "string", default: "148" },
        margin: { type: "string", default: "12" },
        leading: { type: "string", default: "1" },
        style: { type: "string", default: "serif" },
        font: { type: "string" },
        "running-head": { type: "string" },
        ragged: { type: "boolean" },
        quality: { type: "string", default: "70" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function number(option: string, value: string, low: number, high: number): number {
  const parsed = Number(value);
  if (!(parsed >= low && parsed <= high)) {
    throw new UsageError(`--${option} must be a number from ${low} to ${high}, not ${value}`);
  }
  return parsed;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  if (error instanceof UsageError) console.error("See --help.");
  process.exitCode = 2;
}

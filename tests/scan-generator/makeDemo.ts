import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findLanguage, Submission } from "@malmoi/schemas";
import { DEMO, type DemoFile } from "./demoTable.ts";
import { g4Tiff } from "./forms/g4Tiff.ts";
import { imagePdf } from "./forms/imagePdf.ts";
import { greyJpeg, type ImageOptions } from "./forms/jpeg.ts";
import { PAGE_FORMS } from "./forms/pageForms.ts";
import { textPdf } from "./forms/textPdf.ts";
import { truncated } from "./forms/truncated.ts";
import { makeBlankScan, makeScan, type ScannedPage } from "./makeScan.ts";
import { pageStyle } from "./typeset/pageStyle.ts";

const HELP = `Makes pipelines/demo/scans/ from pipelines/demo/texts/, by the table in demoTable.ts.

  node --import tsx tests/scan-generator/makeDemo.ts [--only PART] [--truth DIR]

  --only PART    only files whose path contains PART
  --truth DIR    also writes every scanned page as DIR/<tag>/<name>-<page>.png with its .gt.txt: gold sets of the demo
`;

interface MadeFile {
  readonly bytes: Buffer;
  readonly pages: readonly ScannedPage[];
}

const demo = fileURLToPath(new URL("../../pipelines/demo/", import.meta.url));

async function makeFile(file: DemoFile, made: ReadonlyMap<string, MadeFile>): Promise<MadeFile> {
  const language = findLanguage(file.language);
  if (language === undefined) throw new Error(`${file.path}: unknown language ${file.language}`);
  const { form } = file;
  const style = pageStyle(language, file.style);
  const options: ImageOptions = { dpi: style.dpi, quality: file.quality ?? 75 };

  if (form.kind === "copy") {
    const original = made.get(form.of);
    if (original === undefined) throw new Error(`${file.path}: ${form.of} must stand before it`);
    return { bytes: original.bytes, pages: [] };
  }
  if (form.kind === "blank") {
    const { image } = await makeBlankScan(style, file.recipe, file.path);
    return { bytes: await PAGE_FORMS[form.form].write(image, options), pages: [] };
  }
  const plain = readFileSync(join(demo, "texts", `${file.text ?? ""}.txt`), "utf8");
  if (form.kind === "text-pdf") return { bytes: textPdf(plain, language).bytes, pages: [] };

  const pages = await makeScan(plain, language, style, file.recipe, file.path);
  const images = pages.map(({ image }) => image);
  if (form.kind === "g4-tiff") return { bytes: await g4Tiff(images, options), pages };
  if (form.kind === "image-pdf") {
    const jpegs = await Promise.all(images.map((image) => greyJpeg(image, options)));
    return { bytes: await imagePdf(jpegs, options), pages };
  }
  const [image, ...more] = images;
  if (image === undefined || more.length > 0) throw new Error(`${file.path}: ${images.length} pages do not go into it`);
  const bytes = await PAGE_FORMS[form.form].write(image, options);
  return form.kind === "truncated" ? { bytes: truncated(bytes, form.share), pages: [] } : { bytes, pages };
}

/** What the demonstration institution says about its files. */
function submission(): Submission {
  return Submission.parse({
    institution: "Malmoi demonstration collection",
    collection: "Synthetic scans of texts written for Malmoi",
    rights: "https://creativecommons.org/publicdomain/zero/1.0/",
    license: "CC0-1.0",
    documents: DEMO.map(({ path, title, date, language, declared }) => ({
      path,
      title,
      date,
      ...(declared ? { language } : {}),
    })),
  });
}

async function writeTruth(folder: string, file: DemoFile, pages: readonly ScannedPage[]): Promise<void> {
  const set = join(folder, file.language);
  mkdirSync(set, { recursive: true });
  writeFileSync(
    join(set, "set.json"),
    `${JSON.stringify({ language: file.language, note: "Malmoi demo" }, null, 2)}\n`,
  );
  for (const [index, { image, truth }] of pages.entries()) {
    const stem = join(set, `${file.path.replaceAll(/[/.]/g, "-")}-${index + 1}`);
    // oxlint-disable-next-line no-await-in-loop -- one page in memory at a time
    writeFileSync(`${stem}.png`, await PAGE_FORMS.png.write(image, { dpi: file.style?.dpi ?? 200, quality: 60 }));
    writeFileSync(`${stem}.gt.txt`, truth);
  }
}

const { values } = parseArgs({
  options: { only: { type: "string" }, truth: { type: "string" }, help: { type: "boolean", short: "h" } },
});
if (values.help === true) {
  console.log(HELP);
} else {
  const made = new Map<string, MadeFile>();
  for (const file of DEMO) {
    if (!file.path.includes(values.only ?? "")) continue;
    // oxlint-disable-next-line no-await-in-loop -- copies need their originals
    const result = await makeFile(file, made);
    made.set(file.path, result);
    const path = join(demo, "scans", file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, result.bytes);
    // oxlint-disable-next-line no-await-in-loop -- gentle on memory
    if (values.truth !== undefined && result.pages.length > 0) await writeTruth(values.truth, file, result.pages);
    console.log(`${file.path}  ${(result.bytes.length / 1024).toFixed(0)} KiB`);
  }
  writeFileSync(join(demo, "scans", "submission.json"), `${JSON.stringify(submission(), null, 2)}\n`);
}

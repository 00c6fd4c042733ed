import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { stringify } from "yaml";
import { ROOT } from "./malmoi.ts";

const DEMO = join(ROOT, "pipelines/demo/scans");

/**
 * Scans that are read in a fraction of a second: the first lines of demo pages. `share` is how much of the page's
 * height is kept.
 */
async function crop(name: string, share: number): Promise<Buffer> {
  const page = sharp(join(DEMO, name)).rotate();
  const { width, height } = await page.metadata();
  return await page
    .extract({ left: 0, top: 0, width, height: Math.round(height * share) })
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** A small corpus with every kind of ending: published, dropped, duplicate, blank, quarantined, ignored. */
export async function writeTinyScans(folder: string): Promise<void> {
  await mkdir(join(folder, "old"), { recursive: true });
  const korean = await crop("korea/library.jpg", 0.3);
  const spanish = await crop("latin-america/maize.jpg", 0.3);
  await writeFile(join(folder, "korean.jpg"), korean);
  await writeFile(join(folder, "old/korean-copy.jpg"), korean);
  await writeFile(join(folder, "spanish.jpg"), spanish);
  await writeFile(join(folder, "english.jpg"), await crop("latin-america/weather.jpg", 0.35));
  await writeFile(join(folder, "truncated.jpg"), spanish.subarray(0, spanish.length / 2));
  await writeFile(
    join(folder, "blank.png"),
    await sharp({ create: { width: 600, height: 800, channels: 3, background: "#f4efe2" } })
      .png()
      .toBuffer(),
  );
  await writeFile(join(folder, "notes.txt"), "A transcript somebody left here.\n");
  await writeFile(join(folder, "empty.tif"), "");
  await writeFile(join(folder, "submission.json"), JSON.stringify(SUBMISSION));
}

/** Declared languages save the time of choosing a model; the English page is left to it. */
const SUBMISSION = {
  institution: "Test archive",
  rights: "https://creativecommons.org/publicdomain/zero/1.0/",
  license: "CC0-1.0",
  documents: [
    { path: "korean.jpg", language: "kor_Hang", title: "강가의 도서관" },
    { path: "spanish.jpg", language: "spa_Latn" },
  ],
};

/** One more scan for a corpus that exists already. */
export async function addTinyScan(folder: string): Promise<void> {
  await writeFile(join(folder, "turkish.jpg"), await crop("middle-east/harvest.jpg", 0.3));
}

/** Another scan of the English page: smaller, beside its place, in another format. */
export async function addSecondScan(folder: string): Promise<void> {
  const page = sharp(join(folder, "english.jpg"));
  const { width } = await page.metadata();
  const smaller = page.resize({ width: Math.round(width * 0.95) }).extend({ left: 20, top: 11, background: "#f4efe2" });
  await smaller.png().toFile(join(folder, "english-again.png"));
}

/** Writes a pipeline file for tiny scans, which have far fewer words than is usual. */
export async function writeTinyPipeline(file: string, change: Record<string, unknown> = {}): Promise<void> {
  const pipeline = {
    name: "tiny",
    input: [{ path: "scans" }],
    languages: ["spa_Latn", "kor_Hang", "tur_Latn"],
    dataset: { title: "Tiny" },
    clean: { thresholds: { word_count: { min: 3 }, stop_word_count: null } },
    ...change,
  };
  await writeFile(file, stringify(pipeline));
}

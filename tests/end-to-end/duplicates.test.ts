import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { words } from "@malmoi/core";
import { findLanguage, type Language } from "@malmoi/schemas";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { textPdf } from "../scan-generator/forms/textPdf.ts";
import { malmoi, ROOT } from "../support/malmoi.ts";
import { writeTinyPipeline } from "../support/tinyScans.ts";

let folder: string;
let corpus: string;
let book: string;
let spanish: Language;

const demoText = async (name: string): Promise<string> =>
  await readFile(join(ROOT, "pipelines/demo/texts", `${name}.txt`), "utf8");

/** A scan with a text layer, so that nothing needs to be recognised. */
async function addScan(name: string, text: string, scans = "scans"): Promise<void> {
  await writeFile(join(folder, scans, `${name}.pdf`), textPdf(text, spanish).bytes);
}

const Found = z.object({
  id: z.string(),
  source_id: z.string(),
  duplicate_cluster: z.string(),
  duplicate_count: z.coerce.number(),
  duplicate_kind: z.string().nullable(),
  near_duplicate_of_release: z.string().nullable(),
});

async function rows(): Promise<Map<string, z.infer<typeof Found>>> {
  const columns = Object.keys(Found.shape).join(", ");
  const { stdout } = await malmoi("inspect", corpus, "--json", "--sql", `SELECT ${columns} FROM release`);
  const found = stdout
    .trim()
    .split("\n")
    .map((line) => Found.parse(JSON.parse(line)));
  return new Map(found.map((row) => [row.source_id, row]));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-duplicates-"));
  corpus = join(folder, "corpus");
  await mkdir(join(folder, "scans"));
  const found = findLanguage("spa_Latn");
  if (found === undefined) throw new Error("no Spanish");
  spanish = found;
  book = `${await demoText("spa-harvest")}\n\n${await demoText("spa-school")}`;
  await writeTinyPipeline(join(folder, "pipeline.yaml"), { languages: ["spa_Latn"] });
  await addScan("book", book);
  await addScan("chapter", await demoText("spa-harvest").then((text) => text.slice(0, text.length / 2)));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const build = (): ReturnType<typeof malmoi> => malmoi("build", join(folder, "pipeline.yaml"), "--corpus", corpus);

// Each test goes on where the one before it ended.
describe.sequential("a corpus with duplicates", { shuffle: false }, () => {
  test("a chapter gives way to its book, and the row says so", async () => {
    expect(await build()).toMatchObject({ code: 0, stderr: "" });
    const found = await rows();
    const whole = found.get("book.pdf");
    expect(whole).toMatchObject({ duplicate_cluster: whole?.id, duplicate_count: 2, duplicate_kind: null });
    expect(found.get("chapter.pdf")).toMatchObject({
      duplicate_cluster: whole?.id,
      duplicate_kind: "contained",
      near_duplicate_of_release: null,
    });
  });

  test("inspect --cluster shows the members side by side, asked for by any of them", async () => {
    const shown = await malmoi("inspect", corpus, "--cluster", "chapter.pdf");
    expect(shown.code).toBe(0);
    expect(shown.stdout).toMatch(/stands .*scans\/book\.pdf\n.*contained 100\.0 % .*scans\/chapter\.pdf\n/);
    expect(shown.stdout).toMatch(/--- [\d,]+ words the same ---/);
    expect(shown.stdout).toContain("[-");
    const json = await malmoi("inspect", corpus, "--cluster", "book.pdf", "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({
      size: 2,
      members: [
        { path: "scans/book.pdf", stands: true, changes: [] },
        { path: "scans/chapter.pdf", stands: false, kind: "contained", outcome: "duplicate" },
      ],
    });
    expect((await malmoi("inspect", corpus, "--cluster", "nothing.pdf")).code).toBe(2);
  });

  test("what is published stays: a longer copy that comes later is left out, with the row it repeats", async () => {
    const { code } = await malmoi("publish", corpus, "--to", join(folder, "public"));
    expect(code).toBe(0);
    await addScan("edition", `${book}\n\nFin de la obra. Se acabó de imprimir en la imprenta del pueblo.`);
    await build();
    const found = await rows();
    const whole = found.get("book.pdf");
    expect(whole?.duplicate_kind).toBeNull();
    expect(found.get("edition.pdf")).toMatchObject({
      duplicate_cluster: whole?.id,
      duplicate_kind: "near",
      near_duplicate_of_release: whole?.id,
    });
    const listed = await malmoi("inspect", corpus, "edition.pdf");
    expect(listed.stdout).toMatch(/duplicate of \S+\n +duplicate_of_release: near /);
  });
});

const HEAD =
  "Ministerio de Fomento y Obras Públicas de la República, Dirección General de Agricultura, Oficina de la Provincia.";

test("a letterhead is counted, and taken out where the pipeline says so; what is published is of the rest", async () => {
  const letters = join(folder, "letters");
  await mkdir(letters);
  const [, one = "", two = ""] = (await demoText("spa-harvest")).split("\n\n");
  const [, three = ""] = (await demoText("spa-school")).split("\n\n");
  for (const [index, text] of [one, two, three].entries()) {
    await addScan(`letter-${index}`, `${HEAD}\n\n${text}`, "letters");
  }
  const pipeline = join(folder, "letters.yaml");
  const change = {
    input: [{ path: "letters" }],
    languages: ["spa_Latn"],
    dedupe: { removeRepeated: 3 },
    clean: { thresholds: { word_count: { min: 60 } } },
  };
  await writeTinyPipeline(pipeline, change);
  const letterCorpus = join(folder, "letter-corpus");
  expect(await malmoi("build", pipeline, "--corpus", letterCorpus)).toMatchObject({ code: 0, stderr: "" });
  const sql = `SELECT text, pages[-1] AS "end", char_count, word_count, signals.word_count AS counted,
    signals.mean_word_length AS length, repeated_para_ratio AS share, len(removed_reasons) AS reasons FROM release ORDER BY 1`;
  const { stdout } = await malmoi("inspect", letterCorpus, "--json", "--sql", sql);
  const number = z.coerce.number();
  const Letter = z.object({
    text: z.string(),
    end: number,
    char_count: number,
    word_count: number,
    counted: number,
    length: number,
    share: number,
    reasons: number,
  });
  const found = stdout
    .trim()
    .split("\n")
    .map((line) => Letter.parse(JSON.parse(line)));
  // One is long enough with its letterhead only.
  expect(found.map(({ counted, reasons }) => [counted >= 60, reasons])).toEqual([
    [true, 0],
    [true, 0],
    [false, 1],
  ]);
  for (const { text, end, char_count, word_count, counted, length, share } of found) {
    expect(text).not.toContain("Ministerio");
    const own = words(text);
    expect([word_count, counted]).toEqual([own.length, own.length]);
    expect(length).toBeCloseTo(own.reduce((sum, word) => sum + Array.from(word).length, 0) / own.length, 3);
    expect([end, char_count]).toEqual([text.length, text.length]);
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.4);
  }
  const shown = await malmoi("inspect", letterCorpus, "letter-1.pdf");
  expect(shown.stdout).toMatch(/paragraphs that others have\n +3 documents +taken out/);
  const short = await malmoi("inspect", letterCorpus, "letter-2.pdf");
  expect(short.stdout).toMatch(/word_count +58/);
});

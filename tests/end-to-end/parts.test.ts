import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Page } from "@malmoi/schemas";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { malmoi, ROOT } from "../support/malmoi.ts";
import { writeTinyScans } from "../support/tinyScans.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-parts-"));
  await writeTinyScans(folder);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

test("ocr prints the text of what can be read, and names what cannot", async () => {
  const spanish = join(folder, "spanish.jpg");
  const { code, stdout, stderr } = await malmoi(
    "ocr",
    join(folder, "truncated.jpg"),
    spanish,
    "--language",
    "spa_Latn",
  );
  expect(code).toBe(3);
  expect(stderr).toContain("truncated.jpg: the JPEG file is cut off");
  expect(stdout).toMatch(/\bmaíz\b/i);
  expect(stdout.endsWith("\f")).toBe(true);
});

test("ocr --format json gives words with boxes inside the page", async () => {
  const { code, stdout } = await malmoi(
    "ocr",
    join(folder, "korean.jpg"),
    "--language",
    "kor_Hang",
    "--format",
    "json",
  );
  expect(code).toBe(0);
  const page = Page.extend({ file: z.string() }).parse(JSON.parse(stdout));
  const words = page.blocks.flatMap(({ lines }) => lines).flatMap((line) => line.words);
  expect(words.length).toBeGreaterThan(5);
  for (const { bbox } of words) {
    const [left, top, right, bottom] = bbox;
    expect(left).toBeLessThan(right);
    expect(top).toBeLessThan(bottom);
    expect(right).toBeLessThanOrEqual(page.width);
    expect(bottom).toBeLessThanOrEqual(page.height);
  }
  expect(page.text).toContain("도서관");
});

test("ocr says which tags there are", async () => {
  expect(await malmoi("ocr", "x.png", "--language", "thai")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("malmoi languages"),
  });
});

test("identify names the language of a text", async () => {
  const { code, stdout } = await malmoi("identify", join(ROOT, "pipelines/demo/texts/vie-river.txt"), "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ language: "vie_Latn", script: "Latn" });
  expect(await malmoi("identify", join(folder, "none.txt"))).toMatchObject({ code: 2 });
});

test("eval ocr measures a gold set, and a wrong truth costs what it should", async () => {
  const gold = join(folder, "gold-lines");
  const { stdout } = await malmoi("ocr", join(folder, "spanish.jpg"), "--language", "spa_Latn");
  const read = stdout.replaceAll("\f", "").trim();
  await mkdir(gold);
  await writeFile(join(gold, "set.json"), '{"language": "spa_Latn"}');
  await copyFile(join(folder, "spanish.jpg"), join(gold, "page.jpg"));
  await writeFile(join(gold, "page.gt.txt"), read);
  const Result = z.object({
    total: z.strictObject({ cer: z.number(), wer: z.number(), pages: z.int() }),
    sets: z.json(),
  });
  const perfect = await malmoi("eval", "ocr", gold, "--json");
  expect(Result.parse(JSON.parse(perfect.stdout)).total).toEqual({ cer: 0, wer: 0, pages: 1 });

  // Ten more characters in the truth are ten edits.
  await writeFile(join(gold, "page.gt.txt"), `${read} abcdefghi`);
  const { total } = Result.parse(JSON.parse((await malmoi("eval", "ocr", gold, "--json")).stdout));
  const length = Array.from((await readFile(join(gold, "page.gt.txt"), "utf8")).replaceAll(/\s+/g, " ")).length;
  expect(total.cer).toBeCloseTo(10 / length, 2);
  expect(await malmoi("eval", "ocr", folder)).toMatchObject({ code: 2, stderr: expect.stringContaining("no scan") });
});

test("identification says which lines are in which language, and how sure it is", async () => {
  const file = join(folder, "mixed.txt");
  const spanish = "Todos los seres humanos nacen libres e iguales en dignidad y derechos.";
  const thai = "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ";
  await writeFile(file, `${spanish}\n${spanish}\n${thai}\n`);
  const { code, stdout } = await malmoi("identify", file, "--segments");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^spa_Latn {2}Spanish {2}\(script Latn\)\nscore 0\.\d\d, margin 0\.\d\d, by Malmoi's model\n/);
  expect(stdout).toMatch(/\n +spa_Latn +[01]\.\d\d +Todos los seres/);
  expect(stdout).toMatch(/\n +tha_Thai +1\.00 +มนุษย์/);
});

test("languages are measured on a folder of lines, as table, JSON and picture", async () => {
  const gold = join(folder, "language-gold");
  await mkdir(gold);
  await writeFile(
    join(gold, "spa_Latn.txt"),
    "El maíz se siembra en abril y se cosecha en otoño.\nLa niña lee un libro.\n",
  );
  await writeFile(join(gold, "vie_Latn.txt"), "Hôm nay trời đẹp và chúng tôi đi ra chợ.\nEm bé đang đọc sách.\n");
  await writeFile(join(gold, "notes.txt"), "beside the gold\n");
  const report = join(folder, "languages.html");
  const { code, stdout } = await malmoi("eval", "language", gold, "--report", report);
  expect(code).toBe(0);
  expect(stdout).toMatch(/single lines +4 +100\.0 %/);
  expect(stdout).toContain("notes.txt");
  expect(await readFile(report, "utf8")).toContain("Who is taken for whom");
  const json = await malmoi("eval", "language", gold, "--json");
  expect(JSON.parse(json.stdout)).toMatchObject({ total: { macroF1: 1, accuracy: 1, sentences: 4 } });
  expect(await malmoi("eval", "language", join(folder, "nowhere"))).toMatchObject({ code: 2 });
});

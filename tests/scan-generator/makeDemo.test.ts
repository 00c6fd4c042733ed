import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findLanguage, Submission } from "@malmoi/schemas";
import sharp from "sharp";
import { expect, test } from "vitest";
import { DEMO } from "./demoTable.ts";

const demo = (path: string): string => fileURLToPath(new URL(`../../pipelines/demo/${path}`, import.meta.url));

test("the submission names every file of the table, and every file is there", () => {
  const submission = Submission.parse(JSON.parse(readFileSync(demo("scans/submission.json"), "utf8")));
  expect(submission.documents.map(({ path }) => path)).toEqual(DEMO.map(({ path }) => path));
  for (const { path } of DEMO) expect(existsSync(demo(`scans/${path}`)), path).toBe(true);
});

test("every text is NFC and in a known language", () => {
  for (const { text, language } of DEMO) {
    expect(findLanguage(language), language).toBeDefined();
    if (text === null) continue;
    const plain = readFileSync(demo(`texts/${text}.txt`), "utf8");
    expect(plain, text).toBe(plain.normalize("NFC"));
  }
});

test("the forms are what the table says", async () => {
  const read = (path: string): Buffer => readFileSync(demo(`scans/${path}`));
  expect(await sharp(read("latin-america/river.tif")).metadata()).toMatchObject({ pages: 3, bitsPerSample: 1 });
  expect(await sharp(read("middle-east/bread.jpg")).metadata()).toMatchObject({ space: "cmyk" });
  expect(await sharp(read("asean/thailand/weaving.png")).metadata()).toMatchObject({ hasAlpha: true });
  expect(await sharp(read("asean/vietnam/river.jpg")).metadata()).toMatchObject({ channels: 3, density: 150 });
  expect(read("asean/indonesia/market.jpg").equals(read("asean/indonesia/market-copy.jpg"))).toBe(true);
  expect(read("middle-east/old-market.pdf").toString("latin1")).toContain("/Count 2");
  expect(read("asean/indonesia/harbour.pdf").toString("latin1")).toContain("/Helvetica");
  await expect(sharp(read("latin-america/school.jpg"), { failOn: "truncated" }).raw().toBuffer()).rejects.toThrow();
});

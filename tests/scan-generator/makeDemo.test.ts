import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findLanguage, Submission } from "@malmoi/schemas";
import sharp from "sharp";
import { expect, test } from "vitest";
import { DEMO } from "./demoTable.ts";

const demo = (path: string): string => fileURLToPath(new URL(`../../pipelines/demo/${path}`, import.meta.url));

function scan(path: string): Buffer {
  return readFileSync(demo(`scans/${path}`));
}

test("the submission names every file of the table", () => {
  const submission = Submission.parse(JSON.parse(readFileSync(demo("scans/submission.json"), "utf8")));
  expect(submission.documents.map(({ path }) => path)).toEqual(DEMO.map(({ path }) => path));
});

test.each(DEMO)("$path is there, its text is NFC and its language known", ({ path, text, language }) => {
  expect(existsSync(demo(`scans/${path}`))).toBe(true);
  expect(findLanguage(language)).toBeDefined();
  const plain = text === null ? "" : readFileSync(demo(`texts/${text}.txt`), "utf8");
  expect(plain).toBe(plain.normalize("NFC"));
});

test("the forms are what the table says", async () => {
  expect(await sharp(scan("korea/library.jpg")).metadata()).toMatchObject({ channels: 1, density: 200 });
  expect(await sharp(scan("latin-america/river.tif")).metadata()).toMatchObject({ pages: 3, bitsPerSample: 1 });
  expect(await sharp(scan("middle-east/bread.jpg")).metadata()).toMatchObject({ space: "cmyk" });
  expect(await sharp(scan("asean/thailand/weaving.png")).metadata()).toMatchObject({ hasAlpha: true });
  expect(await sharp(scan("asean/vietnam/river.jpg")).metadata()).toMatchObject({ channels: 3, density: 150 });
  expect(scan("asean/indonesia/market.jpg").equals(scan("asean/indonesia/market-copy.jpg"))).toBe(true);
  expect(scan("middle-east/old-market.pdf").toString("latin1")).toContain("/Count 2");
  expect(scan("asean/indonesia/harbour.pdf").toString("latin1")).toContain("/Helvetica");
  const truncated = sharp(scan("latin-america/school.jpg"), { failOn: "truncated" }).raw().toBuffer();
  await expect(truncated).rejects.toThrow(/premature end/i);
});

import { mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closePdf, withPdf } from "./pdfFile.ts";
import { readContent, renderGrey, withPage } from "./pdfPage.ts";
import { makePdf } from "./testPdf.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-pdf-"));
});
afterAll(async () => {
  closePdf();
  await rm(folder, { recursive: true });
});

async function put(bytes: Uint8Array): Promise<string> {
  const path = join(folder, `${Math.random()}.pdf`);
  await writeFile(path, bytes);
  return path;
}

const textOf = (path: string): Promise<string> =>
  withPdf(path, (file) => withPage(file, 1, (page, module) => readContent(module, page).text));

test("counts pages and reads text, before and after rendering", async () => {
  const path = await put(makePdf({ text: "Buenos dias", pages: 3 }));
  expect(await withPdf(path, ({ pages }) => pages)).toBe(3);
  expect(await textOf(path)).toBe("Buenos dias");
  const grey = await withPdf(path, (file) => withPage(file, 2, (page, module) => renderGrey(module, page, 612, 792)));
  expect(grey.length).toBe(612 * 792);
  expect(grey.reduce((a, b) => Math.min(a, b))).toBeLessThan(100);
  expect(grey[0]).toBe(255);
  expect(await textOf(path)).toBe("Buenos dias");
});

test("says where images are, and which text is invisible", async () => {
  const path = await put(makePdf({ text: "hidden", renderMode: 3, image: new Uint8Array(9), imageSize: [70_000, 50] }));
  const content = await withPdf(path, (file) => withPage(file, 1, (page, module) => readContent(module, page)));
  expect(content).toMatchObject({ width: 612, height: 792, invisibleShare: 1 });
  expect(content.images).toMatchObject([{ width: 612, height: 792 }]);
});

test("a file that changed is opened again", async () => {
  const path = await put(makePdf({ text: "first" }));
  expect(await textOf(path)).toBe("first");
  await writeFile(path, makePdf({ text: "second" }));
  await utimes(path, new Date(), new Date("2030-01-01"));
  expect(await textOf(path)).toBe("second");
});

test("many files one after the other do not fill PDFium's memory", async () => {
  const path = await put(makePdf({ text: "x".repeat(2_000_000) }));
  const other = await put(makePdf({ text: "y" }));
  const sizes: number[] = [];
  for (let i = 0; i < 30; i += 1) {
    await withPdf(path, () => undefined);
    sizes.push(await withPdf(other, ({ module }) => module.HEAPU8.length));
  }
  expect(new Set(sizes.slice(2)).size).toBe(1);
});

test("damaged files and pages are the file's fault", async () => {
  const whole = makePdf({ text: "x", pages: 2 });
  await expect(withPdf(await put(Buffer.from("%PDF-1.4\nrubbish")), () => 0)).rejects.toMatchObject({
    kind: "input",
    code: "PDF_BROKEN",
  });
  const path = await put(whole);
  const missing = withPdf(path, (file) => withPage(file, 9, () => 0));
  await expect(missing).rejects.toMatchObject({ kind: "input", code: "PDF_PAGE_BROKEN" });
  const bytes = await readFile(path);
  expect(bytes.equals(whole)).toBe(true);
});

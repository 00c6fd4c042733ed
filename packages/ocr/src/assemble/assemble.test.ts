import { type TaskContext, makeTask, repairMarks, sha256 } from "@malmoi/core";
import { Document, type FileRef, type Page } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { summarisePage } from "../page/ocrPageStage.ts";
import { assemble } from "./assemble.ts";
import { assembleStage, type AssembleItem } from "./assembleStage.ts";
import { toPageLines } from "./pageLines.ts";

const SCAN = { sha256: "0123456789abcdef".repeat(4), bytes: 10, format: "pdf", pages: 4 } as const;

function page(number: number, text: string): Page {
  const source = text === "" ? "blank" : "ocr";
  const size = { width: 10, height: 20, dpi: 300, ink: 0.1, coverage: 0.9, steps: [] };
  return { number, ...size, source, extractor: "x", text, confidence: 0.8, blocks: [] };
}

const assembled = (texts: readonly string[], declared?: string): Document =>
  assemble(
    SCAN.sha256,
    texts.map((text, index) => toPageLines(page(index + 1, text))),
    declared,
  );

/** The text of each page by its end, as Python slices it. */
function slices({ text, pages }: Document): string[] {
  const points = Array.from(text);
  return pages.map(({ end }, index) => points.slice(pages[index - 1]?.end ?? 0, end).join(""));
}

test("pages stand in the order of their numbers; a missing page leaves its number out", () => {
  const document = assemble(SCAN.sha256, [page(4, "four"), page(1, ""), page(2, "two")].map(toPageLines));
  expect(document.id).toBe("0123456789abcdef0123456789abcdef");
  expect(document.pages.map(({ number, end, source }) => [number, end, source])).toEqual([
    [1, 0, "blank"],
    [2, 3, "ocr"],
    [4, 9, "ocr"],
  ]);
  expect(document.text).toBe("two\n\nfour");
  expect(Document.parse(document)).toEqual(document);
});

test("a paragraph and a word that run over a page's end are whole; ends are code points", () => {
  const first =
    "El despacho \u{1F600} que recibió de la capital de la provincia era\nbreve y decía que el ministro lo espe-";
  const second = "raba esta noche en su casa con el hijo menor de la\nfamilia y con sus amigos.";
  const document = assembled([first, second], "spa_Latn");
  expect(document.text).toBe(
    "El despacho \u{1F600} que recibió de la capital de la provincia era breve y decía que el ministro lo esperaba esta noche en su casa con el hijo menor de la familia y con sus amigos.",
  );
  expect(slices(document)[1]).toMatch(/^raba esta/);
  expect(slices(document).join("")).toBe(document.text);
});

test("nothing is joined over a page that is missing", () => {
  const pages = [page(1, "una línea larga que no acaba y sigue en la pági-"), page(3, "na de después")];
  expect(assemble(SCAN.sha256, pages.map(toPageLines)).text).toContain("pági-\n\nna");
});

/** Lines of letters of a script, spaces, hyphens and numbers that chance brings. */
function randomPage(seed: number): string {
  let state = seed;
  const next = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const alphabet = Array.from("abc DEF de. -¬\n\n\n12 ทที่ำเ กခင်မြ ខ្មែ سلام שלום 中文。\u{20000}\u{1F600}");
  return Array.from({ length: 160 }, () => alphabet[next(alphabet.length)] ?? "").join("");
}

test("random documents: page ends are exact and no letter outside the furniture is lost", () => {
  const letters = (text: string): string => repairMarks(text).replaceAll(/[^\p{L}\p{N}]/gu, "");
  for (let seed = 0; seed < 300; seed += 1) {
    const texts = Array.from({ length: 4 }, (_, index) => randomPage(seed * 4 + index));
    const document = assembled(texts);
    expect(document.pages.at(-1)?.end).toBe(Array.from(document.text).length);
    for (const [index, slice] of slices(document).entries()) {
      const furniture = document.pages[index]?.furniture ?? [];
      const sorted = (text: string): string => Array.from(letters(text)).toSorted().join("");
      const lines = texts[index]?.split("\n").map(repairMarks).join("\n") ?? "";
      expect(sorted(slice + furniture.join(""))).toBe(sorted(lines));
    }
  }
});

const no = (): never => {
  throw new Error("not used");
};

/** Pages in memory; what is written is kept. */
function memory(files: ReadonlyMap<string, Uint8Array>): { context: TaskContext; written: Map<string, string> } {
  const written = new Map<string, string>();
  const context: TaskContext = {
    stream: no,
    read: ({ key }) => Promise.resolve(files.get(key) ?? no()),
    write: (name, data) => {
      written.set(name, data instanceof Uint8Array ? new TextDecoder().decode(data) : no());
      return Promise.resolve();
    },
    scratch: no,
    open: no,
    damaged: no,
  };
  return { context, written };
}

test("the stage reads the pages' files and writes the document", async () => {
  const pages = [page(2, "สองกข"), page(1, "one"), page(3, "")];
  const files = new Map(pages.map((each) => [`p${each.number}`, Buffer.from(JSON.stringify(each))]));
  const ref = (key: string): FileRef => ({ key, sha256: sha256(files.get(key) ?? "") });
  const item: AssembleItem = {
    label: "x",
    scan: SCAN,
    pages: pages.map((each) => ({
      summary: summarisePage(each),
      digest: sha256(each.text),
      file: ref(`p${each.number}`),
    })),
  };
  const [spec] = [...assembleStage.plan(item, {})];
  if (spec === undefined) throw new Error("no task");
  const { context, written } = memory(files);
  const summary = await assembleStage.run(assembleStage.input.parse(spec.input), context);
  expect(summary).toEqual({ id: SCAN.sha256.slice(0, 32), pages: 3, textPages: 2, chars: 10, furniture: 0 });
  const document = Document.parse(JSON.parse(written.get("document.json") ?? ""));
  expect(slices(document)).toEqual(["one", "\n\nสองกข", ""]);

  // The order in which pages come does not matter; a page that was read anew does.
  const turned = [...assembleStage.plan({ ...item, pages: item.pages.toReversed() }, {})];
  expect(turned.map((each) => makeTask(assembleStage, each).key)).toEqual([makeTask(assembleStage, spec).key]);
  const other = item.pages.map((each) => ({ ...each, digest: "f".repeat(64) }));
  const anew = [...assembleStage.plan({ ...item, pages: other }, {})];
  expect(anew.map((each) => makeTask(assembleStage, each).key)).not.toEqual([makeTask(assembleStage, spec).key]);
});

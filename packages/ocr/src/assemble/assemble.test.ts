import { type TaskContext, makeTask, sha256 } from "@malmoi/core";
import { Document, type FileRef, type Page } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { summarisePage } from "../page/ocrPageStage.ts";
import { assemble, toDocumentPage } from "./assemble.ts";
import { assembleStage, type AssembleItem } from "./assembleStage.ts";

const SCAN = { sha256: "0123456789abcdef".repeat(4), bytes: 10, format: "pdf", pages: 4 } as const;

function page(number: number, text: string): Page {
  const source = text === "" ? "blank" : "ocr";
  const size = { width: 10, height: 20, dpi: 300, ink: 0.1, coverage: 0.9 };
  return { number, ...size, source, extractor: "x", text, confidence: 0.8, blocks: [] };
}

test("pages stand in the order of their numbers, without boxes; a missing page leaves its number out", () => {
  const document = assemble(SCAN.sha256, [page(4, "four"), page(1, ""), page(2, "two")].map(toDocumentPage));
  expect(document.id).toBe("0123456789abcdef0123456789abcdef");
  expect(document.pages.map(({ number, text, source }) => [number, text, source])).toEqual([
    [1, "", "blank"],
    [2, "two", "ocr"],
    [4, "four", "ocr"],
  ]);
  expect(Document.parse(document)).toEqual(document);
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
  expect(summary).toEqual({ id: SCAN.sha256.slice(0, 32), pages: 3, textPages: 2, chars: 8 });
  const document = Document.parse(JSON.parse(written.get("document.json") ?? ""));
  expect(document.pages.map(({ text }) => text)).toEqual(["one", "สองกข", ""]);

  // The order in which pages come does not matter; a page that was read anew does.
  const turned = [...assembleStage.plan({ ...item, pages: item.pages.toReversed() }, {})];
  expect(turned.map((each) => makeTask(assembleStage, each).key)).toEqual([makeTask(assembleStage, spec).key]);
  const other = item.pages.map((each) => ({ ...each, digest: "f".repeat(64) }));
  const anew = [...assembleStage.plan({ ...item, pages: other }, {})];
  expect(anew.map((each) => makeTask(assembleStage, each).key)).not.toEqual([makeTask(assembleStage, spec).key]);
});

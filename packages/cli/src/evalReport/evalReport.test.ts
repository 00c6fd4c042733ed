import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { PageScore } from "@malmoi/ocr";
import { findLanguage, type Language } from "@malmoi/schemas";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { diff } from "./diff.ts";
import { evalProgress } from "./evalProgress.ts";
import { setNames } from "./setNames.ts";
import { writeEvalReport } from "./writeEvalReport.ts";

function row(tag: string): Language {
  const language = findLanguage(tag);
  if (language === undefined) throw new Error(`no ${tag}`);
  return language;
}

const error = { kind: "input", code: "CUT_OFF", message: "the file is <cut> off", hint: "Scan it again." } as const;
const counted = (edits: number): { edits: number; length: number } => ({ edits, length: 10 });
const score = (page: string, edits: number): PageScore => ({
  page,
  characters: counted(edits),
  clusters: counted(edits),
  flexible: counted(edits),
  words: counted(edits),
  bagOfWords: counted(edits),
  confidence: 0.5,
  coverage: 0.5,
  seconds: 1,
});

describe("diff", () => {
  const marked = (truth: string, read: string, tag = "spa_Latn"): string =>
    diff(truth, read, row(tag)).markup.replaceAll(' class=""', "").split("\n    ")[0] ?? "";

  it("marks what is missing, extra and read for another, and breaks lines as the page does", () => {
    expect(marked("el río\nno", "el rio\nno")).toContain(
      'el r<del class="instead">í</del><ins class="instead">i</ins>o \nno',
    );
    expect(marked("uno dos", "uno")).toContain("uno<del>␣dos</del>");
    expect(marked("uno", "uno!")).toContain("uno<ins>!</ins>");
  });

  it("does not mark what does not count, and escapes", () => {
    expect(marked("“a” <b>", '"a" <b>')).toContain("&quot;a&quot; &lt;b&gt;</div>");
  });

  it("lays Arabic out from right to left", () => {
    expect(marked("سلام", "سلام", "arb_Arab")).toContain('dir="rtl"');
  });
});

describe("setNames", () => {
  it("are those of the folders, longer where two are alike", () => {
    expect(setNames(["gold/tha", "gold/khm/"])).toEqual(["tha", "khm"]);
    expect(setNames(["a/tha", "b/tha"])).toEqual(["a/tha", "b/tha"]);
    expect(setNames([resolve("x")])).toEqual(["x"]);
  });
});

describe("evalProgress", () => {
  it("names pages that could not be read, also where there is no terminal", () => {
    let said = "";
    const progress = evalProgress({ write: (text) => (said += text) }, 2);
    progress.page("tha", score("p1", 0));
    progress.page("tha", { ...score("p2", 1), error });
    progress.done();
    expect(said).toBe("  ! tha/p2: the file is <cut> off (CUT_OFF)\n");
  });
});

describe("writeEvalReport", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "malmoi-eval-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("shows sets, failed pages with their error, and sets that were not measured; asks for nothing from outside", async () => {
    const truth = join(folder, "p.gt.txt");
    await writeFile(truth, "uno dos");
    const failed = { ...score("p", 10), error };
    const language = row("spa_Latn");
    const gold = { name: "p", image: join(folder, "p.jpg"), truth };
    const out = join(folder, "report.html");
    await writeEvalReport(out, {
      sets: [
        { name: "books", language, pages: [failed, score("q", 0)], unpaired: ["lost.jpg"] },
        { name: "other", language, pages: [], unpaired: [], refused: { ...error, message: "no model" } },
      ],
      worst: [{ set: "books", gold, language, score: failed, pages: [] }],
    });
    const markup = await readFile(out, "utf8");
    for (const text of [
      "50.0 %",
      "1 not read",
      "the file is &lt;cut&gt; off",
      "other was not measured: no model",
      "lost.jpg",
    ]) {
      expect(markup).toContain(text);
    }
    expect(markup).toContain("uno␣dos</del>");
    expect(markup).not.toMatch(/(?:src|href)="(?!data:)|url\(|<script/);
  });
});

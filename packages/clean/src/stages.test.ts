import { makeTask, sha256, type TaskContext } from "@malmoi/core";
import {
  CleanDocument,
  CleanTrace,
  type Document,
  type Identification,
  RawText,
  REDACTION_KINDS,
} from "@malmoi/schemas";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { cleanDocument as cleanAndTrace } from "./cleanDocument.ts";
import { cleanStage, IBAN_VERSION, ID_VERSION, PHONE_VERSION } from "./cleanStage.ts";
import { codePointLength } from "./codePoints.ts";
import { decideStage } from "./decideStage.ts";
import { randomText } from "./testRandom.ts";

const cleanDocument = (...given: Parameters<typeof cleanAndTrace>): CleanDocument => cleanAndTrace(...given).clean;

const ref = { key: "assemble/x/document.json", sha256: "a".repeat(64) };
const identification: Identification = {
  language: "kor_Hang",
  script: "Hang",
  score: 1,
  margin: 1,
  decidedBy: "script",
  near: [],
  encoding: "unicode",
  languages: [],
};

function documentOf(texts: readonly string[]): Document {
  const parts = texts.map((text, index) => (index > 0 && text !== "" ? `\n\n${text}` : text));
  let end = 0;
  const pages = parts.map((part, index) => {
    end += Array.from(part).length;
    return { number: index + 1, end, source: "ocr" as const, extractor: "test", confidence: 0.5, furniture: [] };
  });
  return { id: "0".repeat(32), sha256: "0".repeat(64), text: RawText.parse(parts.join("")), pages };
}

/** Pages by their ends, sliced by code points as Python does. */
function slices({ text, pages }: CleanDocument): string[] {
  const points = Array.from(text);
  return pages.map(({ end }, index) => points.slice(pages[index - 1]?.end ?? 0, end).join(""));
}

const unicode = (language: string): Pick<Identification, "language" | "encoding" | "languages"> => ({
  language,
  encoding: "unicode",
  languages: [],
});

test("Zawgyi is made Unicode, page by page", () => {
  const clean = cleanDocument(documentOf(["လူတိုင္းသည္", "လူတိုင္း"]), { ...unicode("mya_Mymr"), encoding: "zawgyi" }, []);
  expect(clean.text.split(/\s+/u)).toEqual(["လူတိုင်းသည်", "လူတိုင်း"]);
  expect(clean.pages.map(({ end }) => end)).toEqual([11, clean.text.length]);
});

test("page ends are code points; blank pages are empty slices", () => {
  const clean = cleanDocument(documentOf(["", "a\u{1F600}b", " \n", "\u{20000}\n끝", "z"]), unicode("kor_Hang"), []);
  expect(slices(clean)).toEqual(["", "a\u{1F600}b", "", "\n\n\u{20000}\n끝", "\n\nz"]);
  expect(clean.pages.map(({ end }) => end)).toEqual([0, 3, 3, 8, 11]);
});

test("random documents: slices are the pages, and the last end is the length", () => {
  for (let seed = 0; seed < 100; seed += 1) {
    const texts = Array.from({ length: 5 }, (_, page) => randomText(seed * 5 + page, 12));
    const clean = CleanDocument.parse(cleanDocument(documentOf(texts), unicode("kor_Hang"), ["email", "phone"]));
    expect(slices(clean).join("")).toBe(clean.text);
    expect(clean.pages.at(-1)?.end).toBe(codePointLength(clean.text));
  }
});

test("a word, a paragraph and an address that run over page ends stay whole", () => {
  const texts = ["El espe", "raba  a", " don Pedro\n", "a@b", ".kr fin"];
  let end = 0;
  const pages = documentOf(texts).pages.map((page, index) => ({ ...page, end: (end += texts[index]?.length ?? 0) }));
  const clean = cleanDocument(
    { ...documentOf(texts), text: RawText.parse(texts.join("")), pages },
    unicode("spa_Latn"),
    ["email"],
  );
  expect(slices(clean)).toEqual(["El espe", "raba a", " don Pedro", "\n<email>", " fin"]);
});

test("a page never ends between a letter and its marks, or inside a line break", () => {
  const texts = ["cafe", "\u0301 \u1112", "\u1161\u11ab a\r", "\nb"];
  let end = 0;
  const pages = documentOf(texts).pages.map((page, index) => ({ ...page, end: (end += texts[index]?.length ?? 0) }));
  const document = { ...documentOf(texts), text: RawText.parse(texts.join("")), pages };
  expect(slices(cleanDocument(document, unicode("kor_Hang"), []))).toEqual(["café", " 한", " a", "\nb"]);
});

test("pages of a Zawgyi document that are Unicode stay, and Zawgyi pages of a Unicode document do not", () => {
  const [zawgyi, written] = ["လူတိုင္းသည္ တူညီ လြတ္လပ္ေသာ ဂုဏ္သိကၡာျဖင့္", "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့်"];
  for (const encoding of ["zawgyi", "unicode"] as const) {
    const { text } = cleanDocument(documentOf([zawgyi, written]), { ...unicode("mya_Mymr"), encoding }, []);
    expect(text).toBe(`${written}\n\n${written}`);
  }
});

test.each([
  ["lone surrogates", "\ud800a\udc00 \udbff\ud800\udfff"],
  ["NUL and controls", "a\0b\u0001\u009f\u001b[0m"],
  ["only marks", "\u0301\u0e48\u064b\u05b0".repeat(500)],
  ["mixed directions", "\u202eשלום\u202c abc \u2067سلام\u2069 12\u200f"],
  ["nothing", ""],
  ["only what nobody sees", "\u200b\ufeff\u00ad"],
  ["tags and noncharacters", "\u{E0041}\ufdd0\u{10ffff}x"],
])("%s: no error, and what is missing is accounted for", (_, raw) => {
  for (const language of ["und", "arb_Arab", "tha_Thai", "vie_Latn"]) {
    const { clean, trace } = cleanAndTrace(documentOf([raw]), unicode(language), REDACTION_KINDS);
    const missing = Object.values(trace.changes).reduce((sum, units) => sum + units, 0);
    expect(clean.text.length + missing).toBe(raw.length);
    expect(CleanDocument.parse(JSON.parse(JSON.stringify(clean)))).toEqual(clean);
    expect(clean.pages.at(-1)?.end).toBe(codePointLength(clean.text));
    expect(clean.text.replaceAll(/[^\p{L}\p{N}]/gu, "")).toBe(raw.replaceAll(/[^\p{L}\p{N}]/gu, ""));
  }
});

test("a document without pages is an empty text", () => {
  expect(cleanDocument(documentOf([]), unicode("und"), [])).toMatchObject({ text: "", pages: [] });
});

const unused = (): never => {
  throw new Error("not used");
};

test("the stage writes what it sums up, the same bytes each time", async () => {
  const written: [string, string][] = [];
  const context: TaskContext = {
    stream: unused,
    read: async () => new TextEncoder().encode(JSON.stringify(documentOf(["전화 02-590-0500", "a@b.kr 끝"]))),
    write: async (name, data) => {
      if (data instanceof Uint8Array) written.push([name, new TextDecoder().decode(data)]);
    },
    scratch: unused,
    open: unused,
    damaged: unused,
  };
  const input = {
    document: ref,
    language: "kor_Hang",
    encoding: "unicode" as const,
    languages: [],
    redact: ["email" as const, "phone" as const],
  };
  const summary = cleanStage.output.parse(await cleanStage.run(input, context));
  await cleanStage.run(input, context);
  expect(written.slice(2)).toEqual(written.slice(0, 2));
  expect(written.slice(0, 2).map(([name]) => name)).toEqual(["clean.json", "trace.json"]);
  expect(CleanTrace.parse(JSON.parse(written[1]?.[1] ?? "")).redactions).toMatchObject([
    { kind: "phone", rule: "phone", start: 3, end: 14, at: 3, value: "02-590-0500" },
    { kind: "email", start: 16, end: 22, at: 12, value: "a@b.kr" },
  ]);
  const clean = CleanDocument.parse(JSON.parse(written[0]?.[1] ?? ""));
  expect(clean.text).toBe("전화 <phone>\n\n<email> 끝");
  expect(summary).toMatchObject({
    textSha256: sha256(clean.text),
    chars: Array.from(clean.text).length,
    words: clean.signals["word_count"],
    redactions: { email: 1, phone: 1 },
    signals: { ocr_confidence: 0.5 },
  });
});

const cleanKey = (redact: ("email" | "phone")[], change: Partial<Identification> = {}) =>
  [...cleanStage.plan({ label: "x", document: ref, identification: { ...identification, ...change } }, { redact })].map(
    (spec) => makeTask(cleanStage, spec).key,
  );

test("clean's key: language and kinds, but not their order or the score", () => {
  expect(cleanKey(["email", "phone"])).toEqual(cleanKey(["phone", "email"], { score: 0.3 }));
  expect(cleanKey(["email"])).not.toEqual(cleanKey(["email", "phone"]));
  expect(cleanKey(["email"])).not.toEqual(cleanKey(["email"], { language: "tha_Thai" }));
});

test("decide's key: only thresholds that concern the document's language", () => {
  const options = {
    languages: ["kor_Hang", "tha_Thai"],
    leastScores: {},
    minScore: 0.5,
    thresholds: {},
    overrides: {},
  };
  const key = (changed: object) =>
    [...decideStage.plan({ label: "x", identification, signals: { word_count: 3 } }, { ...options, ...changed })].map(
      (spec) => makeTask(decideStage, spec).key,
    );
  expect(key({})).toEqual(key({ overrides: { tha_Thai: { minScore: 0.9 } } }));
  expect(key({})).toEqual(key({ languages: ["tha_Thai", "kor_Hang"] }));
  expect(key({})).toEqual(key({ thresholds: { stop_word_count: null } })); // Off in Korean anyway.
  expect(key({})).not.toEqual(key({ overrides: { kor_Hang: { minScore: 0.9 } } }));
  expect(key({})).not.toEqual(key({ thresholds: { word_count: null } }));
});

test.each([
  ["libphonenumber-js/package.json", PHONE_VERSION],
  ["stdnum/package.json", ID_VERSION],
])("the version in task keys is that of %s", (file, version) => {
  const path = createRequire(import.meta.url).resolve(file);
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ version });
});

test("the version in task keys is that of ibantools", () => {
  const module = createRequire(import.meta.url).resolve("ibantools");
  const path = join(dirname(module), "..", "package.json");
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ name: "ibantools", version: IBAN_VERSION });
});

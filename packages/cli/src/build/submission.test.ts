import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pipeline, Submission } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { provenanceLookup, readSubmission } from "./submission.ts";

const submission = Submission.parse({
  institution: "Archive",
  rights: "http://rightsstatements.org/vocab/NoC-NC/1.0/",
  license: "CC-BY-4.0",
  embargoUntil: "2030-01-01",
  documents: [
    { path: "own.jpg", rights: "http://rightsstatements.org/vocab/InC/1.0/" },
    { path: "licensed.jpg", rights: "in copyright, released by the author", license: "CC0-1.0" },
    { path: "open.jpg", embargoUntil: "2020-01-01" },
    { path: "Tala\u0301.jpg", title: "T" },
  ],
});
const input = Pipeline.shape.input.element.parse({ path: "scans" });
const of = provenanceLookup(submission, input);

test("what is said of a document goes before what is said of all; names are compared as NFC", () => {
  expect(of("other.jpg")).toMatchObject({ license: "CC-BY-4.0", embargoUntil: "2030-01-01", title: null });
  expect(of("open.jpg")).toMatchObject({ license: "CC-BY-4.0", embargoUntil: "2020-01-01" });
  expect(of("Tal\u00e1.jpg")).toMatchObject({ title: "T", license: "CC-BY-4.0" });
});

test("a document with rights of its own has no licence but its own", () => {
  expect(of("own.jpg")).toMatchObject({ rights: "http://rightsstatements.org/vocab/InC/1.0/", license: null });
  expect(of("licensed.jpg")).toMatchObject({ rights: "in copyright, released by the author", license: "CC0-1.0" });
});

test("a byte order mark is no mistake; another encoding is one, and is called that", async () => {
  const folder = await mkdtemp(join(tmpdir(), "malmoi-submission-"));
  const file = join(folder, "submission.json");
  const minimal = JSON.stringify({ institution: "Archive", rights: "NoC", license: "CC0-1.0" });
  await writeFile(file, `\uFEFF${minimal}`);
  expect(await readSubmission(folder, input)).toMatchObject({ institution: "Archive", documents: [] });
  await writeFile(file, Buffer.from(minimal, "utf16le"));
  await expect(readSubmission(folder, input)).rejects.toMatchObject({ code: "SUBMISSION_INVALID" });
  await rm(folder, { recursive: true });
});

import { makeTask, type TaskContext } from "@malmoi/core";
import { type Document, RawText } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { languageStage } from "./languageStage.ts";

const ref = { key: "assemble/x/document.json", sha256: "a".repeat(64) };

const unused = (): never => {
  throw new Error("not used");
};

function contextWith(document: Document): TaskContext {
  return {
    stream: unused,
    read: async () => new TextEncoder().encode(JSON.stringify(document)),
    write: unused,
    scratch: unused,
    open: unused,
    damaged: unused,
  };
}

const keyOf = (label: string, declared: string | null, sha256 = ref.sha256) =>
  [...languageStage.plan({ label, document: { ...ref, sha256 }, declared }, {})].map(
    (spec) => makeTask(languageStage, spec).key,
  );

test("the key depends on the document and the declaration, not on the label", () => {
  expect(keyOf("a", null)).toEqual(keyOf("b", null));
  expect(keyOf("a", null)).not.toEqual(keyOf("a", "tha_Thai"));
  expect(keyOf("a", null)).not.toEqual(keyOf("a", null, "b".repeat(64)));
});

test("all pages are read together", async () => {
  const text = "ภาษาไทยเป็นภาษาที่มีระดับเสียง\n\nของคำแน่นอนหรือวรรณยุกต์";
  const document = { id: "0".repeat(32), sha256: "0".repeat(64), text: RawText.parse(text), pages: [] };
  const found = await languageStage.run({ document: ref, declared: null }, contextWith(document));
  expect(found).toMatchObject({ language: "tha_Thai", score: 1, script: "Thai" });
});

import { localStore, sha256, type TaskContext, writeManifest } from "@malmoi/core";
import { countRedactions, RepeatedParagraphs } from "@malmoi/schemas";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { paragraphStage } from "./paragraphStage.ts";
import { repeatedStage } from "./repeatedStage.ts";

const unused = (): never => {
  throw new Error("not used");
};

const HEAD = "Ministerio de Justicia y Culto de la República del Perú";
const OWN = {
  a: "Vista la solicitud presentada por los vecinos del barrio alto",
  b: "Se concede la licencia para abrir un molino junto al río grande",
  c: "Queda prohibido el paso de carretas durante las fiestas de agosto",
  d: "El maestro de escuela percibirá doscientos pesos cada trimestre",
  e: "Comuníquese a las autoridades de la provincia, y archívese luego",
};
const own = (name: keyof typeof OWN): string => OWN[name];

test("paragraphs of three documents and more are counted, a document once however often it has them", async () => {
  const folder = await mkdtemp(join(tmpdir(), "malmoi-repeated-"));
  const store = localStore(folder);
  const context = (prefix: string): TaskContext => ({
    read: async ({ key }) => await store.read(key),
    stream: ({ key }) => store.stream(key),
    write: async (name, data) => await store.write(`${prefix}/${name}`, data),
    scratch: async () => folder,
    open: unused,
    damaged: unused,
  });
  const texts = {
    a: `${HEAD}\n\n${own("a")}`,
    b: `${own("b")}\n\n${HEAD.toUpperCase()}.\n\n${HEAD}`,
    c: own("c"),
    d: `${own("d")}\n\n${own("e")}\n\n${HEAD}`,
    e: own("e"),
  };
  const lines: { id: string; paragraphs: { key: string; sha256: string } }[] = [];
  for (const [id, text] of Object.entries(texts)) {
    const bytes = JSON.stringify({ text, pages: [], redactions: countRedactions(), signals: {} });
    await store.write(`clean/${id}`, new TextEncoder().encode(bytes));
    const clean = { key: `clean/${id}`, sha256: sha256(bytes) };
    await paragraphStage.run({ clean }, context(id));
    const key = `${id}/paragraphs.jsonl`;
    lines.push({ id, paragraphs: { key, sha256: sha256(await store.read(key)) } });
  }
  async function* listed() {
    yield* lines;
  }
  const manifest = await writeManifest(store, "manifests", listed());
  expect(await repeatedStage.run({ manifest }, context("out"))).toEqual({ documents: 3, paragraphs: 4 });
  const found = new TextDecoder()
    .decode(await store.read("out/repeated.jsonl"))
    .trim()
    .split("\n");
  const cut = found.map((line) => {
    const { id, paragraphs } = RepeatedParagraphs.parse(JSON.parse(line));
    const text = Object.entries(texts).find(([name]) => name === id)?.[1] ?? "";
    return [id, ...paragraphs.map(({ start, end, documents }) => [text.slice(start, end), documents])];
  });
  expect(cut).toEqual([
    ["a", [HEAD, 3]],
    ["b", [`${HEAD.toUpperCase()}.`, 3], [HEAD, 3]],
    ["d", [HEAD, 3]],
  ]);
  await rm(folder, { recursive: true });
});

import { makeTask, sha256, type TaskContext } from "@malmoi/core";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countRedactions } from "@malmoi/schemas";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clusterStage } from "./clusterStage.ts";
import { signatureOf } from "./signatureOf.ts";
import { signatureStage } from "./signatureStage.ts";

const unused = (): never => {
  throw new Error("not used");
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-stages-"));
});
afterAll(async () => await rm(folder, { recursive: true }));

/** A context of one file, which comes in pieces of three bytes, so that characters are cut. */
function contextWith(content: string, written: Map<string, string> = new Map()): TaskContext {
  const bytes = new TextEncoder().encode(content);
  return {
    async *stream() {
      for (let at = 0; at < bytes.length; at += 3) yield bytes.subarray(at, at + 3);
    },
    read: async () => bytes,
    async write(name, data) {
      const pieces: Uint8Array[] = [];
      if (data instanceof Uint8Array) pieces.push(data);
      else for await (const piece of data) pieces.push(piece);
      written.set(name, Buffer.concat(pieces).toString());
    },
    scratch: async () => await mkdtemp(join(folder, "task-")),
    open: unused,
    damaged: unused,
  };
}

const text = "ปฏิญญาสากลว่าด้วยสิทธิมนุษยชน มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์";
const line = (id: string, body: string, quality: number | null) => {
  const { exact, sketch, chars } = signatureOf(body);
  return `${JSON.stringify({ id, exact, sketch, chars, quality, rights: 0, year: null, released: false, path: `ห้อง/${id}` })}\n`;
};
const manifest = line("b", text, 0.7) + line("a", text, 0.6) + line("c", "อื่น", null);
const ref = { key: "manifests/x.jsonl", sha256: sha256(manifest) };

test("signature stage: id and signature of the clean text", async () => {
  const clean = JSON.stringify({ text, pages: [], redactions: countRedactions(), signals: {} });
  const output = await signatureStage.run({ id: "x", clean: ref }, contextWith(clean));
  expect(signatureStage.output.parse(output)).toEqual({ id: "x", ...signatureOf(text) });
});

test("cluster stage: reads the manifest as a stream, writes members by id, counts", async () => {
  const written = new Map<string, string>();
  const output = await clusterStage.run({ manifest: ref, similarity: 0.5 }, contextWith(manifest, written));
  expect(clusterStage.output.parse(output)).toEqual({
    documents: 3,
    exact: 1,
    near: 0,
    contained: 0,
    clusters: 1,
    fullBuckets: 0,
    thinnedFamilies: 0,
  });
  const lines = (written.get("clusters.jsonl") ?? "").trimEnd().split("\n");
  expect(lines.map((member): unknown => JSON.parse(member))).toEqual([
    {
      id: "a",
      representative: "b",
      size: 2,
      similarity: 1,
      kind: "exact",
      released: false,
      representativeReleased: false,
    },
    {
      id: "b",
      representative: "b",
      size: 2,
      similarity: 1,
      kind: "exact",
      released: false,
      representativeReleased: false,
    },
  ]);
});

test("cluster stage: an empty corpus has no clusters", async () => {
  const empty = { key: "manifests/y.jsonl", sha256: sha256("") };
  expect(await clusterStage.run({ manifest: empty, similarity: 0.5 }, contextWith(""))).toMatchObject({ documents: 0 });
});

const key = (sha: string, similarity: number) =>
  [...clusterStage.plan({ manifest: { key: "k", sha256: sha } }, { similarity })].map(
    (s) => makeTask(clusterStage, s).key,
  );

test("keys follow content and similarity", () => {
  expect(key(ref.sha256, 0.5)).toEqual(key(ref.sha256, 0.5));
  expect(key(ref.sha256, 0.5)).not.toEqual(key(ref.sha256, 0.6));
  expect(key(ref.sha256, 0.5)).not.toEqual(key(sha256(""), 0.5));
  const [first, second] = ["x", "y"].flatMap((id) =>
    [...signatureStage.plan({ label: "l", id, clean: ref }, {})].map((s) => makeTask(signatureStage, s).key),
  );
  expect(first).not.toBe(second);
});

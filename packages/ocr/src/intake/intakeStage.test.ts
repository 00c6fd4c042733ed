import { makeTask, sha256 } from "@malmoi/core";
import type { SourceFile } from "@malmoi/schemas";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sharp } from "../decode/sharpSetup.ts";
import { makePdf } from "../pdf/testPdf.ts";
import { type IntakeResult, intakeStage } from "./intakeStage.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-intake-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function put(path: string, bytes: Uint8Array): Promise<SourceFile> {
  await writeFile(join(folder, path), bytes);
  return { folder, path, bytes: bytes.length, sha256: sha256(bytes) };
}

/** Intake uses nothing of its context. */
const CONTEXT: Parameters<typeof intakeStage.run>[1] = {
  stream: () => {
    throw new Error();
  },
  read: () => Promise.reject(new Error()),
  write: () => Promise.reject(new Error()),
  scratch: () => Promise.reject(new Error()),
  open: () => Promise.reject(new Error()),
  damaged: () => Promise.reject(new Error()),
};

async function take(path: string, bytes: Uint8Array): Promise<IntakeResult> {
  return intakeStage.run({ file: await put(path, bytes) }, CONTEXT);
}

const image = sharp({ create: { width: 200, height: 100, channels: 3, background: "white" } });

test("scans are known by their bytes, whatever they are called", async () => {
  const png = await image.clone().png().toBuffer();
  expect(await take("letter.txt", png)).toEqual({
    kind: "scan",
    scan: { sha256: sha256(png), bytes: png.length, format: "png", pages: 1 },
  });
  expect(await take("a.jpg", makePdf({ text: "x", pages: 4 }))).toMatchObject({ scan: { format: "pdf", pages: 4 } });
  const frame = await image.clone().png().toBuffer();
  const gif = await sharp([frame, await image.clone().negate().png().toBuffer()], { join: { animated: true } }).gif();
  expect(await take("b.gif", await gif.toBuffer())).toMatchObject({ scan: { format: "gif", pages: 2 } });
  expect(await take("c.webp", await image.clone().webp().toBuffer())).toMatchObject({ scan: { pages: 1 } });
  expect(await take("d.tif", await image.clone().tiff().toBuffer())).toMatchObject({ scan: { pages: 1 } });
});

test("a text is a companion", async () => {
  expect(await take("notes.md", Buffer.from("# Notes\n"))).toEqual({ kind: "companion" });
});

async function refused(bytes: Uint8Array, code: string): Promise<void> {
  await expect(take("x", bytes)).rejects.toMatchObject({ kind: "input", code, hint: expect.stringMatching(/\.$/) });
}

test("what cannot be read is refused with a remedy", async () => {
  expect.hasAssertions();
  await refused(new Uint8Array(), "EMPTY_FILE");
  await refused(Buffer.from([1, 2, 3, 4]), "FORMAT_UNKNOWN");
  await refused(Buffer.from("AT&TFORM\0\0\0\0DJVM"), "FORMAT_UNSUPPORTED");
  await refused((await image.clone().jpeg().toBuffer()).subarray(0, 400), "FILE_TRUNCATED");
  await refused((await image.clone().png().toBuffer()).subarray(0, 60), "FILE_TRUNCATED");
  await refused(makePdf({ pages: 0 }), "PDF_EMPTY");
  await refused(makePdf({}).subarray(0, 500), "PDF_BROKEN");
  const encrypted = Buffer.from(makePdf({ text: "x" }))
    .toString("latin1")
    .replace(
      "/Root 1 0 R",
      `/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${"00".repeat(32)}> /U <${"00".repeat(32)}> >>`,
    );
  await refused(Buffer.from(encrypted, "latin1"), "PDF_ENCRYPTED");
});

test("a file that changed since it was listed is refused", async () => {
  const file = await put("y.png", await image.clone().png().toBuffer());
  await writeFile(join(folder, "y.png"), "something else");
  await expect(intakeStage.run({ file }, CONTEXT)).rejects.toMatchObject({ code: "SOURCE_CHANGED" });
  await rm(join(folder, "y.png"));
  await expect(intakeStage.run({ file }, CONTEXT)).rejects.toMatchObject({ code: "SOURCE_CHANGED" });
});

test("the key is the content's: a renamed file is the same task", async () => {
  const file = await put("z.png", await image.clone().png().toBuffer());
  const keys = [file, { ...file, path: "renamed.png" }, { ...file, sha256: "f".repeat(64) }].map((each) =>
    [...intakeStage.plan(each, {})].map((spec) => makeTask(intakeStage, spec).key),
  );
  expect(keys[0]).toHaveLength(1);
  expect(keys[1]).toEqual(keys[0]);
  expect(keys[2]).not.toEqual(keys[0]);
});

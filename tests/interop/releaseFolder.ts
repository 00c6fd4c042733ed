import { localStore, makeTask, runnable, runTask, taskFolder } from "@malmoi/core";
import { releaseStage } from "@malmoi/publish";
import { cp } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type FakeDocument, fakeCorpus, OPTIONS } from "../../packages/publish/src/testing/fakeCorpus.ts";

/** A release made in code: several languages and scripts, nulls, empty lists, two shards, rows left out. */
const DOCUMENTS: readonly FakeDocument[] = [
  ...Array.from({ length: 12 }, (_, index) => ({
    name: `book-${index}`,
    text: `${index}. ${"El niño leyó 😀 la página siguiente. ".repeat(2000)}`,
    title: index % 2 === 0 ? `Libro ${index}` : null,
  })),
  { name: "thai", text: "สวัสดีชาวโลก 😀 ครับ", language: "tha_Thai", confidence: 0.5 },
  { name: "arabic", text: "مرحبا بالعالم", language: "arb_Arab", source: "text-layer", institution: "دار الكتب" },
  { name: "short", text: "x", reasons: [{ rule: "word_count", value: 1, threshold: 50 }] },
  { name: "odd", text: "qwx", language: "und", reasons: [{ rule: "language", value: "und", threshold: "spa_Latn" }] },
  { name: "first", text: "el mismo texto", representative: "first" },
  { name: "second", text: "el mismo text", representative: "first" },
];

/** Where the release to read is: the folder in MALMOI_RELEASE, or one built here under `<root>/demo`. */
export async function releaseFolder(root: string): Promise<string> {
  const given = process.env["MALMOI_RELEASE"];
  if (given !== undefined && given !== "") return resolve(given);
  const store = localStore(join(root, "work"));
  const item = await fakeCorpus(store, DOCUMENTS);
  const [spec] = releaseStage.plan(item, { ...OPTIONS, shardMegabytes: 0.5 });
  if (spec === undefined) throw new Error("nothing was planned");
  const task = makeTask(releaseStage, spec);
  const record = await runTask(runnable(releaseStage), task, { store, scratchFolder: join(root, "scratch") });
  if (record.result.status !== "done") throw new Error(record.result.error.message);
  const folder = join(root, OPTIONS.name);
  await cp(join(root, "work", taskFolder(task.stage, task.key), "release"), folder, { recursive: true });
  return folder;
}

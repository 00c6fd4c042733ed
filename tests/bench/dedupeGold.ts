/**
 * Writes a gold set for `malmoi eval dedupe` to standard output, from real texts in several versions:
 *
 *     node --import tsx tests/bench/dedupeGold.ts ../shared/data/dedupe/openiti_editions [--parts N] > editions.jsonl
 *     node --import tsx tests/bench/dedupeGold.ts ../shared/data/dedupe/ind_law_versions [--parts N] > law.jsonl
 *
 * A folder with `clusters.tsv` (work, file) holds editions in OpenITI mARkdown; any other one holds versions of one
 * text. With `--parts N` the middle N-th of each text comes too, as a text of its own: a chapter in its book. Nothing
 * of the texts may be committed.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";

/** The text of OpenITI mARkdown: without its header, milestones, page marks, headings' marks and line wraps. */
export function plainText(markdown: string): string {
  return (markdown.split("#META#Header#End#")[1] ?? markdown)
    .replaceAll(/\bms[A-Z]?\d+\b|Page(?:Beg|End)?V\w+P\w+/g, " ")
    .replaceAll(/^(?:### [|$]+|#|~~)/gm, " ")
    .replaceAll(/[^\S\n]+/g, " ")
    .trim();
}

interface Version {
  readonly doc: string;
  readonly file: string;
}

async function versionsIn(folder: string): Promise<Version[]> {
  const files = await readdir(folder);
  if (!files.includes("clusters.tsv")) {
    return files.filter((file) => file.endsWith(".txt.gz")).map((file) => ({ doc: "one", file }));
  }
  const [, ...lines] = (await readFile(join(folder, "clusters.tsv"), "utf8")).trimEnd().split("\n");
  return lines.map((line) => {
    const [doc = "", file = ""] = line.split("\t");
    return { doc, file };
  });
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { parts: { type: "string" } } });
  const [folder] = positionals;
  if (folder === undefined) throw new Error("usage: dedupeGold.ts <folder> [--parts N]");
  const parts = values.parts === undefined ? undefined : Number(values.parts);
  for (const { doc, file } of await versionsIn(folder)) {
    // oxlint-disable-next-line no-await-in-loop -- one book in memory at a time
    const text = plainText(gunzipSync(await readFile(join(folder, file))).toString("utf8"));
    const write = (id: string, body: string): boolean =>
      process.stdout.write(`${JSON.stringify({ id, doc, text: body })}\n`);
    write(file, text);
    if (parts === undefined) continue;
    const middle = Math.floor((text.length * (parts - 1)) / (2 * parts));
    write(`${file} part`, text.slice(middle, middle + Math.floor(text.length / parts)));
  }
}

await main();

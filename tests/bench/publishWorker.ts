import { writeParquet, withDatabase } from "@malmoi/core";
import { planUpload, publishToHub, ROW_COLUMNS, toColumnsJson } from "@malmoi/publish";
import { Row } from "@malmoi/schemas";
import { createWriteStream, readFileSync } from "node:fs";
import { once } from "node:events";
import { dirname } from "node:path";

// One measured step in a process of its own, which prints seconds and its peak of resident memory in MB:
// publishWorker.ts upload <release> <hub> | publishWorker.ts write <rows.jsonl> <table.parquet>
const [step = "", from = "", to = ""] = process.argv.slice(2);

async function write(): Promise<number> {
  const lines = readFileSync(from, "utf8").trimEnd().split("\n");
  const rows = lines.map((line) => Row.parse(JSON.parse(line)));
  const began = performance.now();
  const jsonLines = createWriteStream(`${to}.jsonl`);
  for (const row of rows) if (!jsonLines.write(`${toColumnsJson(row)}\n`)) await once(jsonLines, "drain");
  jsonLines.end();
  await once(jsonLines, "close");
  await withDatabase(
    async (connection) => await writeParquet(connection, { from: `${to}.jsonl`, to, columns: ROW_COLUMNS }),
    { memoryMegabytes: 2000, tempFolder: dirname(to) },
  );
  return performance.now() - began;
}

async function upload(): Promise<number> {
  const began = performance.now();
  const target = { hubUrl: to, token: "hf_write", namespace: "archive", name: "malmoi", private: false };
  await publishToHub(await planUpload(from), target, { report: () => {} });
  return performance.now() - began;
}

const milliseconds = step === "write" ? await write() : await upload();
process.stdout.write(
  JSON.stringify({ seconds: milliseconds / 1000, megabytes: process.resourceUsage().maxRSS / 1024 }),
);

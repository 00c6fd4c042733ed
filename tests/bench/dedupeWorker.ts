import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { DATATROVE_CONFIGS, datatroveSignature, signatureOf } from "@malmoi/dedupe";
import { z } from "zod";

// Part of dedupe.ts: for each line of standard input, the name of a method, what it takes for all texts of a file.

/** Enough for a time that can be compared with that of Python, which needs ten times as long and more. */
const PASSES = 10;
const [file = ""] = process.argv.slice(2);
const texts = readFileSync(file, "utf8")
  .split("\n")
  .map((line) => z.string().parse(JSON.parse(line)));
const methods: Record<string, (text: string) => unknown> = {
  own: signatureOf,
  "14x8": (text) => datatroveSignature(text, DATATROVE_CONFIGS["datatrove-14x8"]),
  "32x10": (text) => datatroveSignature(text, DATATROVE_CONFIGS["datatrove-32x10"]),
};

for await (const line of createInterface({ input: process.stdin })) {
  const method = methods[line];
  if (method === undefined) throw new Error(`no method ${line}`);
  const begun = process.cpuUsage();
  for (let pass = 0; pass < PASSES; pass += 1) for (const text of texts) method(text);
  const { user, system } = process.cpuUsage(begun);
  const seconds = (user + system) / PASSES / 1e6;
  console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
}

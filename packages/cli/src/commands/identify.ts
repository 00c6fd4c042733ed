import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { InputError } from "@malmoi/core";
import { identify, type Segment, segments } from "@malmoi/language";
import { findLanguage, type Identification, LanguageTag } from "@malmoi/schemas";
import { z } from "zod";
import { EXIT } from "../terminal/exitCodes.ts";
import { percent, table } from "../terminal/format.ts";
import { parseOptions } from "./build.ts";

const Options = z.object({
  json: z.boolean().default(false),
  segments: z.boolean().default(false),
  declared: LanguageTag.optional(),
});

async function readText(file: string): Promise<string> {
  if (file === "-") return await text(process.stdin);
  return await readFile(file, "utf8").catch((error: unknown) => {
    throw new InputError(`cannot read ${file}`, { code: "FILE_UNREADABLE", hint: "Check the path.", cause: error });
  });
}

const DECIDERS: Record<Identification["decidedBy"], string> = {
  script: "by its script",
  model: "by Malmoi's model",
  franc: "by franc: no language that Malmoi publishes",
};

const nameOf = (tag: string): string => findLanguage(tag)?.name ?? "unknown";

/** `malmoi identify`. Returns the exit code. */
export async function identifyCommand(file: string, rawOptions: unknown): Promise<number> {
  const { json, segments: lines, declared } = parseOptions(Options, rawOptions);
  const content = await readText(file);
  const found = identify(content, { declared });
  const runs = lines ? segments(content, { declared }) : undefined;
  if (json) {
    process.stdout.write(`${JSON.stringify(runs === undefined ? found : { ...found, segments: runs })}\n`);
    return EXIT.complete;
  }
  const parts = [`${found.language}  ${nameOf(found.language)}  (script ${found.script})`];
  if (found.language !== "und") {
    const near = found.near.length === 0 ? "" : `; near: ${found.near.join(", ")}`;
    parts.push(
      `score ${found.score.toFixed(2)}, margin ${found.margin.toFixed(2)}, ${DECIDERS[found.decidedBy]}${near}`,
    );
  }
  const rows = found.languages.map(({ language, share }) => [language, nameOf(language), percent(share)]);
  if (rows.length > 1) parts.push(table(rows));
  if (runs !== undefined) parts.push(table(runs.map((run) => [...segmentCells(run, content)])));
  process.stdout.write(`${parts.join("\n")}\n`);
  return EXIT.complete;
}

/** Characters of a segment that are printed. */
const SHOWN = 60;

function segmentCells({ start, end, language, score }: Segment, content: string): string[] {
  const line = content.slice(start, end).replaceAll(/\s+/g, " ");
  return [language, score.toFixed(2), line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line];
}

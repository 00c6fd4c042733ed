import { readFile } from "node:fs/promises";
import { ConfigError } from "@malmoi/core";
import { Pipeline } from "@malmoi/schemas";
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/** Where in the file an issue is: its value, or the nearest thing around it that exists. */
function positionOf(document: Document, lines: LineCounter, issue: Issue): { line: number; col: number } {
  const path = issue.path.filter((part) => typeof part !== "symbol");
  if (issue.code === "unrecognized_keys") {
    const parent = path.length === 0 ? document.contents : document.getIn(path, true);
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && key.value === issue.keys[0])
      : undefined;
    if (pair !== undefined && isNode(pair.key) && pair.key.range) return lines.linePos(pair.key.range[0]);
  }
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]);
  }
  return { line: 1, col: 1 };
}

function described(document: Document, issue: Issue): string {
  const path = issue.path.filter((part) => typeof part !== "symbol");
  const name = path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : text === "" ? String(part) : `${text}.${String(part)}`,
    "",
  );
  if (issue.code === "unrecognized_keys") {
    return `${name === "" ? "" : `${name}: `}unknown key ${issue.keys.map((key) => JSON.stringify(key)).join(", ")}`;
  }
  const value: unknown = path.length === 0 ? document.toJS() : document.getIn(path);
  const found =
    value === undefined || value === null ? "nothing" : isNode(value) ? "a group of values" : JSON.stringify(value);
  const expected = issue.message.replace(/^Invalid input: /, "").replace(/, received .*$/, "");
  return `${name === "" ? "the file" : name}: found ${found}; ${expected}`;
}

/**
 * Parses the text of a pipeline file. Every mistake is reported at once, with file, line, the value found and what was
 * expected, in one `ConfigError`.
 */
export function parsePipeline(text: string, file: string): Pipeline {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const syntax = document.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    return `${file}:${line}:${col}: ${error.message.split("\n")[0] ?? ""}`;
  });
  const parsed = syntax.length > 0 ? undefined : Pipeline.safeParse(document.toJS());
  if (parsed?.success === true) return parsed.data;
  const mistakes =
    parsed?.error.issues.map((issue) => {
      const { line, col } = positionOf(document, lines, issue);
      return `${file}:${line}:${col}: ${described(document, issue)}`;
    }) ?? syntax;
  throw new ConfigError(mistakes.join("\n"), {
    code: "PIPELINE_INVALID",
    hint:
      "Mend the lines above. schemas/json/pipeline.json describes every key, and gives completion in editors; " +
      "pipelines/demo.yaml is an example.",
  });
}

/** Reads and parses a pipeline file. Throws `ConfigError`. */
export async function readPipeline(file: string): Promise<Pipeline> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new ConfigError(`cannot read the pipeline file ${file}`, {
      code: "PIPELINE_MISSING",
      hint: "Check the path; pipelines/ holds examples.",
      cause: error,
    });
  });
  return parsePipeline(text, file);
}

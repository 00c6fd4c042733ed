import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PageSummary } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { z } from "zod";
import { malmoi, ROOT } from "../support/malmoi.ts";

const EDGE = join(ROOT, "../shared/data/edge");

const Line = z.object({ file: z.string(), number: z.int(), text: z.string(), source: PageSummary.shape.source });

/** What `malmoi ocr` says of a file or a page that it cannot read. */
const COMPANION = /^malmoi: (?<file>.+): a text, left alone$/gm;
const FAILURE = /^malmoi: (?<file>.+?)(?: page \d+)?: .* \[(?<code>[A-Z0-9_]+)\]$/gm;

test.skipIf(!existsSync(EDGE))(
  "hostile and odd files of other projects: each is read or refused with a reason (needs ../shared/data/edge)",
  { timeout: 3_600_000 },
  async () => {
    const { code, stdout, stderr } = await malmoi("ocr", EDGE, "--language", "spa_Latn", "--format", "json");
    expect(code).toBe(3);
    const pages = stdout
      .trim()
      .split("\n")
      .map((line) => Line.parse(JSON.parse(line)));
    const failures = [...stderr.matchAll(FAILURE)].map(({ groups }) => ({
      file: groups?.["file"] ?? "",
      code: groups?.["code"] ?? "",
    }));
    const companions = [...stderr.matchAll(COMPANION)].map(({ groups }) => ({ file: groups?.["file"] ?? "" }));
    process.stdout.write(
      `${tableOf([...pages.map(({ source }) => source), ...failures.map(({ code: why }) => why)])}\n`,
    );
    // Every file has its end.
    const ended = new Set([...pages, ...failures, ...companions].map(({ file }) => file));
    const files = readdirSync(EDGE, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.filter((file) => !ended.has(file))).toEqual([]);
    // No empty success: a page without text is one that was proved blank.
    expect(pages.filter(({ text, source }) => text === "" && source !== "blank")).toEqual([]);
    expect(failures.filter(({ code: why }) => why === "UNEXPECTED")).toEqual([]);
  },
);

/** How often each outcome came, the most frequent first: part of CI's report. */
function tableOf(outcomes: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([outcome, count]) => `${String(count).padStart(5)}  ${outcome}`)
    .join("\n");
}

/**
 * Writes a gold set for `malmoi eval dedupe` to standard output: documents of real sentences that have formulas in common,
 * misread by 0 to 15 %, a quarter of them in two to five copies.
 *
 *     node --import tsx tests/bench/dedupeFormulas.ts deeds ../shared/data/language/train/spa_Latn.txt > deeds.jsonl
 *
 * `deeds` are sentences out of three hundred, `letters` a head of 3 to 11 lines and 4 to 9 of their own, `prose` has only
 * sentences of its own. Nothing of the texts may be committed.
 */
import { readFile } from "node:fs/promises";
import { randomFrom } from "@malmoi/core";
import { z } from "zod";

const Kind = z.enum(["deeds", "letters", "prose"]);
type Kind = z.infer<typeof Kind>;

const DOCUMENTS = 1000;
const RATES = [0.01, 0.03, 0.06, 0.1, 0.15];

const random = randomFrom(1);
const between = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
const pick = (all: readonly string[]): string => all[Math.floor(random() * all.length)] ?? "";
const several = <T>(length: number, make: () => T): T[] => Array.from({ length }, make);

function contentOf(kind: Kind, own: () => string, pool: readonly string[], heads: readonly string[][]): string[] {
  if (kind === "deeds") return several(between(8, 15), () => pick(pool));
  if (kind === "prose") return several(between(10, 15), own);
  const head = heads[between(0, heads.length - 1)] ?? [];
  return [...head.slice(0, between(3, 11)), ...several(between(4, 9), own)];
}

/** A line is misread more or less than the page. */
function misread(line: string, rate: number, letters: string): string {
  const own = rate * Math.exp((random() + random() + random() - 1.5) * 1.6);
  return Array.from(line, (letter) => {
    const chance = random() / own;
    if (chance >= 1) return letter;
    const other = pick([...letters]);
    return chance < 0.7 ? other : chance < 0.85 ? "" : letter + other;
  }).join("");
}

const [kindName, file] = process.argv.slice(2);
if (file === undefined) throw new Error("usage: dedupeFormulas.ts <deeds|letters|prose> <file of sentences>");
const kind = Kind.parse(kindName);
const sentences = (await readFile(file, "utf8")).split("\n").filter(({ length }) => length > 40);
const letters = [...new Set(sentences.slice(0, 500).join("").toLowerCase())]
  .filter((letter) => /\p{L}/u.test(letter))
  .join("");
const pool = several(300, () => pick(sentences));
const heads = several(12, () => several(16, () => pick(sentences)));
/** Half of one sentence and half of another. */
const own = (): string => {
  const [first, second] = [pick(sentences).split(" "), pick(sentences).split(" ")];
  return [...first.slice(0, first.length >> 1), ...second.slice(second.length >> 1)].join(" ");
};
for (let doc = 0, written = 0; written < DOCUMENTS; doc += 1) {
  const content = contentOf(kind, own, pool, heads);
  const copies = random() < 0.75 ? 1 : between(2, 5);
  for (let copy = 0; copy < copies; copy += 1, written += 1) {
    const rate = copy === 0 ? random() * 0.02 : (RATES[between(0, RATES.length - 1)] ?? 0);
    const text = content.map((line) => misread(line, rate, letters)).join("\n");
    process.stdout.write(`${JSON.stringify({ id: `${doc}.${copy}`, doc: String(doc), text })}\n`);
  }
}

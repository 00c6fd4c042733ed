import { configNames, type Facts, publishedLanguages } from "./facts.ts";

/** What the examples call the dataset: `loaded` in `load_dataset`, `copy` where a downloaded copy is read. */
export function exampleNames({ options: { name, repository } }: Facts): {
  readonly loaded: string;
  readonly copy: string;
} {
  return { loaded: repository ?? name, copy: name };
}

/** How a copy is made, or what the examples' name stands for. */
function aboutCopies(facts: Facts): string {
  const { repository } = facts.options;
  const { copy } = exampleNames(facts);
  if (repository === null)
    return `\`${copy}\` stands for this repository's name on the Hub, or for the folder it was downloaded to.`;
  return `Some examples read a copy in the folder \`${copy}\`:

\`\`\`sh
hf download ${repository} --repo-type dataset --revision v${facts.version} --local-dir ${copy}
\`\`\``;
}

/** Examples that the interop tests run as they stand: from a folder with the pipeline's name, and from the Hub. */
export function loadingSection(facts: Facts): string {
  const { sampleRows, repository } = facts.options;
  const config = publishedLanguages(facts)[0]?.[0] ?? configNames(facts)[0];
  if (config === undefined) return "## Loading\n\nThere is nothing to load.";
  const { loaded, copy } = exampleNames(facts);
  const bare =
    sampleRows > 0 ? `sample = load_dataset("${loaded}", split="train")  # the default config, \`sample\`\n` : "";
  const table = `data/${config}/train`;
  const frame = repository === null ? `${copy}/${table}` : `hf://datasets/${repository}/${table}`;
  return `## Loading

${aboutCopies(facts)}

\`\`\`python
from datasets import load_dataset

${bare}rows = load_dataset("${loaded}", "${config}", split="train")
same = load_dataset("${loaded}", "${config}", split="train", revision="v${facts.version}")  # whatever comes after it
for row in load_dataset("${loaded}", "${config}", split="train", streaming=True).take(1):
    print(row["id"], row["text"][:80])
\`\`\`

\`\`\`python
import pandas

rows = pandas.read_parquet("${frame}", columns=["id", "text", "language_score"])
\`\`\`

\`\`\`sql
-- DuckDB
SELECT id, title_src, word_count, signals.ocr_quality FROM '${copy}/${table}/*.parquet' WHERE language_score > 0.9;
\`\`\`

Rows are in the order of \`id\`, a hash: they are shuffled already, and in the same order every time. \`manifest.jsonl\` has
size, SHA-256 and rows of every data file; \`croissant.json\` describes a copy to tools that read Croissant 1.1.`;
}

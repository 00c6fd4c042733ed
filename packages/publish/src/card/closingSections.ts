import { configNames, type Facts, publishedLanguages } from "./facts.ts";
import { counted, plain } from "./markdown.ts";

/** Examples that the interop test runs as they stand, in a folder that holds the release under the pipeline's name. */
export function loadingSection(facts: Facts): string {
  const { name, sampleRows } = facts.options;
  const config = publishedLanguages(facts)[0]?.[0] ?? configNames(facts)[0];
  if (config === undefined) return "## Loading\n\nThere is nothing to load.";
  const bare =
    sampleRows > 0 ? `sample = load_dataset("${name}", split="train")  # the default config, \`sample\`\n` : "";
  return `## Loading

\`${name}\` stands for this repository's name on the Hub, or for the folder it was downloaded to.

\`\`\`python
from datasets import load_dataset

${bare}rows = load_dataset("${name}", "${config}", split="train")
for row in load_dataset("${name}", "${config}", split="train", streaming=True).take(1):
    print(row["id"], row["text"][:80])
\`\`\`

\`\`\`python
import pandas

rows = pandas.read_parquet("${name}/data/${config}/train", columns=["id", "text", "language_score"])
\`\`\`

\`\`\`sql
-- DuckDB
SELECT id, title_src, word_count FROM '${name}/data/${config}/train/*.parquet' WHERE language_score > 0.9;
\`\`\`

Rows are in the order of \`id\`, a hash: they are shuffled already, and in the same order every time. \`manifest.jsonl\` has
size, SHA-256 and rows of every file.`;
}

export function limitsSection(): string {
  return `## Limits

- The text was read by machine: expect wrong characters, lost lines and wrong reading order, above all in tables, in
  several columns and in handwriting. \`ocr_confidence\` helps to choose, within one script.
- Lines are joined into paragraphs, and running heads, feet and page numbers taken out, by rule: now and then a heading
  goes with them, or one of them stays.
- Languages that are close to one another, and short or mixed documents, are told apart less surely: \`language_score\`
  and \`languages\` say how surely.
- Documents are as old as their archives, with the spelling, the views and the prejudices of their time.`;
}

export function contactSection({ options, takedowns }: Facts): string {
  const { contact } = options.dataset;
  const where =
    contact.trim() === "" ? "Open a discussion in the Community tab of this repository" : `Write to ${plain(contact)}`;
  const done =
    takedowns.length === 0
      ? ""
      : `\n\nTaken down so far: ${counted(takedowns.length, "document")}. \`takedowns.jsonl\` lists their ids: please delete these rows ` +
        "from any copy you keep.";
  return `## Removal

${where}, and give the \`id\` of the row, or its \`institution\` and \`source_id\`. No reason is needed to ask. What is
removed is gone from the next version of the dataset; what earlier versions hold is purged on request.${done}`;
}

export function changelogSection({ version }: Facts): string {
  return `## Version

This is v${version}. Every version is a tag: \`load_dataset(..., revision="v${version}")\` always loads the same rows. What
changed is in [CHANGELOG.md](CHANGELOG.md).`;
}

/** How to cite the dataset, as BibTeX. */
export function citation({ options, version }: Pick<Facts, "options" | "version">): string {
  const key = options.name.replaceAll(/[^a-z0-9]/g, "_");
  const title = options.dataset.title.replaceAll(/[{}\\"]/g, "");
  return `@misc{${key},
  title = {${title}},
  note = {Version ${version}, made from scans with Malmoi ${options.pipelineVersion}}
}`;
}

export function citationSection(facts: Facts): string {
  return `## Citation\n\n\`\`\`bibtex\n${citation(facts)}\n\`\`\``;
}

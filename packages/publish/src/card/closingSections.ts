import type { Facts } from "./facts.ts";
import { counted, plain } from "./markdown.ts";

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

This is v${version}. On the Hub every version is a tag, and \`revision="v${version}"\` always loads the same rows. What changed is in
[CHANGELOG.md](CHANGELOG.md).`;
}

/** How to cite the dataset, as BibTeX. */
export function citation({ options, version }: Pick<Facts, "options" | "version">): string {
  const key = options.name.replaceAll(/[^a-z0-9]/g, "_");
  const url = options.repository === null ? "" : `,\n  url = {https://huggingface.co/datasets/${options.repository}}`;
  const title = options.dataset.title.replaceAll(/[{}\\"]/g, "");
  return `@misc{${key},
  title = {${title}},
  note = {Version ${version}, made from scans with Malmoi ${options.pipelineVersion}}${url}
}`;
}

export function citationSection(facts: Facts): string {
  return `## Citation\n\n\`\`\`bibtex\n${citation(facts)}\n\`\`\``;
}

import { changelogSection, citationSection, contactSection, limitsSection } from "./closingSections.ts";
import {
  languagesSection,
  pagesSection,
  personalDataSection,
  readingSection,
  rightsSection,
} from "./countingSections.ts";
import { type Facts, publishedLanguages } from "./facts.ts";
import { fieldsTable, signalsTable } from "./fields.ts";
import { frontMatter } from "./frontMatter.ts";
import { loadingSection } from "./loadingSection.ts";
import { counted, plain } from "./markdown.ts";
import { trainingSection } from "./trainingSection.ts";

function introduction(facts: Facts): string {
  const { options, statistics } = facts;
  const { published } = statistics.outcomes;
  const amount =
    `${counted(published.documents, "document")} (${counted(published.pages, "page")}) in ` +
    `${counted(publishedLanguages(facts).length, "language")}, read from scans of archives and libraries, cleaned and ` +
    `deduplicated by [Malmoi](#how-it-was-made) ${plain(options.pipelineVersion)}.`;
  return [`# ${plain(options.dataset.title)}`, options.dataset.description.trim(), amount]
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}

const FIELDS = `## Fields

All configs have the same columns. \`_src\` marks what stands as the institution gave it, unchecked; missing values are null.

${fieldsTable()}

<details><summary>Quality signals</summary>

${signalsTable()}

</details>`;

/** `README.md`: the dataset card, YAML head and body. */
export function datasetCard(facts: Facts): string {
  const sections = [
    introduction(facts),
    languagesSection(facts),
    loadingSection(facts),
    trainingSection(facts),
    FIELDS,
    pagesSection(facts),
    readingSection(facts),
    personalDataSection(facts),
    rightsSection(facts),
    limitsSection(),
    contactSection(facts),
    changelogSection(facts),
    citationSection(facts),
  ];
  return `${frontMatter(facts)}\n${sections.join("\n\n")}\n`;
}

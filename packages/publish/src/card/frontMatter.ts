import { stringify } from "yaml";
import { configNames, type Facts, publishedLanguages } from "./facts.ts";
import { hubLanguage, hubLicense, sizeCategory } from "./hubNames.ts";

/**
 * The YAML head of the card. Every string is quoted: the Hub reads YAML 1.1, for which a bare `no` is false. Rows are
 * not counted here, since a count that differs from the data makes `load_dataset` fail.
 */
export function frontMatter(facts: Facts): string {
  const { options, statistics } = facts;
  const codes = publishedLanguages(facts).flatMap(([tag]) => hubLanguage(tag) ?? []);
  const languages = [...new Set(codes)].toSorted();
  const head = {
    ...hubLicense(options.dataset.license),
    language: languages,
    pretty_name: options.dataset.title,
    size_categories: [sizeCategory(statistics.outcomes.published.documents)],
    multilinguality: [languages.length > 1 ? "multilingual" : "monolingual"],
    source_datasets: ["original"],
    task_categories: ["text-generation"],
    tags: ["text", "ocr", "documents", "archives", "malmoi"],
    configs: configNames(facts).map((name) => ({
      config_name: name,
      ...(name === "sample" ? { default: true } : {}),
      data_files: [{ split: "train", path: `data/${name}/train/*.parquet` }],
    })),
  };
  const yaml = stringify(head, { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN", lineWidth: 0 });
  return `---\n${yaml}---\n`;
}

import { ROW_COLUMNS } from "../release/columns.ts";
import { citation } from "./closingSections.ts";
import { configNames, type Facts } from "./facts.ts";
import { fieldMeaning } from "./fields.ts";
import { hubLanguage } from "./hubNames.ts";
import { publishedLanguages } from "./facts.ts";

/** The JSON-LD context that Croissant 1.1 prescribes, in the spelling of its reference implementation. */
const CONTEXT = {
  "@language": "en",
  "@vocab": "https://schema.org/",
  annotation: "cr:annotation",
  arrayShape: "cr:arrayShape",
  citeAs: "cr:citeAs",
  column: "cr:column",
  conformsTo: "dct:conformsTo",
  containedIn: "cr:containedIn",
  cr: "http://mlcommons.org/croissant/",
  data: { "@id": "cr:data", "@type": "@json" },
  dataBiases: "cr:dataBiases",
  dataCollection: "cr:dataCollection",
  dataType: { "@id": "cr:dataType", "@type": "@vocab" },
  dct: "http://purl.org/dc/terms/",
  equivalentProperty: "cr:equivalentProperty",
  examples: { "@id": "cr:examples", "@type": "@json" },
  excludes: "cr:excludes",
  extract: "cr:extract",
  field: "cr:field",
  fileObject: "cr:fileObject",
  fileProperty: "cr:fileProperty",
  fileSet: "cr:fileSet",
  format: "cr:format",
  includes: "cr:includes",
  isArray: "cr:isArray",
  isLiveDataset: "cr:isLiveDataset",
  jsonPath: "cr:jsonPath",
  key: "cr:key",
  md5: "cr:md5",
  parentField: "cr:parentField",
  path: "cr:path",
  personalSensitiveInformation: "cr:personalSensitiveInformation",
  prov: "http://www.w3.org/ns/prov#",
  rai: "http://mlcommons.org/croissant/RAI/",
  readLines: "cr:readLines",
  recordSet: "cr:recordSet",
  references: "cr:references",
  regex: "cr:regex",
  repeated: "cr:repeated",
  replace: "cr:replace",
  samplingRate: "cr:samplingRate",
  sc: "https://schema.org/",
  separator: "cr:separator",
  source: "cr:source",
  subField: "cr:subField",
  transform: "cr:transform",
  unArchive: "cr:unArchive",
  value: "cr:value",
};

const TYPES: Readonly<Record<string, string>> = { string: "sc:Text", double: "sc:Float", int64: "sc:Integer" };

/** Columns with one value a row; Croissant 1.1 has no good word for lists of structs. */
function fields(config: string, from: object): object[] {
  return Object.entries(ROW_COLUMNS).flatMap(([name, type]) => {
    const dataType = typeof type === "string" ? TYPES[type] : undefined;
    if (dataType === undefined) return [];
    return [
      {
        "@type": "cr:Field",
        "@id": `${config}/${name}`,
        name,
        description: fieldMeaning(name),
        dataType,
        source: { ...from, extract: { column: name } },
      },
    ];
  });
}

/** The page of an SPDX identifier; a licence of one's own has none. */
function licenceUrl(license: string): string {
  const isSpdx = /^(?!other$|LicenseRef-)[\w.+-]+$/i.test(license);
  return isSpdx ? `https://spdx.org/licenses/${license}.html` : license;
}

/** `croissant.json`, version 1.1: files by digest, and a record set for each config. */
export function croissant(facts: Facts): string {
  const { options, data, version } = facts;
  const configs = configNames(facts);
  const objects = data.map(({ path, bytes, sha256 }) => ({
    "@type": "cr:FileObject",
    "@id": path,
    name: path,
    contentUrl: path,
    contentSize: `${bytes} B`,
    encodingFormat: "application/x-parquet",
    sha256,
  }));
  const recordSets = configs.map((config) => {
    const shards = data.filter(({ path }) => path.startsWith(`data/${config}/`));
    // A file set of one pattern for a config of many shards; a single shard is its own source.
    const [only] = shards;
    const from =
      shards.length === 1 && only !== undefined
        ? { fileObject: { "@id": only.path } }
        : { fileSet: { "@id": `files/${config}` } };
    return {
      shards,
      recordSet: {
        "@type": "cr:RecordSet",
        "@id": config,
        name: config,
        key: { "@id": `${config}/id` },
        field: fields(config, from),
      },
    };
  });
  const sets = recordSets
    .filter(({ shards }) => shards.length > 1)
    .map(({ shards, recordSet }) => ({
      "@type": "cr:FileSet",
      "@id": `files/${recordSet.name}`,
      name: `files/${recordSet.name}`,
      containedIn: shards.map(({ path }) => ({ "@id": path })),
      encodingFormat: "application/x-parquet",
      includes: `data/${recordSet.name}/train/*.parquet`,
    }));
  const languages = publishedLanguages(facts).flatMap(([tag]) => hubLanguage(tag) ?? []);
  const dataset = {
    "@context": CONTEXT,
    "@type": "sc:Dataset",
    conformsTo: "http://mlcommons.org/croissant/1.1",
    name: options.name,
    description: options.dataset.description.trim() || options.dataset.title,
    license: licenceUrl(options.dataset.license),
    ...(options.repository === null ? {} : { url: `https://huggingface.co/datasets/${options.repository}` }),
    version,
    citeAs: citation(facts),
    inLanguage: [...new Set(languages)].toSorted(),
    isLiveDataset: true,
    keywords: ["text", "ocr", "documents", "archives"],
    distribution: [...objects, ...sets],
    recordSet: recordSets.map(({ recordSet }) => recordSet),
  };
  return `${JSON.stringify(dataset, null, 1)}\n`;
}

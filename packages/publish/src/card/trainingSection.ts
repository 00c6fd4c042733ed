import { type Facts, publishedLanguages } from "./facts.ts";
import { exampleNames } from "./loadingSection.ts";

/** What model trainers do with the rows, as examples that the interop test runs as they stand. */
export function trainingSection(facts: Facts): string {
  const { loaded, copy } = exampleNames(facts);
  const config = publishedLanguages(facts)[0]?.[0];
  if (config === undefined) return "## For training\n\nThere is nothing to train on yet.";
  return `## For training

Amounts are given in characters (Unicode code points), words (UAX #29) and tokens of o200k_base (\`tiktoken\`); other
tokenizers cut more finely in scripts they have seen little of.

\`\`\`python
# Only what was read surely, as a stream; null means that nothing had to be recognised.
from datasets import load_dataset

columns = ["id", "text", "ocr_confidence"]  # no others are downloaded
stream = load_dataset("${loaded}", "${config}", split="train", streaming=True, columns=columns)
sure = stream.filter(lambda row: row["ocr_confidence"] is None or row["ocr_confidence"] >= 0.8)
for row in sure.take(2):
    print(row["id"], row["ocr_confidence"], row["text"][:60])
\`\`\`

\`\`\`python
# A text that was found often may weigh more: one row stands for \`duplicate_count\` documents.
from datasets import load_dataset

rows = load_dataset("${loaded}", "${config}", split="train")
weights = [min(count, 4) for count in rows["duplicate_count"]]
print(sum(weights), "for", len(rows), "rows")
\`\`\`

\`\`\`python
# From a row back to the pages of its scan.
from datasets import load_dataset

row = load_dataset("${loaded}", "${config}", split="train")[0]
starts = [0, *row["pages"]]
for number, start, end in zip(row["page_numbers"], starts, row["pages"]):
    print(row["institution"], row["source_id"], "page", number, row["text"][start:end][:60])
\`\`\`

\`\`\`python
# A download is whole: every data file has the digest of the manifest.
import hashlib
import json
from pathlib import Path

folder = Path("${copy}")
for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
    file = json.loads(line)
    digest = hashlib.sha256()
    with open(folder / file["path"], "rb") as data:
        while piece := data.read(1 << 20):
            digest.update(piece)
    assert digest.hexdigest() == file["sha256"], file["path"]
\`\`\``;
}

"""Loads a release as a model trainer does, and compares it with its manifest: load.py <release folder>"""

import hashlib
import json
import sys
from collections import defaultdict
from pathlib import Path

import pyarrow.parquet
from datasets import Value, get_dataset_config_names, load_dataset

release = Path(sys.argv[1]).resolve()
expected = defaultdict(int)
for line in (release / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
    file = json.loads(line)
    expected[file["path"].split("/")[1]] += file["rows"]
    # With a page index for every column, the Hub's viewer reads single pages of a group.
    footer = pyarrow.parquet.read_metadata(release / file["path"])
    groups = [footer.row_group(group) for group in range(footer.num_row_groups)]
    for column in (group.column(number) for group in groups for number in range(footer.num_columns)):
        assert column.compression == "ZSTD", (file["path"], column)
        assert column.has_column_index and column.has_offset_index and column.is_stats_set, (file["path"], column)
    assert all(group.total_byte_size < 300e6 for group in groups), file["path"]

configs = get_dataset_config_names(str(release))
assert sorted(configs) == sorted(expected), (configs, sorted(expected))

features = None
for config, rows in expected.items():
    whole = load_dataset(str(release), config, split="train")
    assert whole.num_rows == rows, (config, whole.num_rows, rows)
    # A column of nulls or of empty lists must have the type it has everywhere else.
    features = features or whole.features
    assert whole.features == features, (config, whole.features, features)
    assert features["ocr_confidence"] == Value("float64"), features["ocr_confidence"]
    assert features["near_duplicate_of_release"] == Value("string"), features["near_duplicate_of_release"]
    for row in whole:
        assert hashlib.sha256(row["text"].encode()).hexdigest() == row["text_sha256"], row["id"]
        assert len(row["text"]) == row["char_count"], row["id"]
        assert not row["pages"] or row["pages"][-1] <= len(row["text"]), row["id"]
        assert bool(row["removed_reasons"]) == config.endswith("_removed"), row["id"]

    streamed = load_dataset(str(release), config, split="train", streaming=True)
    assert [row["id"] for row in streamed] == list(whole["id"]), config

if "sample" in expected:
    default = load_dataset(str(release), split="train")
    assert default.num_rows == expected["sample"], default.num_rows

print(f"{len(expected)} configs, {sum(expected.values())} rows, features {features}")
print("all is well")

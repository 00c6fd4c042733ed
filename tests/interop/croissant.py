"""Reads croissant.json with the reference implementation, and a record of every config: croissant.py <release folder>"""

import json
import sys
from pathlib import Path

import mlcroissant

release = Path(sys.argv[1]).resolve()
dataset = mlcroissant.Dataset(jsonld=str(release / "croissant.json"))
assert not dataset.metadata.ctx.issues.errors, dataset.metadata.ctx.issues.report()
print(dataset.metadata.ctx.issues.report())
rows = {}
for line in (release / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
    file = json.loads(line)
    config = file["path"].split("/")[1]
    rows[config] = rows.get(config, 0) + file["rows"]
assert {record_set.id for record_set in dataset.metadata.record_sets} == set(rows)
for config, count in rows.items():
    read = sum(1 for _ in dataset.records(config))
    assert read == count, (config, read, count)
print("all is well")

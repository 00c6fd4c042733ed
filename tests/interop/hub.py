"""Reads a published dataset from a Hub as a model trainer does, and uploads to it: hub.py <release folder> <repository>

HF_ENDPOINT and HF_TOKEN say which Hub. Everything is done by Hugging Face's own clients, DuckDB and pandas."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

# Before any client is imported: these read the address once, and without one they ask the real Hub.
endpoint = os.environ.get("HF_ENDPOINT", "")
if not endpoint.startswith("http://127.0.0.1:"):
    sys.exit(f"HF_ENDPOINT must be a server on loopback, not {endpoint!r}")

import duckdb
import pandas
from datasets import get_dataset_config_names, load_dataset
from huggingface_hub import HfApi, HfFileSystem, snapshot_download
from huggingface_hub.errors import HfHubHTTPError, RepositoryNotFoundError, RevisionNotFoundError

release, repository = Path(sys.argv[1]).resolve(), sys.argv[2]
api = HfApi()
manifest = [json.loads(line) for line in (release / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
version = "v" + json.loads((release / "croissant.json").read_text(encoding="utf-8"))["version"]
expected = defaultdict(int)
for file in manifest:
    expected[file["path"].split("/")[1]] += file["rows"]


def digests(folder):
    files = [path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts and path.name != ".gitattributes"]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


# datasets: every config, whole and streaming, at the tag.
configs = get_dataset_config_names(repository, revision=version)
assert sorted(configs) == sorted(expected), (configs, sorted(expected))
for config, rows in expected.items():
    whole = load_dataset(repository, config, split="train", revision=version)
    assert whole.num_rows == rows, (config, whole.num_rows, rows)
    streamed = load_dataset(repository, config, split="train", streaming=True)
    assert [row["id"] for row in streamed] == list(whole["id"]), config
assert load_dataset(repository, split="train").num_rows == expected["sample"]
print("datasets")

# huggingface_hub: the same bytes come back, and the tag is on what main is.
with tempfile.TemporaryDirectory() as folder:
    snapshot = Path(snapshot_download(repository, repo_type="dataset", local_dir=folder))
    assert digests(snapshot) == digests(release)
refs = api.list_repo_refs(repository, repo_type="dataset")
assert [tag.name for tag in refs.tags] == [version], refs
head = api.dataset_info(repository).sha
assert refs.tags[0].target_commit == head, (refs, head)
infos = {info.path: info for info in api.get_paths_info(repository, [file["path"] for file in manifest], repo_type="dataset")}
for file in manifest:
    assert infos[file["path"]].lfs.sha256 == file["sha256"], file
print("huggingface_hub")

# DuckDB and pandas. DuckDB's own hf:// knows only the real Hub, so it reads what was downloaded.
config = next(name for name in configs if name != "sample" and not name.endswith("_removed"))
with tempfile.TemporaryDirectory() as folder:
    pattern = f"data/{config}/train/*.parquet"
    snapshot_download(repository, repo_type="dataset", local_dir=folder, allow_patterns=pattern)
    count = duckdb.sql(f"SELECT count(*) FROM '{folder}/{pattern}' WHERE char_count > 0").fetchall()[0][0]
assert count == expected[config], (count, expected[config])
listed = HfFileSystem().glob(f"datasets/{repository}/data/{config}/train/*.parquet")
assert len(listed) == sum(file["path"].startswith(f"data/{config}/") for file in manifest), listed
first = next(file["path"] for file in manifest if file["path"].startswith(f"data/{config}/"))
frame = pandas.read_parquet(f"hf://datasets/{repository}/{first}", columns=["id", "text"])
assert list(frame.columns) == ["id", "text"] and len(frame) > 0
print("duckdb, pandas")

# The way there, by the Hub's own client, onto the same server; and the second time without a commit of data.
own = repository.split("/")[0] + "/from-python"
api.create_repo(own, repo_type="dataset")
commit = api.upload_folder(repo_id=own, repo_type="dataset", folder_path=release)
assert load_dataset(own, config, split="train").num_rows == expected[config]
with tempfile.TemporaryDirectory() as folder:
    assert digests(Path(snapshot_download(own, repo_type="dataset", local_dir=folder))) == digests(release)
api.create_tag(own, tag="v1", repo_type="dataset")
pull = api.create_pull_request(own, title="one more file", repo_type="dataset")
api.upload_file(path_or_fileobj=b"x", path_in_repo="x.txt", repo_id=own, repo_type="dataset", revision=pull.git_reference)
assert not api.file_exists(own, "x.txt", repo_type="dataset")
api.change_discussion_status(own, pull.num, "open", repo_type="dataset")
api.merge_pull_request(own, pull.num, repo_type="dataset")
assert api.file_exists(own, "x.txt", repo_type="dataset")
assert not api.file_exists(own, "x.txt", repo_type="dataset", revision="v1")
print("upload_folder, tag, pull request")

# The command line.
with tempfile.TemporaryDirectory() as folder:
    hf = Path(sys.executable).parent / "hf"
    subprocess.run([hf, "download", repository, "--repo-type", "dataset", "--local-dir", folder], check=True, capture_output=True)
    assert digests(Path(folder)) == digests(release)
    subprocess.run([hf, "upload", own, str(release / "README.md"), "again.md", "--repo-type", "dataset"], check=True, capture_output=True)
assert api.file_exists(own, "again.md", repo_type="dataset")
print("hf")

# Errors are those that the clients know.
for call, error in [
    (lambda: api.dataset_info("archive/nothing"), RepositoryNotFoundError),
    (lambda: api.dataset_info(repository, revision="v9"), RevisionNotFoundError),
    (lambda: HfApi(token="hf_read").create_repo("archive/other", repo_type="dataset"), HfHubHTTPError),
]:
    try:
        call()
    except error:
        continue
    raise AssertionError(f"expected {error}")
print("all is well")

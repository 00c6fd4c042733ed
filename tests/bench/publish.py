"""The same steps by Python's own libraries: publish.py upload <release> <hub> | publish.py write <rows.jsonl> <table.parquet>"""

import json
import os
import sys
import time

step, source, to = sys.argv[1:]
beside = None
if step == "upload":
    if not to.startswith("http://127.0.0.1:"):
        sys.exit("only a server on loopback")
    os.environ.update(HF_ENDPOINT=to, HF_TOKEN="hf_write", HF_HUB_DISABLE_XET="1", HF_HUB_DISABLE_TELEMETRY="1", HF_HUB_DISABLE_PROGRESS_BARS="1")
    from huggingface_hub import HfApi

    began = time.perf_counter()
    api = HfApi()
    api.create_repo("archive/python", repo_type="dataset")
    api.upload_folder(repo_id="archive/python", repo_type="dataset", folder_path=source)
    seconds = time.perf_counter() - began
else:
    import pyarrow
    import pyarrow.parquet

    with open(source, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]

    def write():
        began = time.perf_counter()
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), to, compression="zstd", row_group_size=2048)
        return time.perf_counter() - began

    beside, seconds = write(), write()
# Not ru_maxrss, which a process has from the one that started it.
with open("/proc/self/status", encoding="ascii") as status:
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
print(json.dumps({"seconds": seconds, "beside": beside, "megabytes": peak / 1024}))

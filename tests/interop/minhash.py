"""datatrove's own MinHash, stage 1, for the test and the benchmark beside: reads JSON Lines of texts.

python minhash.py signatures <texts.jsonl>            a line a text: {"simplified", "14x8", "32x10"}
python minhash.py clusters <texts.jsonl> <folder>     stages 1 to 3 at 14 x 8, into the folder
python minhash.py bench <texts.jsonl>                 serves: a line "<14x8|32x10> <datatrove|numpy>" in, JSON out
"""

import json
import resource
import sys
import time

import numpy as np
import xxhash
from datatrove.data import Document
from datatrove.pipeline.dedup.minhash import (
    MinhashConfig,
    MinhashDedupBuckets,
    MinhashDedupCluster,
    MinhashDedupSignature,
)
from datatrove.utils.text import simplify_text
from datatrove.utils.word_tokenizers import WordTokenizer

CONFIGS = {"14x8": (14, 8), "32x10": (32, 10)}
PRIME = np.uint64((1 << 61) - 1)


class WhiteSpace(WordTokenizer):
    """Words are what white space separates: datatrove's own tokenizers differ by language and cannot all be had."""

    def word_tokenize(self, text):
        return text.split()

    def sent_tokenize(self, text):
        return [text]

    def span_tokenize(self, text):
        return [(0, len(text))]


def stage(name, folder="."):
    buckets, hashes = CONFIGS[name]
    config = MinhashConfig(num_buckets=buckets, hashes_per_bucket=hashes)
    return MinhashDedupSignature(folder, config, language=WhiteSpace()), config


def signature(step, text):
    shingles = step.get_shingles(text)
    return None if shingles.size == 0 else " ".join(str(x) for bucket in step.get_signature(shingles) for x in bucket)


def plain(step, text):
    """The algorithm without datatrove's classes."""
    words = simplify_text(text).split()
    grams = [xxhash.xxh64_intdigest(" ".join(words[i : i + 5]).encode()) for i in range(len(words) - 4)]
    if not grams:
        return None
    a, b = step.parameters
    return ((np.array(grams, dtype=np.uint64).reshape(-1, 1) * a + b) % PRIME).min(axis=0)


def by_classes(step, text):
    shingles = step.get_shingles(text)
    return None if shingles.size == 0 else step.get_signature(shingles)


def main():
    what, file, *rest = sys.argv[1:]
    with open(file, encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]
    if what == "signatures":
        steps = {name: stage(name)[0] for name in CONFIGS}
        for text in texts:
            found = {name: signature(step, text) for name, step in steps.items()}
            print(json.dumps({"simplified": simplify_text(text), **found}))
    elif what == "clusters":
        (folder,) = rest
        step, config = stage("14x8", f"{folder}/signatures")
        step.run(Document(text=text, id=str(index)) for index, text in enumerate(texts))
        for rank in range(14):
            MinhashDedupBuckets(f"{folder}/signatures", f"{folder}/buckets", config=config).run(None, rank, 14)
        MinhashDedupCluster(f"{folder}/buckets", f"{folder}/clusters", config=config, save_cluster_id=True).run(None)
    else:
        for line in sys.stdin:
            name, which = line.split()
            step = stage(name)[0]
            begun = time.process_time()
            for text in texts:
                (by_classes if which == "datatrove" else plain)(step, text)
            taken = time.process_time() - begun
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            print(json.dumps({"seconds": taken, "megabytes": peak / 1024}), flush=True)


main()

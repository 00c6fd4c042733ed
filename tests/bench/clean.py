"""datatrove's filters, each with its defaults, on documents of one language; prints CPU seconds by filter as JSON.

python clean.py <tag> <documents.json>: the file holds a list of texts.
"""

import json
import sys
import time

from loguru import logger

logger.remove()

from datatrove.data import Document
from datatrove.pipeline.filters import (
    C4QualityFilter,
    FineWebQualityFilter,
    GopherQualityFilter,
    GopherRepetitionFilter,
)

tag, path = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    texts = json.load(file)
filters = [
    filter_class(language=tag)
    for filter_class in (GopherRepetitionFilter, GopherQualityFilter, FineWebQualityFilter, C4QualityFilter)
]


def run(texts):
    seconds = {}
    for each in filters:
        start = time.process_time()
        for number, text in enumerate(texts):
            each.filter(Document(text=text, id=str(number)))
        seconds[type(each).__name__] = time.process_time() - start
    return seconds


run(texts[:1])
print(json.dumps(run(texts)))

"""Runs the examples of a dataset card as they stand, one after the other, each with names of its own: examples.py <README.md>

Prints the language of each. Commands are looked for beside this Python first."""

import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb

card = Path(sys.argv[1]).read_text(encoding="utf-8")
path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
for language, code in re.findall(r"^```(python|sql|sh)\n(.*?)^```$", card, re.S | re.M):
    print(f"--- {language}\n{code}", file=sys.stderr)
    if language == "python":
        exec(code, {})
    elif language == "sql":
        print(duckdb.sql(code))
    else:
        subprocess.run(code, shell=True, check=True, env={**os.environ, "PATH": path})
    print(f"ran {language}")

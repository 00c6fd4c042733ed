"""Runs the lines on purging of a README for a dataset, the one that deletes too: purge.py <README.md> <org/name>"""

import re
import sys
from pathlib import Path

readme, dataset = sys.argv[1:]
(code,) = re.findall(r"^```python\n(.*?permanently_delete_lfs_files.*?)^```$", Path(readme).read_text(encoding="utf-8"), re.S | re.M)
exec(code.replace("my-archive/letters", dataset).replace("# api.permanently", "api.permanently"), {})

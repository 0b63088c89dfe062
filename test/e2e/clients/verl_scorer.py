"""Scores completions with verl's own scorer of SandboxFusion, as it is published.

Reads {"url", "samples": [{"completion", "tests", "timeout"}]} and writes for each sample its score and, for
each of its tests, the status that verl gives it. The module is loaded from its file, since
importing verl itself wants all that a trainer needs.
"""

import importlib.util
import json
import sys
import threading
from pathlib import Path

(folder,) = [Path(path) / "verl/utils/reward_score/sandbox_fusion" for path in sys.path if path.endswith("site-packages")]
spec = importlib.util.spec_from_file_location("verl_sandbox_fusion", folder / "__init__.py", submodule_search_locations=[str(folder)])
scorer = importlib.util.module_from_spec(spec)
sys.modules[spec.name] = scorer
spec.loader.exec_module(scorer)

request = json.load(sys.stdin)
places = threading.Semaphore(64)
answers = []
for sample in request["samples"]:
    score, metadata = scorer.compute_score(
        request["url"], places, 1024, sample["completion"], sample["tests"], continuous=False, timeout=sample.get("timeout", 10)
    )
    answers.append({"score": score, "statuses": [test.get("status") for test in metadata]})
json.dump(answers, sys.stdout)

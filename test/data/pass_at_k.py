"""pass@k from raw verdicts, counted with exact fractions: an independent check of `assay label`.

Takes the outcomes file of a labelling and prints, for k = 1, 10 and 100, the mean over
problems of 1 - C(n-c, k) / C(n, k).
"""

import json
import sys
from collections import defaultdict
from fractions import Fraction
from math import comb

samples = defaultdict(lambda: [0, 0])
with open(sys.argv[1]) as file:
    for line in file:
        row = json.loads(line)
        if row["id"] == "golden:" + row["problem_id"]:
            continue
        assert row["status"] == "ok", row["id"]
        n_c = samples[row["problem_id"]]
        n_c[0] += 1
        n_c[1] += row["verdict"] == "accepted"
for k in (1, 10, 100):
    values = [1 - Fraction(comb(n - c, k), comb(n, k)) for n, c in samples.values() if n >= k]
    print(f"pass@{k} {float(sum(values) / len(values)):.4f} {len(values)}")

"""Scores of verl's prime_code, called as verl's default reward function calls it.

Takes a file of tasks, [{"code", "inputs", "outputs"}]. Prints, as JSON, the seconds for
all of them and the score of each. prime_code is imported by itself: the package around it
would need torch and ray, and has no part in the work.
"""

import contextlib
import json
import sys
import sysconfig
import time

sys.path.insert(0, sysconfig.get_path("purelib") + "/verl/utils/reward_score")
import prime_code

with open(sys.argv[1]) as file:
    tasks = json.load(file)


def score(task):
    tests = {"inputs": task["inputs"], "outputs": task["outputs"]}
    return float(prime_code.compute_score(task["code"], tests, continuous=True)[0])


with contextlib.redirect_stdout(sys.stderr):
    start = time.perf_counter()
    scores = [score(task) for task in tasks]
    seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "scores": scores}))

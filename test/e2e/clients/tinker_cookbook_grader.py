"""Grades completions as the code recipe of tinker-cookbook does, with its own functions, as they are published.

Reads {"url", "samples": [{"completion", "tests"}]}, tests as DeepCoder and TACO have them; writes whether each passes, and
errors of the client, which it has where the service refused or failed.
"""

import asyncio
import json
import os
import sys

request = json.load(sys.stdin)
os.environ["SANDBOX_URL"] = request["url"]

from tinker_cookbook.recipes.code_rl import code_grading  # noqa: E402


async def grade(sample):
    code = code_grading.extract_code_from_model(sample["completion"])
    tests = code_grading.taco_to_lcb_format(sample["tests"])
    passed, details = await code_grading.sandbox_check_correctness(tests, code, timeout=2)
    return {"passed": passed, "error": details.get("error")}


async def main():
    answers = await asyncio.gather(*map(grade, request["samples"]))
    await code_grading._get_sandboxfusion_client().close()
    return answers


json.dump(asyncio.run(main()), sys.stdout)

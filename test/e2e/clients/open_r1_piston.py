"""Scores programs as the Codeforces and IOI rewards of open-r1 do: the same requests over aiohttp, the same reading of replies.

open-r1 is not published as a package, so this is written after it. Reads {"url", "codeforces": [...], "ioi": [...]};
writes scores: of Codeforces 1, 0 or -0.1 for what does not compile, of IOI (score, feedback).
"""

import asyncio
import json
import sys

import aiohttp

request = json.load(sys.stdin)


class PistonError(Exception):
    pass


async def execute(session, data, attempts=6):
    for attempt in range(attempts):
        if attempt:
            await asyncio.sleep(min(2 ** (attempt - 1), 10) / 4)
        async with session.post(request["url"] + "/api/v2/execute", json=data, headers={"Content-Type": "application/json"}) as response:
            answer = await response.json(content_type=None)
            if response.status != 200 or answer is None:
                continue
            if "run" in answer and "Resource temporarily unavailable" in answer["run"].get("stderr", ""):
                continue
            return answer
    raise PistonError("no answer")


async def codeforces(session, sample):
    config = {"TIME_LIMIT": 2, "MEMORY_LIMIT": 256, "INPUT_MODE": "stdio"}
    files = [
        {"name": f"main.{sample['ending']}", "content": sample["code"]},
        {"name": "input.txt", "content": sample["input"]},
        {"name": "correct_output.txt", "content": sample["output"]},
        {"name": "grader_config", "content": "\n".join(f"{key}={value}" for key, value in config.items())},
    ]
    if sample.get("checker"):
        files.insert(1, {"name": "checker.py", "content": sample["checker"]})
    language = "cf_python3" if sample["ending"] == "py" else "c++17"
    result = await execute(session, {"files": files, "run_timeout": (2 + 10) * 1000, "language": language, "version": "*"})
    if result["compile"]["code"] != 0:
        return -0.1
    return 1 if result["run"]["code"] == 0 and result["run"]["stdout"].strip() == "1" else 0


async def ioi(session, sample):
    files = [{"name": name, "content": content} for name, content in sample["files"].items()]
    data = {"files": files, "run_timeout": 5000, "run_memory_limit": 256 << 20, "language": "cms_ioi", "version": "*"}
    response = await execute(session, data)
    if "message" in response:
        raise PistonError(response["message"])
    if "compile" in response and response["compile"]["code"] != 0:
        return 0.0, "Compilation error exit code " + str(response["compile"]["code"])
    run = response["run"]
    if run["code"] == 1 and "MemoryError" in run["stderr"]:
        return 0.0, "Memory limit exceeded"
    if run["stdout"]:
        return float(run["stdout"]), run["stderr"]
    if run["signal"] == "SIGKILL":
        return 0.0, "Time limit exceeded"
    raise PistonError(str(run["code"]))


async def main():
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(sock_read=30)) as session:
        answers = {
            "codeforces": await asyncio.gather(*[codeforces(session, sample) for sample in request["codeforces"]]),
            "ioi": await asyncio.gather(*[ioi(session, sample) for sample in request["ioi"]]),
        }
        async with session.get(request["url"] + "/api/v2/runtimes") as response:
            answers["languages"] = [runtime["language"] for runtime in await response.json()]
    json.dump(answers, sys.stdout)


asyncio.run(main())

"""Calls the service with the package sandbox-fusion, as it is published. Reads {"url"}; writes what came back."""

import asyncio
import json
import sys

import sandbox_fusion as client

request = json.load(sys.stdin)
client.set_endpoint(request["url"])


def run(code, **more):
    return json.loads(client.run_code(client.RunCodeRequest(code=code, **{"language": "python", **more}), max_attempts=2).json())


def summary(code, **more):
    result = client.run_code(client.RunCodeRequest(code=code, **{"language": "python", **more}))
    words = client.SummaryMapping(CompileFailed="compile", RunFailed="run", RunTimeout="time")
    return client.summary_run_code_result(result, words)


def submit(completion):
    config = client.TestConfig(language="python")
    return client.submit(client.SubmitRequest(dataset="school", id="double", completion=completion, config=config)).accepted


def refused(language):
    try:
        client.run_code(client.RunCodeRequest.construct(code="", language=language), max_attempts=1)
    except Exception as error:
        return str(error)


async def run_async(code):
    result = await client.run_code_async(client.RunCodeRequest(code=code, language="python"))
    return result.run_result.stdout


config = client.TestConfig()
answers = {
    "run": run("print(int(input()) * 2)", stdin="21"),
    "files": run("open('b','w').write(open('a').read()*2)", files={"a": "aGk="}, fetch_files=["b"])["files"],
    "async": asyncio.run(run_async("print(6 * 7)")),
    "summaries": [
        summary("print(1)"),
        summary("1/0"),
        summary("while True: pass", run_timeout=0.5),
        summary("int main() { return x; }", language="cpp"),
    ],
    "refused": refused("klingon"),
    "prompts": [prompt.dict() for prompt in client.get_prompts(client.GetPromptsRequest(dataset="school", config=config))],
    "prompt": client.get_prompt_by_id(client.GetPromptByIdRequest(dataset="school", id="double", config=config)).prompt,
    "submitted": [submit("```python\nprint(2 * int(input()))\n```"), submit("```python\nprint(1)\n```")],
}
json.dump(answers, sys.stdout)

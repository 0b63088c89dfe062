"""Each trainer's own way to load and call a reward function, by its documentation and source."""

from __future__ import annotations

import importlib.util
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import assay_client
import assay_client.openrlhf
from assay_client import Assay, AssayError, NoVerdict
from assay_client.ground_truth import problem_of
from assay_client.judge import Judge
from assay_client.testing import EmbeddedServer
from assay_client.trl import reward_function

from .conftest import ECHO, HALF, RIGHT, WRONG

PACKAGE = Path(assay_client.__file__).parent
APPS = {"inputs": ["1 2\n", "3 4\n"], "outputs": ["3\n", "7\n"]}
ADDS = "print(sum(map(int, input().split())))"


def fenced(code: str) -> str:
    return f"Let me see.\n```python\n{code}\n```\n"


def load(path: Path) -> ModuleType:
    """As verl and OpenRLHF load a file that is named in their configuration."""
    spec = importlib.util.spec_from_file_location("custom_module", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def at_the_server(server: EmbeddedServer, client: Assay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_URL", server.url)


def test_trl_gets_a_number_or_none_for_each_completion(server: EmbeddedServer) -> None:
    function = reward_function(server.url, scheme="fraction")
    metrics: dict[str, float] = {}
    rewards = function(
        prompts=["q"] * 4,
        completions=[fenced(RIGHT), fenced(HALF), fenced("pass"), fenced(RIGHT)],
        completion_ids=[[1], [2], [3], [4]],
        problem_id=["echo", "echo", "unjudged", None],
        trainer_state=object(),
        log_extra=lambda *_: None,
        log_metric=metrics.__setitem__,
    )
    assert rewards == [1.0, 0.5, None, None]
    assert function.__name__ == "assay_reward"
    assert metrics == {"assay_reward/no_verdict": 1 / 3}


def test_trl_gets_rewards_of_conversations_and_of_problems_and_languages_in_columns(server: EmbeddedServer) -> None:
    function = reward_function(server.url, problem_column="verification", name="code")
    javascript = "```javascript\nconsole.log(require('fs').readFileSync(0, 'utf8').trim())\n```"
    rewards = function(
        prompts=[[{"role": "user", "content": "q"}]] * 3,
        completions=[
            [{"role": "assistant", "content": fenced(ADDS)}],
            [{"role": "assistant", "content": [{"type": "text", "text": fenced(WRONG)}]}],
            [{"role": "assistant", "content": javascript}, {"role": "tool", "content": fenced("tool")}],
        ],
        verification=[json.dumps(APPS), APPS, {**ECHO, "groups": None}],
        language=[None, "python", "javascript"],
    )
    assert rewards == [1.0, 0.0, 1.0]


def test_data_that_cannot_be_judged_stop_the_trainer_and_are_not_masked(server: EmbeddedServer) -> None:
    function = reward_function(server.url)
    with pytest.raises(AssayError, match=r"sample 1 \(never-seen\)") as error:
        function(completions=[RIGHT, RIGHT], problem_id=["echo", "never-seen"])
    assert error.value.code == "problem_not_found"
    with pytest.raises(AssayError, match=r"problem none: "):
        function(completions=[RIGHT, RIGHT], problem_id=[{**ECHO, "id": "some"}, {"id": "none", "tests": []}])
    with pytest.raises(ValueError, match="no column 'problem_id'"):
        function(completions=[RIGHT], answer=["echo"])


def test_verl_loads_the_file_and_asks_sample_by_sample() -> None:
    compute_score: Callable[..., float] = load(PACKAGE / "verl.py").compute_score
    score = compute_score(
        data_source="apps", solution_str=fenced(ADDS), ground_truth=json.dumps(APPS), extra_info={"index": 1}
    )
    assert score == 1.0
    assert compute_score("echo", fenced(HALF), "echo", None, scheme="fraction", reward_router_address="x") == 0.5
    assert pickle.loads(pickle.dumps(Judge("http://judge:1"))) == Judge("http://judge:1")  # noqa: S301


def test_verl_asks_for_a_batch_and_a_sample_without_a_verdict_has_the_mean_of_its_group() -> None:
    module = load(PACKAGE / "verl.py")
    checker = {"protocol": "testlib", "language": "python", "code": CHECKER}
    problem = {"id": "partly", "tests": [{"kind": "stdio", "input": "", "output": ""}], "checker": checker}
    asked = {
        "data_sources": ["x"] * 4,
        "solution_strs": [fenced("print('yes')"), fenced("print('no')"), fenced("print('fault')"), fenced(RIGHT)],
        "ground_truths": [problem, problem, problem, "echo"],
        "extra_infos": [None, {}, {"language": "python"}, {"language": "py"}],
    }
    assert module.compute_score_batch(**asked, without_verdict="group_mean") == [1.0, 0.0, 0.5, 1.0]
    assert module.compute_score_batch(**asked, without_verdict=-1) == [1.0, 0.0, -1.0, 1.0]
    with pytest.raises(NoVerdict, match="sample 2"):
        module.compute_score_batch(**asked)


CHECKER = """import sys
said = open(sys.argv[2]).read().strip()
sys.exit({"yes": 0, "no": 1}.get(said, 3))
"""


def test_openrlhf_loads_the_file_and_gets_rewards_scores_and_logs() -> None:
    reward_func = load(PACKAGE / "openrlhf.py").reward_func
    prompts = ["<|user|>```python\nprint(0)\n```", "q"]
    queries = [f"<s>{prompts[0]}{fenced(RIGHT)}</s>", f"q{fenced(HALF)}"]
    assert reward_func(queries, prompts, ["echo", "echo"]) == {
        "rewards": [1.0, 0.0],
        "scores": [1.0, 0.0],
        "extra_logs": {"assay_passed": [1.0, 0.5]},
    }


def test_openrlhf_gets_what_a_file_of_the_users_says(tmp_path: Path, server: EmbeddedServer) -> None:
    file = tmp_path / "reward_func.py"
    file.write_text(
        "from assay_client.openrlhf import reward_function\n"
        f"reward_func = reward_function({server.url!r}, scheme='fraction', "
        "options={'offset': 1}, without_verdict=0.25)\n"
    )
    answered = load(file).reward_func([fenced(HALF), fenced("pass")], ["", ""], ["echo", "unjudged"], metas=None)
    assert answered["rewards"] == [1.5, 0.25]
    assert answered["scores"] == [1.0, 0.25]


def test_a_problem_in_a_column_is_uploaded_once(server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    uploads: list[int] = []
    upload = Assay.upload

    def counted(self: Assay, problems: list[dict[str, object]]) -> object:
        uploads.append(len(list(problems)))
        return upload(self, problems)

    monkeypatch.setattr(Assay, "upload", counted)
    function = reward_function(server.url)
    changed = {**ECHO, "id": "changing"}
    for _ in range(2):
        assert function(completions=[RIGHT, RIGHT], problem_id=[changed, changed]) == [1.0, 1.0]
    assert function(completions=[RIGHT], problem_id=[{**changed, "tests": [{**APPS_TEST}]}]) == [0.0]
    assert uploads == [1, 1]


APPS_TEST = {"kind": "stdio", "input": "x\n", "output": "y\n"}


class Array:
    """As arrays of numpy's are: no sequence, and in other arrays."""

    def __init__(self, *values: object) -> None:
        self.values = values

    def tolist(self) -> list[object]:
        return list(self.values)


def test_reads_rows_of_parquet_files(server: EmbeddedServer) -> None:
    row = {"inputs": Array(*APPS["inputs"]), "outputs": Array(*APPS["outputs"]), "fn_name": None}
    assert problem_of(row) == problem_of(APPS)
    tests = Array({**APPS_TEST, "sample": None, "args": None})
    problem = {"id": "parquet", "tests": tests, "checker": None, "groups": Array({"tests": Array("0"), "points": 1})}
    assert reward_function(server.url)(completions=["print('y')"], problem_id=[problem]) == [1.0]
    nothing = {"kind": "call", "entry_point": "f", "args": Array({"a": None}, None), "expected": None}
    returns = {"id": "returns nothing", "tests": Array(nothing)}
    codes = ["def f(x, y): assert x == {'a': None} and y is None", "def f(x, y): return x"]
    assert reward_function(server.url)(completions=codes, problem_id=[returns, returns]) == [1.0, 0.0]


def test_reads_what_data_sets_say_of_functions() -> None:
    functions = {"fn_name": "add", "inputs": ["1\n[2]\n", [1, [2]]], "outputs": ["3", 3]}
    problem = problem_of(json.dumps(functions))
    assert isinstance(problem, dict)
    call = {"kind": "call", "entry_point": "add", "args": [1, [2]], "expected": 3}
    assert problem["tests"] == [call, call]
    assert problem == problem_of(functions)
    for wrong in ({"inputs": ["1"], "outputs": []}, {"question": "?"}, 7, {**APPS, "assert_case": ["assert f()"]}):
        with pytest.raises(ValueError, match=r"inputs|neither|assert_case"):
            problem_of(wrong)

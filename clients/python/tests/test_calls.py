from __future__ import annotations

import pytest

from assay_client import Assay, AssayError
from assay_client.testing import EmbeddedServer

from .conftest import ECHO, HOME, RIGHT, WRONG


def test_grades_a_program_test_by_test(client: Assay) -> None:
    grade = client.grade(problem=ECHO, language="python", completion=f"Here it is:\n```python\n{RIGHT}\n```\n")
    assert (grade.verdict, grade.passed, grade.total) == ("accepted", 2, 2)
    grade = client.grade(problem_id="echo", language="py", code=WRONG)
    assert [(test.id, test.verdict) for test in grade.tests] == [("a", "wrong_answer"), ("b", "wrong_answer")]
    assert grade.tests[0].cpu_ms > 0


def test_says_what_was_wrong_with_a_request(client: Assay) -> None:
    with pytest.raises(AssayError) as error:
        client.grade(problem_id="echo", language="brainfuck", code="+")
    assert (error.value.code, error.value.status, error.value.retryable) == ("unknown_language", 400, False)
    with pytest.raises(AssayError) as error:
        client.rewards([{"problem_id": "echo", "language": "python", "code": ""}], scheme="generous")
    assert error.value.code == "invalid_request"
    assert error.value.errors[0][0] == "scheme"


def test_uploads_problems_in_parts_and_says_which_were_refused(client: Assay) -> None:
    good = [{**ECHO, "id": f"part/{n}"} for n in range(1500)]
    upload = client.upload([*good[:1200], {"id": "none", "tests": []}, *good[1200:]])
    assert len(upload.problems) == 1500
    assert [(one.entry, one.code) for one in upload.refused] == [(1201, "empty_suite")]
    assert {one.digest for one in client.upload(good[:2]).problems} == {one.digest for one in upload.problems[:2]}
    listed = {one.id: one for one in client.problems()}
    assert listed["part/1499"].tests == 2
    assert client.problem("part/7")["tests"] == ECHO["tests"]
    assert client.problem(listed["part/7"].digest)["id"] == "part/7"


def test_pays_by_a_snapshot_and_labels_by_a_job(client: Assay) -> None:
    client.upload([{**ECHO, "id": "labelled"}])
    samples = [
        {"problem_id": "labelled", "language": "python", "code": f"{RIGHT if n % 4 == 0 else 'print(chr(97))'}  # {n}"}
        for n in range(20)
    ]
    job = client.label([*samples, {"problem_id": "absent", "language": "python", "code": ""}])
    assert [(one.position, one.code) for one in job.refused] == [(20, "problem_not_found")]
    done = client.wait_for_job(job.id)
    assert (done.status, done.done, client.job(job.id).status) == ("done", 20, "done")
    (label,) = client.job_results(job.id)
    assert (label.problem_id, label.pass_rate, [test.pass_rate for test in label.tests]) == (
        "labelled",
        0.25,
        [1, 0.25],
    )
    assert [level.tests for level in label.levels] == [("a",), ("b",)]
    assert client.difficulty("labelled").tests == label.tests
    levels = client.snapshot("before")
    (paid,) = client.rewards(
        [{"problem_id": "labelled", "language": "python", "code": "print('a')"}], levels=levels, scheme="strict"
    )
    assert (paid.reward, paid.levels, paid.cold) == (0.5, 2, False)
    assert client.cancel_job(job.id).status == "done"
    with pytest.raises(AssayError, match="snapshot_exists"):
        client.snapshot("before")


def test_says_which_languages_there_are(client: Assay) -> None:
    versions = {one.name: one.version for one in client.languages()}
    assert versions["python"]
    assert versions["cpp"]


def test_a_service_with_keys_wants_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSAY_API_KEY", raising=False)
    key = "a-key-of-sixteen-or-more"
    with EmbeddedServer(HOME, slots=1, env={"ASSAY_API_KEYS": key}) as locked:
        with Assay(locked.url) as stranger, pytest.raises(AssayError) as error:
            stranger.languages()
        assert (error.value.code, error.value.status) == ("unauthorized", 401)
        with Assay(locked.url, api_key=key) as friend:
            assert friend.languages()

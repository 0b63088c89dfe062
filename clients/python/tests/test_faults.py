from __future__ import annotations

import datetime
import email.utils
import ssl
import subprocess
import time
from pathlib import Path

import pytest

from assay_client import Assay, AssayError, BadAnswer, ConnectionFailed, RetryPolicy, RewardItem
from assay_client.retry import parse_retry_after

from .faults import CUT, ConnectProxy, ScriptedServer, answer, problem

QUICK = RetryPolicy(attempts=3, base_s=0.01)
LANGUAGES = answer(200, {"languages": [{"name": "python", "title": "Python", "aliases": ["py"], "version": "3.11"}]})
OVERLOADED = problem(429, "overloaded", retryable=True, Retry_After="1")
LINE = b'{"id":"%d","reward":1,"status":"ok","passed":1,"judged":1,"total":1,"skipped":[],"levels":1,"cold":true}\n'
ITEMS: list[RewardItem] = [{"problem_id": "p", "language": "python", "code": "pass"}] * 2


def lines(*texts: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    """An answer in chunks, as the service streams."""
    return (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"".join(b"%x\r\n%s\r\n" % (len(text), text) for text in texts)
        + end
    )


def test_waits_as_long_as_a_refusal_says_and_longer_than_its_attempts() -> None:
    with ScriptedServer(OVERLOADED, OVERLOADED, LANGUAGES) as server:
        begun = time.monotonic()
        with Assay(server.url, retries=RetryPolicy(attempts=1, base_s=0.01)) as client:
            assert [one.name for one in client.languages()] == ["python"]
        assert time.monotonic() - begun >= 2
        assert (len(server.requests), server.connections) == (3, 1)


def test_raises_a_refusal_at_once_that_outlasts_the_deadline() -> None:
    with ScriptedServer(problem(429, "quota_exceeded", retryable=True, Retry_After="3600")) as server:
        begun = time.monotonic()
        with Assay(server.url) as client, pytest.raises(AssayError) as error:
            client.languages()
        assert time.monotonic() - begun < 5
    assert (error.value.code, error.value.status, error.value.retry_after_s) == ("quota_exceeded", 429, 3600)


def test_gives_the_code_detail_and_hint_of_the_service_and_does_not_ask_again() -> None:
    with ScriptedServer(problem(503, "no_wall", retryable=False)) as server:
        with Assay(server.url, retries=QUICK) as client, pytest.raises(AssayError) as error:
            client.draw(1)
        assert len(server.requests) == 1
    raised = error.value
    assert (raised.code, raised.detail, raised.hint, raised.status) == ("no_wall", "no_wall it is", "a hint", 503)
    assert str(raised) == "no_wall: no_wall it is (a hint)"


def test_asks_again_after_a_dropped_connection_and_half_an_answer() -> None:
    with ScriptedServer(b"", LANGUAGES[:40] + CUT, LANGUAGES) as server:
        with Assay(server.url, retries=QUICK) as client:
            assert client.languages()[0].version == "3.11"
        assert server.connections == 3


def test_passes_over_hints_before_an_answer() -> None:
    with (
        ScriptedServer(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + LANGUAGES) as server,
        Assay(server.url) as client,
    ):
        assert client.languages() == client.languages()


def test_asks_so_often_and_no_more() -> None:
    with ScriptedServer(b"") as server:
        with Assay(server.url, retries=QUICK) as client, pytest.raises(ConnectionFailed):
            client.languages()
        assert len(server.requests) == 3


def test_never_repeats_what_is_not_safe_when_it_may_have_been_done() -> None:
    with ScriptedServer(b"") as server, Assay(server.url, retries=QUICK) as client:
        for call in (lambda: client.draw(1), lambda: client.observe({"p": [True]}), lambda: client.snapshot("s")):
            with pytest.raises(ConnectionFailed) as error:
                call()
            assert error.value.sent
        assert len(server.requests) == 3


def test_says_that_nothing_listens_there() -> None:
    with ScriptedServer(b"") as server:
        url = server.url
    with Assay(url, retries=QUICK) as client, pytest.raises(ConnectionFailed, match=url.removeprefix("http://")):
        client.draw(1)


def test_sends_a_batch_that_broke_off_again_under_its_key_and_takes_each_reward_once() -> None:
    whole = lines(LINE % 1, LINE % 0)
    for broken in (lines(LINE % 1, LINE[:20], end=CUT), lines(LINE % 1), lines(LINE % 1, end=b"zz" + CUT)):
        with ScriptedServer(broken, whole) as server, Assay(server.url, retries=QUICK) as client:
            streamed = [one.position for one in client.stream_rewards(ITEMS)]
            assert sorted(streamed) == [0, 1]
            keys = {request.headers["idempotency-key"] for request in server.requests}
            assert (len(server.requests), len(keys)) == (2, 1)


def test_waits_for_the_call_that_is_still_under_way() -> None:
    busy = problem(409, "call_in_progress", retryable=True)
    with ScriptedServer(busy, busy, lines(LINE % 0, LINE % 1)) as server, Assay(server.url, retries=QUICK) as client:
        assert [one.reward for one in client.rewards(ITEMS)] == [1.0, 1.0]


def test_an_error_in_the_midst_of_a_stream_is_raised() -> None:
    error_line = b'{"error":{"code":"shutting_down","detail":"it ends","status":503,"retryable":true}}\n'
    with ScriptedServer(lines(LINE % 0, error_line)) as server, Assay(server.url, retries=QUICK) as client:
        with pytest.raises(AssayError) as error:
            client.rewards(ITEMS)
        assert (error.value.code, len(server.requests)) == ("shutting_down", 3)


def test_one_chunk_that_fails_fails_the_batch() -> None:
    refusal = pytest.raises(AssayError, match="unauthorized")
    with ScriptedServer(problem(401, "unauthorized", retryable=False)) as server, Assay(server.url) as client, refusal:
        client.rewards(ITEMS * 8, chunk_items=1)


STRANGE = (b"SSH-2.0-x\r\n\r\n" + CUT, b"x" * 200_000 + CUT, answer(200, ["a list"]), answer(404, "nothing"))


@pytest.mark.parametrize("strange", STRANGE)
def test_says_when_something_else_answers(strange: bytes) -> None:
    doubt = pytest.raises(BadAnswer, match="Is this the address of Assay")
    with ScriptedServer(strange) as server, Assay(server.url, retries=QUICK) as client, doubt:
        client.languages()


def test_reads_an_answer_of_a_newer_service_and_names_the_field_that_is_wrong() -> None:
    newer = answer(200, {"languages": [{"name": "x", "title": "X", "version": None, "colour": "red"}]})
    wrong = answer(200, {"languages": [{"name": 5, "title": "X"}]})
    short = answer(200, {"languages": [{"name": "x"}]})
    with ScriptedServer(newer, wrong, short) as server, Assay(server.url) as client:
        assert client.languages()[0].version is None
        with pytest.raises(BadAnswer, match=r"Language\.name"):
            client.languages()
        with pytest.raises(BadAnswer, match="without title"):
            client.languages()


def test_sends_the_key_that_it_is_given_or_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_API_KEY", "found")
    with ScriptedServer(LANGUAGES) as server:
        with_password = server.url.replace("//", "//lab:of%20url@")
        for client in (Assay(server.url), Assay(with_password), Assay(with_password, api_key="given")):
            with client:
                client.languages()
        sent = [request.headers["authorization"] for request in server.requests]
    assert sent == ["Bearer found", "Bearer of url", "Bearer given"]


def test_goes_through_a_proxy_but_not_to_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer(LANGUAGES) as proxy, ScriptedServer(LANGUAGES) as server:
        monkeypatch.setenv("http_proxy", proxy.url.replace("//", "//someone:secret@"))
        monkeypatch.delenv("no_proxy", raising=False)
        with Assay(server.url) as near, Assay("http://judge.example:8600/behind") as far:
            near.languages()
            far.languages()
        assert [request.line for request in server.requests] == ["GET /v1/languages HTTP/1.1"]
        (request,) = proxy.requests
    assert request.line == "GET http://judge.example:8600/behind/v1/languages HTTP/1.1"
    assert request.headers["proxy-authorization"] == "Basic c29tZW9uZTpzZWNyZXQ="


def test_speaks_tls_also_through_a_proxy_and_only_to_whom_it_trusts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=judge.example"]
    names = ["-addext", "subjectAltName=DNS:judge.example,IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(["/usr/bin/openssl", *made, *names, *files], check=True, capture_output=True)  # noqa: S603
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    with ScriptedServer(LANGUAGES, tls=tls) as server, ConnectProxy(server.url) as proxy:
        url = server.url.replace("http:", "https:")
        with Assay(url) as wary, pytest.raises(AssayError, match="untrusted_certificate"):
            wary.languages()
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        monkeypatch.setenv("https_proxy", proxy.url)
        with Assay(url) as near, Assay("https://judge.example") as far:
            assert near.languages() == far.languages() == far.languages()
        assert [request.line for request in proxy.requests] == ["CONNECT judge.example:443 HTTP/1.1"]
        with ConnectProxy(server.url, answer=b"HTTP/1.1 403 Forbidden\r\n\r\n") as closed:
            monkeypatch.setenv("https_proxy", closed.url)
            barred = Assay("https://judge.example", retries=RetryPolicy(attempts=1))
            with barred, pytest.raises(ConnectionFailed, match="does not let it through"):
                barred.languages()


def test_waits_are_drawn_below_a_ceiling_that_doubles() -> None:
    policy = RetryPolicy(base_s=1, cap_s=10)
    for failures, ceiling in ((1, 1), (2, 2), (4, 8), (5, 10), (5000, 10)):
        drawn = [policy.delay_s(failures, None) for _ in range(200)]
        assert 0 <= min(drawn) < ceiling / 4
        assert ceiling * 3 / 4 < max(drawn) <= ceiling
        assert all(7 <= policy.delay_s(failures, 7) <= 7 + ceiling for _ in range(50))


def test_reads_both_forms_of_retry_after() -> None:
    at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=60)
    assert parse_retry_after("7") == 7
    assert 57 <= (parse_retry_after(email.utils.format_datetime(at, usegmt=True)) or 0) <= 60
    assert parse_retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert parse_retry_after("soon") is parse_retry_after(None) is None

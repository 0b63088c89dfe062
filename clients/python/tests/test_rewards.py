from __future__ import annotations

import asyncio
import multiprocessing
import multiprocessing.queues
import re
import signal
import threading
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from assay_client import Assay, AssayError, AsyncAssay, RetryPolicy, RewardItem
from assay_client.testing import EmbeddedServer

from .conftest import HALF, RIGHT, WRONG
from .faults import CuttingRelay

SLEEPS = {
    "id": "sleeps",
    "tests": [{"kind": "stdio", "input": "", "output": ""}],
    "limits": {"cpu_ms": 1000, "wall_ms": 100_000},
}
ASLEEP: RewardItem = {"problem": SLEEPS, "language": "python", "code": "import time\ntime.sleep(100)"}


def echo(code: str, **more: str) -> RewardItem:
    return {"problem_id": "echo", "language": "python", "code": code, "id": more.get("id", "same")}


def busy_slots(url: str) -> int:
    with urllib.request.urlopen(f"{url}/metrics") as metrics:  # noqa: S310
        found = re.search(r"^assay_slots_busy (\d+)", metrics.read().decode(), re.MULTILINE)
    assert found is not None
    return int(found[1])


def eventually(true: Callable[[], bool], timeout_s: float = 30.0) -> None:
    end = time.monotonic() + timeout_s
    while not true():
        assert time.monotonic() < end, "it has not come to be"
        time.sleep(0.02)


def test_pays_in_the_order_of_the_items_and_tells_items_of_one_id_apart(client: Assay) -> None:
    paid = client.rewards([echo(WRONG), echo(RIGHT), echo(HALF)], scheme="fraction")
    assert [(one.position, one.id, one.reward, one.solved) for one in paid] == [
        (0, "same", 0.0, False),
        (1, "same", 1.0, True),
        (2, "same", 0.5, False),
    ]


def test_has_no_reward_where_there_is_no_verdict_and_says_why(client: Assay) -> None:
    unjudged, invalid, broken = client.rewards(
        [
            {"problem_id": "unjudged", "language": "python", "code": "pass"},
            {"problem_id": "never-seen", "language": "python", "code": "pass"},
            echo("print("),
        ]
    )
    assert (unjudged.reward, unjudged.status, unjudged.solved) == (None, "no_verdict", None)
    assert unjudged.reason
    assert (invalid.reward, invalid.status) == (None, "invalid")
    assert invalid.error is not None
    assert invalid.error.code == "problem_not_found"
    assert (broken.reward, broken.status) == (0.0, "compile_error")


def test_splits_a_batch_and_keeps_its_order(client: Assay) -> None:
    codes = [RIGHT if n % 3 else WRONG for n in range(20)]
    paid = client.rewards([echo(code) for code in codes], scheme="all_or_nothing", chunk_items=3, parallel=2)
    assert [one.reward for one in paid] == [float(code == RIGHT) for code in codes]
    assert [one.position for one in paid] == list(range(20))


def test_pays_nothing_for_an_empty_batch(client: Assay) -> None:
    assert client.rewards([]) == []


def test_yields_rewards_as_they_settle(client: Assay, server: EmbeddedServer) -> None:
    stream = client.stream_rewards([ASLEEP, echo(RIGHT)])
    assert next(iter(stream)).position == 1  # while the first one sleeps
    stream.close()  # type: ignore[attr-defined]
    eventually(lambda: busy_slots(server.url) == 0)


def test_a_task_that_is_cancelled_stops_its_programs(server: EmbeddedServer) -> None:
    async def begin_and_cancel() -> None:
        async with AsyncAssay(server.url) as client:
            task = asyncio.ensure_future(client.rewards([ASLEEP]))
            await asyncio.to_thread(eventually, lambda: busy_slots(server.url) == 1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(begin_and_cancel())
    eventually(lambda: busy_slots(server.url) == 0)


def test_pays_by_asyncio_in_the_loop_of_the_caller_and_in_a_later_one(server: EmbeddedServer, client: Assay) -> None:
    apart = AsyncAssay(server.url)

    async def pay() -> list[float | None]:
        streamed = [one.reward async for one in apart.stream_rewards([echo(RIGHT)])]
        return streamed + [one.reward for one in await apart.rewards([echo(WRONG)])]

    assert asyncio.run(pay()) == asyncio.run(pay()) == [1.0, 0.0]


def test_serves_many_threads(client: Assay) -> None:
    with ThreadPoolExecutor(8) as threads:
        paid = threads.map(lambda n: client.rewards([echo(RIGHT if n % 2 else WRONG)])[0].reward, range(24))
    assert list(paid) == [float(n % 2) for n in range(24)]


def test_serves_a_process_that_was_forked_from_one_that_has_called(client: Assay) -> None:
    assert client.rewards([echo(RIGHT)])[0].reward == 1.0
    here = multiprocessing.get_context("fork")
    answers: multiprocessing.queues.Queue[float | None] = here.Queue()
    child = here.Process(target=lambda: answers.put(client.rewards([echo(RIGHT)])[0].reward))
    child.start()
    assert answers.get(timeout=30) == 1.0
    child.join(30)
    assert child.exitcode == 0
    assert client.rewards([echo(RIGHT)])[0].reward == 1.0


def test_gives_up_at_its_deadline_and_stops_its_programs(server: EmbeddedServer) -> None:
    with Assay(server.url, timeout_s=1.0) as hasty, pytest.raises(AssayError) as error:
        hasty.rewards([ASLEEP])
    assert (error.value.code, error.value.retryable) == ("deadline_exceeded", True)
    eventually(lambda: busy_slots(server.url) == 0)


def test_an_interrupt_stops_the_programs_of_the_call(client: Assay, server: EmbeddedServer) -> None:
    def interrupt() -> None:
        eventually(lambda: busy_slots(server.url) == 1)
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    with ThreadPoolExecutor(1) as other, pytest.raises(KeyboardInterrupt):
        other.submit(interrupt)
        client.rewards([ASLEEP])
    eventually(lambda: busy_slots(server.url) == 0)


@pytest.mark.parametrize("cuts", [(0,), (200,), (900, 0, 1300)])
def test_judges_and_counts_nothing_twice_when_the_connection_breaks(
    client: Assay, server: EmbeddedServer, cuts: tuple[int, ...]
) -> None:
    name = f"cut after {cuts}"
    test = {"kind": "stdio", "input": "1\n", "output": "1\n"}
    client.upload([{"id": name, "tests": [test]}])
    items: list[RewardItem] = [
        {"problem_id": name, "language": "python", "code": f"print({n % 2})  # {n}"} for n in range(12)
    ]
    with CuttingRelay(server.url, *cuts) as relay, Assay(relay.url, retries=RetryPolicy(base_s=0.05)) as cut_off:
        paid = cut_off.rewards(items, observe=True)
        assert relay.cuts == len(cuts)
    assert [one.reward for one in paid] == [float(n % 2) for n in range(12)]
    label = client.difficulty(name)
    assert (label.samples, label.tests[0].passed, label.tests[0].judged) == (12, 6, 12)


def test_a_call_with_a_key_of_ones_own_is_counted_once(client: Assay) -> None:
    client.upload([{"id": "keyed", "tests": [{"kind": "stdio", "input": "", "output": "1\n"}]}])
    item: RewardItem = {"problem_id": "keyed", "language": "python", "code": "print(1)"}
    for _ in range(2):
        assert client.rewards([item], observe=True, idempotency_key="step-1")[0].reward == 1.0
    assert client.difficulty("keyed").tests[0].judged == 1
    with pytest.raises(AssayError) as error:
        client.rewards([item, item], observe=True, idempotency_key="step-1")
    assert (error.value.code, error.value.status) == ("key_reused", 422)

"""The client for asyncio. `Assay` in `blocking` has the same methods without `await`."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote, urlencode

from assay_client.chunks import chunks
from assay_client.decode import decode
from assay_client.endpoint import Endpoint
from assay_client.errors import BadAnswer, ConnectionFailed
from assay_client.options import ClientSettings, RewardItem, RewardOptions
from assay_client.results import (
    Curriculum,
    Grade,
    Job,
    Label,
    Language,
    ProblemSummary,
    RefusedEntry,
    Reward,
    StoredProblem,
    Upload,
)
from assay_client.retry import Deadline, RetryPolicy, retrying
from assay_client.rewards import rewards_in_order, stream_rewards
from assay_client.transport import NDJSON, Transport, encode, parse_object

if TYPE_CHECKING:
    from types import TracebackType

    from typing_extensions import Self, Unpack

T = TypeVar("T")
DEFAULT_TIMEOUT_S = 600.0
UPLOAD_CHUNK = 1000


def service_url(url: str | None) -> str:
    """The given address, else ASSAY_URL, else that of a service on this machine."""
    return url or os.environ.get("ASSAY_URL") or "http://127.0.0.1:8600"


class AsyncAssay:
    """A client of one service, for one event loop at a time.

    Args:
        url: Where it listens; default: ASSAY_URL, else http://127.0.0.1:8600.
        settings: See `ClientSettings`.
    """

    def __init__(self, url: str | None = None, **settings: Unpack[ClientSettings]) -> None:
        """Connects to nothing yet."""
        endpoint = Endpoint.parse(service_url(url))
        key = settings.get("api_key") or endpoint.password or os.environ.get("ASSAY_API_KEY") or None
        self._transport = Transport(endpoint, key, settings.get("retries") or RetryPolicy())
        self._timeout_s = settings.get("timeout_s", DEFAULT_TIMEOUT_S)

    async def rewards(self, items: Iterable[RewardItem], **options: Unpack[RewardOptions]) -> list[Reward]:
        """Pays a batch; one result for each item, in their order. Bad programs and bad items are results."""
        async with aclosing(self.stream_rewards(items, **options)) as stream:
            return await rewards_in_order(stream)

    def stream_rewards(
        self, items: Iterable[RewardItem], **options: Unpack[RewardOptions]
    ) -> AsyncGenerator[Reward, None]:
        """Pays a batch; each result as it settles, with its `position`. To close the iterator gives up the rest."""
        return stream_rewards(self._transport, items, options, self._timeout_s)

    async def grade(
        self,
        *,
        language: str,
        code: str | None = None,
        completion: str | None = None,
        problem: Mapping[str, object] | None = None,
        problem_id: str | None = None,
    ) -> Grade:
        """Judges one program (`code` or `completion`) on one suite (`problem` or `problem_id`), on every test."""
        fields = {"code": code, "completion": completion, "problem": problem, "problem_id": problem_id}
        body = {"language": language, **{name: value for name, value in fields.items() if value is not None}}
        return decode(Grade, await self._call("POST", "/v1/grade", body, repeatable=True))

    async def upload(self, problems: Iterable[Mapping[str, object]]) -> Upload:
        """Stores problems, so that items can name them; entries that cannot be used are listed under `refused`.

        They are sent a thousand at a time. Raises `AssayError` at one of these parts of which nothing can be used.
        """
        stored: list[StoredProblem] = []
        refused: list[RefusedEntry] = []
        for chunk in chunks(problems, UPLOAD_CHUNK):
            answer = await self._send("POST", "/v1/problems", chunk.array(), repeatable=True)
            part = decode(Upload, answer)
            stored += part.problems
            refused += [RefusedEntry(chunk.start + entry.entry, entry.code, entry.detail) for entry in part.refused]
        return Upload(tuple(stored), tuple(refused))

    async def problems(self) -> list[ProblemSummary]:
        """All stored problems."""
        found: list[ProblemSummary] = []
        query: dict[str, str] = {"limit": "1000"}
        while True:
            page = await self._call("GET", f"/v1/problems?{urlencode(query)}")
            found += _list_of(ProblemSummary, page, "problems")
            cursor = page.get("next_cursor")
            if not isinstance(cursor, str):
                return found
            query["cursor"] = cursor

    async def problem(self, problem_id: str) -> Mapping[str, object]:
        """A stored problem with its tests, by id or digest, as it was uploaded."""
        found = (await self._call("GET", f"/v1/problems/{quote(problem_id, safe='')}?tests=full")).get("problem")
        if not isinstance(found, Mapping):
            raise BadAnswer("a problem without its tests")
        return found

    async def difficulty(self, problem_id: str) -> Label:
        """How hard the tests of a problem are, by the samples that were observed."""
        return decode(Label, await self._call("GET", f"/v1/problems/{quote(problem_id, safe='')}/difficulty"))

    async def snapshot(self, name: str) -> str:
        """Keeps the pass rates as they are now; what is returned is good as `levels` of a batch."""
        levels = (await self._call("POST", "/v1/snapshots", {"id": name}, repeatable=False)).get("levels")
        if not isinstance(levels, str):
            raise BadAnswer("a snapshot without levels")
        return levels

    async def label(
        self, samples: Sequence[Mapping[str, object]], *, levels: Mapping[str, object] | None = None
    ) -> Job:
        """Begins to label uploaded problems from samples ({problem_id, language, code or completion, policy})."""
        body = {"samples": samples, **({} if levels is None else {"levels": levels})}
        return decode(Job, await self._call("POST", "/v1/difficulty", body, repeatable=False))

    async def job(self, job_id: str) -> Job:
        """How far a job is."""
        return decode(Job, await self._call("GET", f"/v1/jobs/{quote(job_id, safe='')}"))

    async def cancel_job(self, job_id: str) -> Job:
        """Stops a job; what was judged stays."""
        return decode(Job, await self._call("DELETE", f"/v1/jobs/{quote(job_id, safe='')}", repeatable=True))

    async def wait_for_job(self, job_id: str, *, timeout_s: float = 86_400.0) -> Job:
        """A job when it is over: done, cancelled or failed."""

        async def attempt() -> Job:
            async with aclosing(self._lines(f"/v1/jobs/{quote(job_id, safe='')}/events", "text/event-stream")) as lines:
                async for line in lines:
                    if line.startswith(b"data: "):
                        job = decode(Job, parse_object(line.removeprefix(b"data: ")))
                        if job.status != "running":
                            return job
            raise ConnectionFailed("the events ended before the job did", sent=True)

        return await retrying(attempt, self._transport.policy, Deadline.after(timeout_s), repeatable=True)

    async def job_results(self, job_id: str) -> list[Label]:
        """Labels of what is judged so far, one for each problem."""

        async def attempt() -> list[Label]:
            lines = self._lines(f"/v1/jobs/{quote(job_id, safe='')}/results", NDJSON)
            return [decode(Label, parse_object(line)) async for line in lines]

        return await retrying(attempt, self._transport.policy, Deadline.after(self._timeout_s), repeatable=True)

    async def begin_curriculum(
        self, problem_ids: Sequence[str], *, name: str = "default", options: Mapping[str, object] | None = None
    ) -> Curriculum:
        """Begins a curriculum over problems; options: alpha, window, retire_unsolved_after, seed."""
        body = {"name": name, "problem_ids": problem_ids, "options": options or {}}
        return decode(Curriculum, await self._call("POST", "/v1/curriculum", body, repeatable=False))

    async def curriculum(self, name: str = "default") -> Curriculum:
        """How a curriculum stands."""
        return decode(Curriculum, await self._call("GET", f"/v1/curriculum?{urlencode({'name': name})}"))

    async def draw(self, size: int, *, name: str = "default") -> list[str]:
        """The ids of the problems of the next rollout batch."""
        answer = await self._call("POST", "/v1/curriculum/draw", {"name": name, "size": size}, repeatable=False)
        ids = answer.get("problem_ids")
        if not isinstance(ids, list):
            raise BadAnswer("a draw without problems")
        return [str(one) for one in ids]

    async def observe(self, results: Mapping[str, Sequence[bool]], *, name: str = "default") -> Curriculum:
        """Tells a curriculum for each problem whether each of its samples solved it."""
        told = [{"problem_id": problem, "solved": list(solved)} for problem, solved in results.items()]
        body = {"name": name, "results": told}
        return decode(Curriculum, await self._call("POST", "/v1/curriculum/observe", body, repeatable=False))

    async def languages(self) -> list[Language]:
        """The languages that the service knows."""
        return _list_of(Language, await self._call("GET", "/v1/languages"), "languages")

    async def close(self) -> None:
        """Closes the connections that are kept."""
        self._transport.close()

    async def __aenter__(self) -> Self:
        """Itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes it."""
        await self.close()

    async def _call(self, method: str, path: str, body: object = None, *, repeatable: bool = True) -> dict[str, object]:
        return await self._send(method, path, None if body is None else encode(body), repeatable=repeatable)

    async def _send(self, method: str, path: str, content: bytes | None, *, repeatable: bool) -> dict[str, object]:
        deadline = Deadline.after(self._timeout_s)
        return await self._transport.call(method, path, content, deadline=deadline, repeatable=repeatable)

    async def _lines(self, path: str, accept: str) -> AsyncGenerator[bytes, None]:
        async with self._transport.exchange("GET", path, None, accept=accept) as response:
            async for line in response.lines():
                yield line


def _list_of(kind: type[T], answer: Mapping[str, object], field: str) -> list[T]:
    values = answer.get(field)
    if not isinstance(values, list):
        raise BadAnswer(f"an answer without {field}")
    return [decode(kind, value) for value in values]

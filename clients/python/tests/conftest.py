"""A service of the checkout that these tests are in, for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assay_client import Assay
from assay_client.testing import EmbeddedServer

HOME = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedServer]:
    with EmbeddedServer(HOME, slots=2) as running:
        yield running


@pytest.fixture(scope="session")
def client(server: EmbeddedServer) -> Iterator[Assay]:
    with Assay(server.url) as open_client:
        open_client.upload([ECHO, UNJUDGED])
        yield open_client


ECHO = {
    "id": "echo",
    "tests": [{"id": text, "kind": "stdio", "input": f"{text}\n", "output": f"{text}\n"} for text in ("a", "b")],
}
RIGHT = "print(input())"
HALF = "print('a')"
WRONG = "print('c')"

# A checker that says that it is itself at fault.
UNJUDGED = {
    "id": "unjudged",
    "tests": [{"kind": "stdio", "input": "", "output": ""}],
    "checker": {"protocol": "testlib", "language": "python", "code": "import sys\nsys.exit(3)"},
}

"""What the README shows is run, in its order, each example by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assay_client.testing import EmbeddedServer

from .conftest import HOME

README = (Path(__file__).parents[1] / "README.md").read_text()
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_examples_of_the_readme_run(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(EXAMPLES) >= 8
    monkeypatch.setenv("ASSAY_HOME", str(HOME))
    with EmbeddedServer(HOME) as server:
        monkeypatch.setenv("ASSAY_URL", server.url)
        for number, example in enumerate(EXAMPLES, start=1):
            text = example.replace("http://127.0.0.1:8600", server.url)
            exec(compile(text, f"README.md, example {number}", "exec"), {"__name__": "__main__"})  # noqa: S102

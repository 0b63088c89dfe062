from __future__ import annotations

from collections import Counter

import pytest

from assay_client import Assay, RewardItem
from assay_client.curriculum import Sampler

from .conftest import ECHO, RIGHT, WRONG

IDS = ["curriculum/0", "curriculum/1", "curriculum/2"]


def sampler(client: Assay, name: str, **more: int) -> Sampler:
    options = {"window": 2, "alpha": 0.1, "seed": 7}
    return Sampler(
        client,
        IDS,
        batch_size=8,
        name=name,
        options=options,
        draws=more.get("draws", 60),
        **{key: value for key, value in more.items() if key != "draws"},
    )


def test_draws_rows_and_seldom_those_that_every_sample_solves(client: Assay) -> None:
    client.upload([{**ECHO, "id": problem_id} for problem_id in IDS])
    rows = sampler(client, "seldom")
    assert len(rows) == len(list(rows)) == 60
    items: list[RewardItem] = [
        {"problem_id": problem_id, "language": "python", "code": RIGHT if problem_id == IDS[0] else WRONG}
        for problem_id in IDS
        for _ in range(2)
    ]
    pools = rows.observe(client.rewards(items)).pools
    assert (pools.active, pools.easy) == (2, 1)
    drawn = Counter(rows)
    assert drawn[0] < 20 < min(drawn[1], drawn[2])
    unjudged = client.rewards([{"problem_id": "never-seen", "language": "python", "code": ""}])
    assert rows.observe(unjudged).pools == pools


def test_repeats_each_row_for_its_group_and_goes_on_where_another_run_was(client: Assay) -> None:
    rows = list(sampler(client, "groups", draws=10, repeats=3))
    assert len(rows) == 30
    assert rows[::3] == rows[1::3] == rows[2::3]
    first, whole = sampler(client, "halves", draws=16), sampler(client, "whole", draws=32)
    before = list(first)
    assert before + list(sampler(client, "halves", draws=16)) == list(whole)


def test_refuses_a_problem_that_is_there_twice(client: Assay) -> None:
    with pytest.raises(ValueError, match="twice"):
        Sampler(client, ["a", "a"], draws=1, batch_size=1)

"""A session moves the runner up or down the ladder by its pain."""

from __future__ import annotations

import pytest

from plan_inputs import KNOWLEDGE
from stridewell.plan.inputs import LadderProgress
from stridewell.plan.progression import after_session
from stridewell.plan.zones import Zone


@pytest.mark.parametrize(
    ("before", "zone", "after"),
    [
        (("A", 3, 0), Zone.GREEN, ("A", 3, 1)),
        (("A", 3, 1), Zone.GREEN, ("A", 4, 0)),
        (("A", 8, 1), Zone.GREEN, ("A", 8, 0)),
        (("A", 3, 1), Zone.AMBER, ("A", 3, 0)),
        (("A", 3, 1), Zone.RED, ("A", 2, 0)),
        (("A", 1, 0), Zone.RED, ("A", 1, 0)),
        (("B", 4, 1), Zone.GREEN, ("B", 4, 2)),
        (("B", 4, 2), Zone.AMBER, ("B", 2, 0)),
        (("B", 2, 0), Zone.RED, ("B", 1, 0)),
    ],
)
def test_steps(before: tuple[str, int, int], zone: Zone, after: tuple[str, int, int]) -> None:
    assert after_session(LadderProgress(*before), zone, KNOWLEDGE) == LadderProgress(*after)

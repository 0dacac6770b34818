"""Sides and regions of the body."""

from __future__ import annotations

from stridewell.knowledge.records import Knowledge
from stridewell.values.anatomy import Region, Side


def test_left_and_right_are_opposite_and_the_middle_is_its_own() -> None:
    assert [side.opposite for side in Side] == [Side.RIGHT, Side.LEFT, Side.BOTH, Side.MIDLINE]


def test_the_body_map_of_code_and_knowledge_agree(knowledge: Knowledge) -> None:
    assert set(knowledge.regions) == set(Region)

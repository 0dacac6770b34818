"""Left and right belong to a place, or are no side at all."""

from __future__ import annotations

import pytest

from stories import proposals
from stridewell.values.anatomy import Side


def side(text: str) -> str | None:
    return next((p.option for p in proposals(text) if p.question == "pain_side"), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my left hip hurts", "left"),
        ("groin pain on the right", "right"),
        ("it hurts right in the groin", None),
        ("it hurts right now in my groin", None),
        ("pain right at the left sit bone", "left"),
        ("both hips hurt", "both"),
        ("middle of my right buttock hurts", "right"),
        ("my left groin aches, the right knee too a bit", "left"),
        ("I left work because my groin hurts", None),
        ("sore spot on the sacrum, left of centre", "left"),
        ("pain in the low back just right of the spine", "right"),
    ],
)
def test_the_side_of_the_main_problem(text: str, expected: str | None) -> None:
    assert side(text) == expected


def test_a_place_keeps_its_own_side() -> None:
    found = {
        p.option: p.side
        for p in proposals("left groin pain and a sore right buttock")
        if p.question == "pain_regions"
    }
    assert found == {"groin": Side.LEFT, "buttock_mid": Side.RIGHT}

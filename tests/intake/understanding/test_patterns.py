"""The small language of phrases."""

from __future__ import annotations

import pytest

from stridewell.intake.understanding.patterns import compile_pattern

CLASSES = {"numb": ("numb", "no feeling"), "leg": ("leg", "thigh")}
SMALL = frozenset({"the", "my", "it"})


def ways(says: str) -> list[tuple[tuple[frozenset[tuple[str, ...]], ...], tuple[int, ...]]]:
    return [(p.elements, p.gaps) for p in compile_pattern(says, CLASSES, SMALL)]


def element(*ways_to_say: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(way.split()) for way in ways_to_say)


@pytest.mark.parametrize(
    ("says", "elements", "gaps"),
    [
        ("my sore hip", (element("sore"), element("hip")), (0,)),
        ("stairs|steps hurt", (element("stair", "step"), element("hurt")), (0,)),
        ("{numb} .. {leg}", (element("numb", "no feel"), element("leg", "thigh")), (3,)),
        ("numb ... foot", (element("numb"), element("foot")), (8,)),
        ("sciatica .... both", (element("sciatica"), element("both")), (25,)),
        ("sit_down pain", (element("sit down"), element("pain")), (0,)),
        ("=legs weak", (element("=legs"), element("weak")), (0,)),
        ("# km", (element("#"), element("km")), (0,)),
    ],
)
def test_a_phrase_becomes_elements_and_gaps(
    says: str, elements: tuple[frozenset[tuple[str, ...]], ...], gaps: tuple[int, ...]
) -> None:
    assert ways(says) == [(elements, gaps)]


def test_an_optional_word_makes_two_patterns() -> None:
    assert len(ways("really? sore hip")) == 2


def test_small_words_count_where_little_else_is_said() -> None:
    assert ways("the my hip") == [((element("the my hip"),), ())]

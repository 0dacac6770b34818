from __future__ import annotations

import math

import pytest

from stridewell.adapters.fit.names import manufacturer_name, sport_name, sub_sport_name


@pytest.mark.parametrize(
    ("number", "name"), [(1, "running"), (11, "walking"), (250, "sport_250"), (math.nan, "generic")]
)
def test_sports_have_names(number: float, name: str) -> None:
    assert sport_name(number) == name


@pytest.mark.parametrize(
    ("number", "name"),
    [(1, "treadmill"), (3, "trail"), (4, "track"), (67, "ultra"), (200, "sub_sport_200")],
)
def test_surfaces_have_names(number: float, name: str) -> None:
    assert sub_sport_name(number) == name


def test_an_unknown_maker_keeps_its_number() -> None:
    assert (manufacturer_name(1), manufacturer_name(9999)) == ("garmin", "9999")

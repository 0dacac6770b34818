"""Weeks of a pregnancy and weeks since a birth."""

from __future__ import annotations

import pytest

from stories import told


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("I'm 12 weeks pregnant", "early"),
        ("26 weeks pregnant with my second", "late"),
        ("seven months pregnant", "late"),
        ("I gave birth 4 weeks ago", "birth_6w"),
        ("nine weeks after having my little boy", "birth_12w"),
        ("I had my daughter four and a half months ago", "birth_year"),
        ("my baby is 8 months old", "birth_year"),
        ("ten weeks postpartum", "birth_12w"),
    ],
)
def test_the_option_that_fits(text: str, option: str) -> None:
    assert ("pregnancy", option, "present") in told(text)


@pytest.mark.parametrize("text", ["my baby is 3 years old", "my sister is 12 weeks pregnant"])
def test_older_children_and_other_people_do_not_count(text: str) -> None:
    assert not {each for each in told(text) if each[0] == "pregnancy" and each[2] == "present"}

"""docs/training_load.md lists what there is, with the limits of the knowledge."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cases import KNOWLEDGE
from load_records import LOAD, RULES
from stridewell.training_load.change import ChangeKind
from stridewell.training_load.series import LoadKind
from stridewell.training_load.unknown import WhyUnknown
from stridewell.training_load.walking_told import LEAST_DAYS, LEAST_SCORES

PAGE = (Path(__file__).parents[2] / "docs" / "training_load.md").read_text(encoding="utf-8")
WORDS = " ".join(PAGE.split())
NUMBER = LOAD.number


def rows(name: str) -> list[list[str]]:
    """The cells of a table between its markers."""
    found = re.search(rf"<!-- {name}: begin -->\n(.*?)<!-- {name}: end -->", PAGE, re.DOTALL)
    assert found is not None
    lines = found.group(1).strip().splitlines()[2:]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


def test_every_way_of_counting_is_listed_with_its_unit() -> None:
    assert [row[:2] for row in rows("load_kinds")] == [[k.value, k.unit] for k in LoadKind]


def test_every_unknown_is_listed() -> None:
    assert [row[0] for row in rows("unknowns")] == [each.value for each in WhyUnknown]


def test_every_change_is_listed_with_what_it_sets() -> None:
    listed = {row[0]: row[2] for row in rows("changes")}
    assert list(listed) == [each.value for each in ChangeKind]
    for name, change in LOAD.changes.items():
        assert listed[name].split("`")[0] == (change.finding or "nothing")
        assert change.finding is None or change.finding in KNOWLEDGE.findings


@pytest.mark.parametrize(
    "sentence",
    [
        f"Up to {NUMBER('unknown_after_days'):g} days in a row without a recording are rest",
        (
            f"the {NUMBER('baseline_days'):g} days before, by the same device. "
            f"At least {NUMBER('baseline_runs'):g} runs"
        ),
        "F⁷, F⁹ and F¹³",
        f"fading mean (EWMA), {NUMBER('fade_short_days'):g} and {NUMBER('fade_long_days'):g} days",
        f"mean of the last {NUMBER('monotony_days'):g} days",
        f"Apps warn at {NUMBER('monotony_warn'):.1f} and {NUMBER('monotony_high'):.1f}",
        (
            f"from {NUMBER('shift_runs'):g} runs in a row on that lie at least "
            f"{NUMBER('shift_percent'):g} percentage point and {NUMBER('shift_spread'):g} times"
        ),
        f"added up over {NUMBER('sides_days'):g} days",
        (
            f"The {RULES.spike.recent_days} days before the pain began are compared with the "
            f"{NUMBER('compare_days'):g} before those"
        ),
        f"{NUMBER('distance_days'):g} days came to over {NUMBER('distance_more_percent'):g} % more",
        (
            f"over {NUMBER('downhill_more_percent'):g} % more downhill a week, and "
            f"{NUMBER('downhill_least_m'):g} m"
        ),
        (
            f"over {NUMBER('climb_more_percent'):g} % more climbing a week, and "
            f"{NUMBER('climb_least_m'):g} m"
        ),
        f"after {NUMBER('shoe_runs'):g} runs or more in others",
        f"after {NUMBER('break_days'):g} days or more without one",
        f"{NUMBER('streak_days'):g} running days in a row or more",
        (
            f"from {NUMBER('lag_pairs'):g} days on which both are known, with at least "
            f"{NUMBER('lag_pain_days'):g} painful and {NUMBER('lag_pain_days'):g} painless"
        ),
        (
            f"the median of the last {NUMBER('sides_days'):g} days stands beside your own median "
            f"of the {NUMBER('baseline_days'):g} days before"
        ),
        (
            f"from {LEAST_DAYS.lately} days with a value in the last {NUMBER('sides_days'):g}, "
            f"and from {LEAST_DAYS.before} in the {NUMBER('baseline_days'):g} before"
        ),
        f"a score of about a week, from {LEAST_SCORES.lately} and {LEAST_SCORES.before}",
        "ratios 1.64, 1.52 and 2.28",
    ],
)
def test_the_limits_are_those_of_the_knowledge(sentence: str) -> None:
    assert sentence in WORDS


def test_the_exponents_and_ratios_are_those_of_the_knowledge() -> None:
    assert LOAD.exponents == (7, 9, 13)
    assert [each.value for each in RULES.spike.hazards.values()] == [1.64, 1.52, 2.28]

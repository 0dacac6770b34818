"""docs/gait.md lists what there is, with the limits of code and knowledge."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cases import KNOWLEDGE
from stridewell.app.gait_facts import COUNTS_FOR
from stridewell.gait.events import FASTEST_SPM, SLOWEST_SPM
from stridewell.gait.findings import ONE_DAY
from stridewell.gait.judged import Standing
from stridewell.gait.metrics.drift import SHORTEST_S
from stridewell.gait.metrics.refusals import LEAST_OF_BOTH, LEAST_STEPS, WRONG_AXIS_DEG

GAIT = KNOWLEDGE.gait
PAGE = (Path(__file__).parents[2] / "docs" / "gait.md").read_text(encoding="utf-8")
TEXT = " ".join(PAGE.split())


def listed(table: str) -> list[str]:
    body = PAGE.split(f"<!-- {table}: begin -->", 1)[1].split(f"<!-- {table}: end -->", 1)[0]
    return re.findall(r"(?m)^\| `([^`]+)` \|", body)


def test_every_metric_is_listed() -> None:
    assert listed("gait_metrics") == list(GAIT.metrics)


def test_every_norm_is_listed() -> None:
    assert listed("gait_norms") == [norm.metric for norm in GAIT.norms.values()]


def test_every_finding_is_listed() -> None:
    assert listed("gait_findings") == list(GAIT.findings)


def test_every_standing_is_explained_in_order() -> None:
    found = re.findall(r"(?m)^\| `([a-z_]+)` \|", PAGE.split("## When something stands out")[1])
    assert found[: len(Standing)] == [each.value for each in Standing]


@pytest.mark.parametrize(
    "sentence",
    [
        f"Up to {GAIT.number('gait_speed_margin_mps'):g} m/s beyond the measured speeds",
        f"A film older than {COUNTS_FOR.days} days no longer counts",
        "for half of that after one film",
        f"fewer than {LEAST_STEPS} steps of a foot",
        f"fewer than {LEAST_OF_BOTH} steps of both feet",
        f"more than {WRONG_AXIS_DEG:.0f} degrees off its axis",
        f"fewer than {SLOWEST_SPM:.0f} or more than {FASTEST_SPM:.0f} steps a minute",
        f"a clip of less than {SHORTEST_S:.0f} s",
    ],
)
def test_the_numbers_are_those_of_the_code(sentence: str) -> None:
    assert sentence in TEXT


def test_one_film_counts_half() -> None:
    assert GAIT.number("gait_one_day_certainty") == 0.5


def test_no_ratio_is_larger_than_the_page_says() -> None:
    ratios = [
        entry.present
        for condition in KNOWLEDGE.conditions.values()
        for entry in condition.evidence
        if entry.finding in GAIT.findings
    ]
    most = re.search(r"with a ratio of at most ([\d.]+)", TEXT)
    assert most is not None
    assert max(ratios) <= float(most.group(1))


def test_the_share_of_one_day_is_that_of_the_code() -> None:
    assert f"{ONE_DAY:.2f} times that difference" in TEXT

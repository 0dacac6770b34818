"""`shoes`: pairs named by exports, set right, merged and retired; runs put in by day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from command_line import stridewell
from mapped_town import export_zip

NOW = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
GEARS = ("Glide 21", "Glide 21", "Peak", "")
DAYS = [NOW - timedelta(days=10 - n) for n in range(len(GEARS))]


@pytest.fixture
def exported(tmp_path: Path) -> None:
    """Four runs of an export: two in one pair, one in another, one in none."""
    path = export_zip(tmp_path / "export.zip", dict(zip(DAYS, GEARS, strict=True)))
    assert stridewell("import", path).status == 0


def pairs() -> Mapping[str, Any]:
    return {each["name"]: each for each in stridewell("shoes", "--json").json["shoes"]}


def test_the_shoes_of_an_export_are_listed(exported: None) -> None:
    found = pairs()
    assert {name: each["runs"] for name, each in found.items()} == {"Glide 21": 2, "Peak": 1}
    assert found["Peak"]["named_by_app"] is True
    told = stridewell("shoes").out
    assert "named by your app" in told
    assert "Runs without a pair: 1." in told


def test_a_pair_is_renamed_and_tagged(exported: None) -> None:
    words = ("--name", "Mountain", "--worn-on", "trail", "--drop", "4")
    assert stridewell("shoes", "change", "peak", *words).status == 0
    found = pairs()["Mountain"]
    assert (found["worn_on"], found["drop_mm"], found["also"]) == ("trail", 4, ["Peak"])
    assert found["named_by_app"] is False
    told = stridewell("ground", "--json").json["all_runs"]
    assert told["runs_by_source"] == {"shoe": 1, "nobody": 3}
    assert "a guess from where you wear the pair" in stridewell("ground").out
    assert stridewell("shoes", "change", "Mountain", "--worn-on", "any").status == 0
    assert pairs()["Mountain"]["worn_on"] is None


def test_pairs_are_merged_and_taken_apart(exported: None) -> None:
    assert "Peak is now Glide 21" in stridewell("shoes", "merge", "Peak", "glide 21").out
    assert pairs()["Glide 21"]["runs"] == 3
    assert "also Peak" in stridewell("shoes").out
    assert stridewell("shoes", "merge", "Peak", "--undo").status == 0
    assert pairs()["Glide 21"]["runs"] == 2


def test_runs_go_into_a_pair_by_day(exported: None) -> None:
    first, last = (f"{each.astimezone():%Y-%m-%d}" for each in (DAYS[1], DAYS[3]))
    days = ("--from", first, "--to", last)
    assert "1 run is put into Peak" in stridewell("shoes", "wear", "Peak", *days).out
    assert "1 run is" in stridewell("shoes", "wear", "Peak", *days, "--all").out
    assert pairs()["Peak"]["runs"] == 3
    assert "3 runs are put into no pair" in stridewell("shoes", "wear", "none", *days, "--all").out
    assert stridewell("shoes", "--json").json["runs_without_shoes"] == 3


def test_a_retired_pair_is_taken_into_use_again(exported: None) -> None:
    stridewell("shoes", "retire", "Peak")
    assert pairs()["Peak"]["active"] is False
    assert "in use again" in stridewell("shoes", "retire", "Peak", "--undo").out
    assert pairs()["Peak"]["active"] is True


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("change", "Peak"), 2, "Nothing to change"),
        (("change", "Peak", "--name", "glide 21"), 2, "already"),
        (("change", "Peak", "--worn-on", "moon"), 2, "worn_on"),
        (("change", "Nobody", "--drop", "4"), 1, "no pair"),
        (("merge", "Peak"), 2, "--undo"),
        (("merge", "Peak", "Glide 21", "--undo"), 2, "--undo"),
        (("merge", "Peak", "Peak"), 2, "one pair"),
        (("wear", "Peak", "1", "--from", "2026-01-01"), 2, "by day"),
        (("wear", "Peak", "1", "--all"), 2, "--all"),
        (("wear", "Nobody", "--from", "2026-01-01"), 1, "no pair"),
    ],
)
def test_what_cannot_be_done_is_refused(
    exported: None, words: tuple[str, ...], status: int, said: str
) -> None:
    assert stridewell("shoes", *words).refused(status, said)

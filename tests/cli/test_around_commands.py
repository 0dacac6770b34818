"""`around` and `shoes`: what goes around the run, from the shell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from command_line import mild_outer_hip, stridewell, write_case_file, write_run


@pytest.fixture
def known(tmp_path: Path) -> None:
    """A runner who has told everything just now."""
    case = write_case_file(tmp_path, mild_outer_hip(), at=datetime.now(UTC))
    assert stridewell("assess", case, "--save").status == 0


def test_without_an_intake_it_says_how_to_begin() -> None:
    assert stridewell("around").refused(1, "--save")


def test_around_has_the_promised_shape(known: None) -> None:
    out = stridewell("around", "--json").json
    assert out["refusal"] is None
    assert {"warm_ups", "cool_downs", "cross_training", "surfaces", "cues"} <= set(out)
    named = {each["id"] for each in (*out["cross_training"], *out["cross_training_left_out"])}
    assert {"easy_cycling", "swimming", "aqua_jog"} <= named
    assert "Side of the road" in stridewell("around").out


def test_a_cue_that_cannot_begin_is_refused(known: None) -> None:
    assert stridewell("around", "--start", "moonwalk").refused(1, "no cue")
    assert stridewell("around", "--end", "dance").refused(2, "keep or stop")
    assert stridewell("around", "--end", "stop").refused(1, "No cue is being tried")


def test_the_shoe_log_begins_empty_and_says_how_to_fill_it() -> None:
    assert "stridewell shoes add" in stridewell("shoes").out
    assert stridewell("shoes", "--json").json["shoes"] == []


def test_a_pair_is_added_worn_and_retired(tmp_path: Path) -> None:
    write_run(tmp_path / "run.fit", datetime.now(UTC) - timedelta(days=1))
    assert stridewell("import", tmp_path / "run.fit").status == 0
    assert "blue-pair" in stridewell("shoes", "add", "Blue pair", "--drop", "8").out
    assert stridewell("shoes", "wear", "Blue pair").out.startswith("1 run is")
    (shoe,) = stridewell("shoes", "--json").json["shoes"]
    assert shoe["km"] == pytest.approx(1.5, abs=0.1)
    assert "Blue pair" in stridewell("shoes").out
    assert stridewell("shoes", "retire", "blue-pair").status == 0
    assert stridewell("shoes", "--json").json["shoes"][0]["active"] is False


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("add", "A", "--kind", "ski"), 2, "kind"),
        (("add", "A", "--drop", "900"), 2, "drop"),
        (("add", "A", "--bought", "soon"), 2, "bought"),
        (("retire", "Nobody"), 1, "no pair"),
        (("wear", "Nobody", "1"), 1, "no pair"),
    ],
)
def test_what_cannot_be_is_refused(words: tuple[str, ...], status: int, said: str) -> None:
    assert stridewell("shoes", *words).refused(status, said)

"""Sessions as a person types them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stridewell.cli.typed_session import (
    kinds,
    read_completion,
    read_exercise,
    read_kind,
    read_scale,
)
from stridewell.errors import CaseError
from stridewell.plan.diary import Completion, ExerciseDone
from stridewell.plan.items import ActivityKind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("walk-run", ActivityKind.WALK_RUN),
        ("walk_run", ActivityKind.WALK_RUN),
        ("cross-training", ActivityKind.CROSS_TRAIN),
        ("Strength", ActivityKind.STRENGTH),
        ("rest", ActivityKind.REST),
    ],
)
def test_a_kind_is_known_by_its_names(text: str, kind: ActivityKind) -> None:
    assert read_kind(text) is kind


def test_an_unknown_kind_is_named_with_those_there_are() -> None:
    with pytest.raises(CaseError, match=f"'nap'.*{kinds()}"):
        read_kind("nap")


def test_a_session_is_done_unless_told_otherwise() -> None:
    assert read_completion(done=False, partly=False, skipped=False) is Completion.DONE
    assert read_completion(done=False, partly=False, skipped=True) is Completion.SKIPPED
    with pytest.raises(CaseError, match="partly and skipped"):
        read_completion(done=False, partly=True, skipped=True)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("bridge=3x12", ExerciseDone("bridge", 3, 12)),
        ("side_plank=2x30s", ExerciseDone("side_plank", 2, None, 30)),
        ("bridge=3x12@5kg:2", ExerciseDone("bridge", 3, 12, None, 5.0, 2)),
        ("bridge=3×12@7,5", ExerciseDone("bridge", 3, 12, None, 7.5)),
        ("bridge=1x8:0", ExerciseDone("bridge", 1, 8, pain=0)),
    ],
)
def test_an_exercise_is_told_in_one_word(text: str, done: ExerciseDone) -> None:
    assert read_exercise(text) == done


@pytest.mark.parametrize(
    "text",
    ["bridge", "bridge=12", "=3x12", "bridge=3x", "bridge=0x12", "bridge=3x0", "bridge=3x12:11",
     "bridge=3x12@heavy", "bridge=3x12@-5kg", "bridge=3.5x12"],
)  # fmt: skip
def test_an_exercise_told_otherwise_is_refused(text: str) -> None:
    with pytest.raises(CaseError):
        read_exercise(text)


@given(st.integers(-50, 50))
def test_scales_go_from_none_to_ten(value: int) -> None:
    if 0 <= value <= 10:
        assert read_scale(value, "Pain") == value
        return
    with pytest.raises(CaseError, match=str(value)):
        read_scale(value, "Pain")

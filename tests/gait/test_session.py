"""Several clips of one run as one session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np
import pytest

from stridewell.gait.clip import ClipAnalysis
from stridewell.gait.contacts import ContactSeries, NotMeasured
from stridewell.gait.keypoints import Keypoints, Stated, Unit, View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.measured import Difference, Drift, Measured
from stridewell.gait.session import GaitSession, merge
from stridewell.knowledge.records import Knowledge
from stridewell.values.anatomy import Side

CONTACT, BALANCE, TIBIA = (
    "contact_time_ms",
    "contact_balance_left_pct",
    "tibia_angle_at_contact_deg",
)
DROP = "pelvic_drop_peak_deg"
L, R = Side.LEFT, Side.RIGHT
Pair: TypeAlias = tuple[ClipAnalysis, ClipAnalysis]


def value(
    metric: str, side: Side | None, number: float, half: float = 2.0, steps: int = 12
) -> Measured:
    return Measured(metric, number, "ms", side, number - half, number + half, steps)


def clip(
    view: View,
    measured: Sequence[Measured] = (),
    *,
    refused: Sequence[NotMeasured] = (),
    differences: Sequence[Difference] = (),
    step_rate: float | None = 170.0,
) -> ClipAnalysis:
    points = Keypoints(
        time_s=np.arange(3) / 60,
        points=(Landmark.LEFT_HEEL,),
        position=np.zeros((3, 1, len(view.axes))),
        confidence=np.ones((3, 1)),
        view=view,
        unit=Unit.METRE,
        convention="markers",
    )
    return ClipAnalysis(
        seen=points,
        shown=points,
        contacts=ContactSeries((), step_rate, 0.5, "drawn"),
        measured=tuple(measured),
        differences=tuple(differences),
        drifts=tuple(Drift(m.id, m.side, 1.0, "ms", 0.0, 2.0) for m in measured),
        refused=tuple(refused),
        stated=(Stated("view", view.value, "told"),),
        swapped=np.zeros(3, dtype=np.bool_),
        untrusted={},
    )


def session(knowledge: Knowledge, *clips: ClipAnalysis) -> GaitSession:
    return merge(clips, knowledge.gait.metrics)


def both(metric: str, left: float, right: float, half: float = 2.0) -> tuple[Measured, Measured]:
    return value(metric, L, left, half), value(metric, R, right, half)


def test_one_clip_is_its_own_session(knowledge: Knowledge) -> None:
    gap = Difference(CONTACT, 5.0, "ms", -2.0, 12.0)
    why = NotMeasured(DROP, "not seen from the side")
    alone = clip(
        View.LEFT, both(CONTACT, 245, 240), refused=[why], differences=[gap], step_rate=168.0
    )
    merged = session(knowledge, alone)
    assert merged.measured == alone.measured
    assert merged.differences == (gap,)
    assert merged.drifts == alone.drifts
    assert merged.refused == (why,)
    assert merged.stated == ()
    assert merged.all_stated == alone.stated
    assert merged.clip_of == {(CONTACT, L): 0, (CONTACT, R): 0}


def test_each_leg_is_taken_from_the_clip_it_was_next_to(knowledge: Knowledge) -> None:
    left = clip(View.LEFT, both(CONTACT, 245, 199, half=1.0))
    right = clip(View.RIGHT, both(CONTACT, 199, 240, half=5.0))
    merged = session(knowledge, left, right)
    assert merged.value(CONTACT, L) == left.value(CONTACT, L)
    assert merged.value(CONTACT, R) == right.value(CONTACT, R)
    assert (merged.clip_of[CONTACT, L], merged.clip_of[CONTACT, R]) == (0, 1)
    assert [(each.id, each.side) for each in merged.drifts] == [(CONTACT, L), (CONTACT, R)]


def test_the_far_leg_counts_where_no_clip_was_next_to_it(knowledge: Knowledge) -> None:
    rear = clip(View.REAR, [value(DROP, L, 6.0)])
    merged = session(knowledge, clip(View.LEFT, both(CONTACT, 245, 240)), rear)
    far = merged.value(CONTACT, R)
    assert far is not None
    assert far.value == 240
    assert merged.clip_of[DROP, L] == 1


def test_of_the_whole_runner_the_surest_value_counts(knowledge: Knowledge) -> None:
    rough = clip(View.LEFT, [value("step_rate_spm", None, 167.0, half=3.0)])
    sure = clip(View.REAR, [value("step_rate_spm", None, 168.0, half=0.5)])
    for merged in (session(knowledge, rough, sure), session(knowledge, sure, rough)):
        found = merged.value("step_rate_spm")
        assert found is not None
        assert found.value == 168.0


def test_of_equal_certainty_more_steps_count(knowledge: Knowledge) -> None:
    few, many = (clip(View.REAR, [value(DROP, L, 6.0, steps=n)]) for n in (8, 20))
    found = session(knowledge, few, many).value(DROP, L)
    assert found is not None
    assert found.n_steps == 20


def two_sides(left: float, right: float, rates: tuple[float | None, float | None]) -> Pair:
    """A clip from each side; in each the far leg is far off."""
    gap = Difference(CONTACT, 99.0, "ms", 90.0, 110.0)
    tibia = Difference(TIBIA, 3.0, "deg", 2.0, 4.0)
    seen = ((View.LEFT, (left, left - 99)), (View.RIGHT, (right + 99, right)))
    one, other = (
        clip(
            view,
            (*both(CONTACT, *times, half=3.0), *both(TIBIA, 8.0, 5.0)),
            differences=[gap, tibia],
            step_rate=rate,
        )
        for (view, times), rate in zip(seen, rates, strict=True)
    )
    return one, other


def test_times_are_compared_between_clips_of_the_same_rhythm(knowledge: Knowledge) -> None:
    merged = session(knowledge, *two_sides(246.0, 240.0, (170.0, 171.0)))
    gap = merged.difference(CONTACT)
    assert gap is not None
    assert gap.value == 6.0
    # both intervals, and one per cent that may change from clip to clip
    assert (gap.high - gap.low) / 2 == pytest.approx((9 + 9 + 2.43**2) ** 0.5)
    assert any("each from its own clip" in each.value for each in merged.stated)


def test_angles_against_the_vertical_are_not_compared_between_clips(knowledge: Knowledge) -> None:
    merged = session(knowledge, *two_sides(246.0, 240.0, (170.0, 171.0)))
    assert merged.difference(TIBIA) is None


@pytest.mark.parametrize("rates", [(170.0, 176.0), (170.0, None), (None, None)], ids=str)
def test_clips_of_other_running_are_not_compared(
    knowledge: Knowledge, rates: tuple[float | None, float | None]
) -> None:
    merged = session(knowledge, *two_sides(246.0, 240.0, rates))
    assert merged.differences == ()
    assert merged.value(BALANCE) is None
    assert [each.value for each in merged.stated] == ["not compared"]


def test_the_balance_is_worked_out_from_both_near_legs(knowledge: Knowledge) -> None:
    merged = session(knowledge, *two_sides(246.0, 240.0, (170.0, 171.0)))
    balance = merged.value(BALANCE)
    assert balance is not None
    assert balance.value == pytest.approx(100 * 246 / 486)
    assert (BALANCE, None) not in merged.clip_of
    gap = merged.difference(CONTACT)
    assert gap is not None
    # the share moves by a quarter of what the difference is of the mean time
    assert balance.high - balance.low == pytest.approx((gap.high - gap.low) / 9.72, rel=0.01)


def test_times_are_taken_from_the_side_before_they_are_from_behind(knowledge: Knowledge) -> None:
    left = clip(View.LEFT, both(CONTACT, 260.0, 258.0, half=9.0))
    rear = clip(View.REAR, (*both(CONTACT, 201.0, 206.0, half=1.0), *both(DROP, 6.0, 7.0)))
    for merged in (session(knowledge, left, rear), session(knowledge, rear, left)):
        assert [merged.value(CONTACT, side) for side in (L, R)] == list(left.measured)
        assert merged.value(DROP, L) == rear.value(DROP, L)
    assert session(knowledge, rear).value(CONTACT, L) == rear.value(CONTACT, L)


def test_a_leg_from_the_side_is_not_compared_with_one_from_behind(knowledge: Knowledge) -> None:
    left = clip(View.LEFT, [value(CONTACT, L, 260.0)])
    rear = clip(View.REAR, both(CONTACT, 201.0, 206.0))
    merged = session(knowledge, left, rear)
    assert merged.clip_of == {(CONTACT, L): 0, (CONTACT, R): 1}
    assert (merged.differences, merged.value(BALANCE)) == ((), None)
    assert [each.value for each in merged.stated] == ["not compared"]


def test_the_balance_of_one_clip_stands_when_it_showed_both_legs(knowledge: Knowledge) -> None:
    own = value(BALANCE, None, 50.6, half=0.4)
    rear = clip(View.REAR, (*both(CONTACT, 246, 240), own))
    assert session(knowledge, rear).value(BALANCE) == own


def test_what_another_clip_shows_is_not_refused(knowledge: Knowledge) -> None:
    side = clip(
        View.LEFT,
        [value(CONTACT, L, 245.0)],
        refused=[
            NotMeasured(DROP, "not seen from the side"),
            NotMeasured(CONTACT, "the far leg is hidden", side=R),
        ],
    )
    rear = clip(View.REAR, both(DROP, 6.0, 7.0), refused=[NotMeasured(TIBIA, "seen from behind")])
    merged = session(knowledge, side, rear)
    assert [(each.metric, each.side) for each in merged.refused] == [(CONTACT, R), (TIBIA, None)]


@pytest.mark.parametrize(
    ("side", "is_told"), [(L, False), (R, True), (Side.BOTH, True), (None, False)], ids=str
)
def test_a_leg_or_clip_is_not_refused_whole_where_another_clip_shows_of_it(
    knowledge: Knowledge, side: Side | None, is_told: object
) -> None:
    bad = clip(View.RIGHT, refused=[NotMeasured("all", "hidden", side=side)])
    merged = session(knowledge, bad, clip(View.LEFT, [value(CONTACT, L, 245.0)]))
    assert bool(merged.refused) is is_told


def test_of_several_reasons_that_of_the_clip_in_its_place_is_told(knowledge: Knowledge) -> None:
    side = clip(View.LEFT, refused=[NotMeasured(DROP, "not seen from the side")])
    rear = clip(View.REAR, refused=[NotMeasured(DROP, "only 5 steps")])
    for clips in ((side, rear), (rear, side)):
        assert [each.because for each in session(knowledge, *clips).refused] == ["only 5 steps"]


def test_of_a_leg_the_near_clip_says_why(knowledge: Knowledge) -> None:
    left = clip(View.LEFT, refused=[NotMeasured(CONTACT, "hidden by the other leg", side=R)])
    right = clip(View.RIGHT, refused=[NotMeasured(CONTACT, "only 5 steps", side=R)])
    (why,) = session(knowledge, left, right).refused
    assert why.because == "only 5 steps"


def test_a_leg_is_withheld_only_where_no_clip_shows_it(knowledge: Knowledge) -> None:
    left = replace(clip(View.LEFT, [value(CONTACT, L, 245.0)]), withheld=R)
    right = clip(View.RIGHT, [value(CONTACT, R, 240.0)])
    assert session(knowledge, left).withheld is R
    assert session(knowledge, left, right).withheld is None


def test_both_legs_can_be_withheld(knowledge: Knowledge) -> None:
    left = replace(clip(View.LEFT, [value("step_rate_spm", None, 168.0)]), withheld=Side.BOTH)
    right = clip(View.RIGHT, [value(CONTACT, R, 240.0)])
    assert session(knowledge, left).withheld is Side.BOTH
    assert session(knowledge, left, right).withheld is L


def test_what_two_clips_say_alike_is_said_once(knowledge: Knowledge) -> None:
    merged = session(knowledge, clip(View.LEFT), clip(View.LEFT), clip(View.REAR))
    assert [each.value for each in merged.all_stated] == ["left", "rear"]

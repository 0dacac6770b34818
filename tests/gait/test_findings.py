"""What stands out against healthy runners, and what may be made of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import KNOWLEDGE
from stridewell.gait.bands import Band, band_for
from stridewell.gait.findings import ONE_DAY, judge
from stridewell.gait.judged import Circumstances, Judged, Standing
from stridewell.gait.measured import Difference, Measured
from stridewell.values.anatomy import Side
from stridewell.values.evidence import FactTable, State

GAIT, AROUND = KNOWLEDGE.gait, KNOWLEDGE.around
DROP, FINDING = "pelvic_drop_peak_deg", "gait_pelvic_drop_high"
OUTER_HIP = FactTable({"pain_lat_hip": State.PRESENT}, {})
SPEED = 3.0
EASY = Circumstances(speed_mps=SPEED)
SORE_LEFT = replace(EASY, facts=OUTER_HIP, sore=Side.LEFT)
LEFT_BEFORE = frozenset({(FINDING, Side.LEFT)})


def band(metric: str = DROP) -> Band:
    found = band_for(metric, SPEED, None, GAIT)
    assert found is not None
    return found


HIGH = band().high


def value(
    amount: float, side: Side | None = Side.LEFT, metric: str = DROP, give: float = 1.0
) -> Measured:
    unit = GAIT.metrics[metric].unit
    return Measured(metric, amount, unit, side, amount - give, amount + give, 12)


def only(seen: Circumstances, *measured: Measured) -> Judged:
    (found,) = judge(measured, (), seen, GAIT, AROUND)
    return found


def test_a_value_within_the_band_is_inside() -> None:
    found = only(SORE_LEFT, value(band().middle))
    assert (found.standing, found.finding, found.cues) == (Standing.INSIDE, None, ())
    assert found.text.startswith("Within the range of nine of ten")
    assert found.position is not None
    assert 0 < found.position < 1


def test_a_value_whose_interval_reaches_into_the_band_is_not_surely_outside() -> None:
    found = only(SORE_LEFT, value(HIGH + 3, give=3.5))
    assert (found.standing, found.finding) == (Standing.UNCLEAR, None)
    assert "could be off by that" in found.text


def test_a_value_nearer_to_the_middle_than_chance_is_not_surely_outside() -> None:
    narrow = {
        key: replace(norm, band=replace(norm.band, low=norm.mean - 0.5, high=norm.mean + 0.5))
        for key, norm in GAIT.norms.items()
    }
    gait = replace(GAIT, norms=narrow)
    middle = band_for(DROP, SPEED, None, gait)
    assert middle is not None
    detectable = GAIT.metrics[DROP].detectable
    assert detectable is not None
    near, far = (value(middle.middle + detectable.value + more, give=0.05) for more in (-0.1, 0.1))
    found = judge((near, far), (), EASY, gait, AROUND)
    assert [each.standing for each in found] == [Standing.UNCLEAR, Standing.NOTEWORTHY]


def test_a_value_just_beyond_the_end_may_be_of_another_day() -> None:
    held = band("step_rate_spm")
    detectable = GAIT.metrics["step_rate_spm"].detectable
    assert detectable is not None
    day = detectable.value * ONE_DAY
    near, far = (
        only(EASY, value(held.low - day - more, None, "step_rate_spm", 0.05))
        for more in (-0.1, 0.1)
    )
    assert (near.standing, far.standing) == (Standing.UNCLEAR, Standing.NOTEWORTHY)


def test_without_a_complaint_a_runner_is_told_to_leave_the_form_alone() -> None:
    found = only(EASY, value(HIGH + 5))
    assert found.standing is Standing.NOTEWORTHY
    assert GAIT.advice["leave_alone"].text in found.notes
    assert GAIT.advice["predicts_little"].text in found.notes
    assert found.cues == ()


def test_one_film_does_not_count_for_the_drop_of_the_pelvis() -> None:
    once = only(SORE_LEFT, value(HIGH + 5))
    assert (once.standing, once.counts) == (Standing.NOTEWORTHY, False)
    assert GAIT.advice["film_again"].text in once.notes
    twice = only(replace(SORE_LEFT, seen_before=LEFT_BEFORE), value(HIGH + 5))
    assert (twice.standing, twice.counts, twice.confirmed) == (Standing.RED, True, True)
    assert GAIT.advice["film_again"].text not in twice.notes
    assert GAIT.advice["worth_a_trial"].text in twice.notes


def test_a_drop_seen_before_on_the_other_side_confirms_nothing() -> None:
    other = replace(SORE_LEFT, seen_before=frozenset({(FINDING, Side.RIGHT)}))
    assert not only(other, value(HIGH + 5)).counts


def test_the_leg_that_does_not_hurt_never_explains_the_pain() -> None:
    seen = replace(SORE_LEFT, seen_before=frozenset({(FINDING, Side.RIGHT)}))
    found = only(seen, value(HIGH + 5, Side.RIGHT))
    assert found.standing is Standing.NOTEWORTHY
    assert "leg that does not hurt" in found.text


def test_the_cues_are_those_of_the_trial_that_exists() -> None:
    found = only(replace(SORE_LEFT, seen_before=LEFT_BEFORE), value(HIGH + 5))
    assert set(found.cues) == {"step_rate", "level_hips"}
    assert set(found.cues) <= set(AROUND.cues)


def test_no_cue_is_named_while_nothing_may_be_tried() -> None:
    beside = replace(SORE_LEFT, seen_before=LEFT_BEFORE, held_back="See today's page first.")
    found = only(beside, value(HIGH + 5))
    assert (found.standing, found.cues) == (Standing.RED, ())
    assert "See today's page first." in found.notes
    assert GAIT.advice["worth_a_trial"].text not in found.notes


@given(
    st.sampled_from(sorted(GAIT.metrics)),
    st.floats(-1000, 1000),
    st.floats(0, 50),
    st.sampled_from([None, 2.0, 2.5, 3.3, 4.8]),
)
def test_nothing_is_red_without_a_complaint(
    metric: str, amount: float, give: float, speed: float | None
) -> None:
    seen = Circumstances(speed_mps=speed)
    side = Side.LEFT if GAIT.metrics[metric].per_side else None
    found = only(seen, value(amount, side, metric, give))
    assert found.standing is not Standing.RED
    assert found.cues == ()


@given(st.floats(-1000, 1000), st.sampled_from(sorted(GAIT.metrics)), st.sampled_from(Side))
def test_nothing_is_said_of_a_withheld_side(amount: float, metric: str, side: Side) -> None:
    seen = replace(SORE_LEFT, withheld=Side.LEFT)
    gap = Difference(metric, amount, "deg", amount - 1, amount + 1)
    found = judge((value(amount, side, metric),), (gap,), seen, GAIT, AROUND)
    assert all(each.side is not Side.LEFT and not each.is_difference for each in found)
    if metric == "contact_balance_left_pct":
        assert found == ()


def test_a_metric_nobody_knows_is_left_out() -> None:
    unknown = Measured("tail_wag_deg", 3, "deg", None, 2, 4, 12)
    assert judge((unknown,), (), EASY, GAIT, AROUND) == ()


def test_a_pose_models_hip_is_compared_with_the_runner_alone() -> None:
    hip = value(300, Side.LEFT, "foot_ahead_of_hip_mm")
    found = only(replace(EASY, posed=True), hip)
    assert found.standing is Standing.NO_RANGE
    assert GAIT.advice["posed_hip"].text in found.notes


def test_that_the_runners_were_men_is_not_told_to_men() -> None:
    rate = value(165, None, "step_rate_spm")
    text = GAIT.advice["mostly_men"].text
    assert text in only(replace(EASY, sex="female"), rate).notes
    assert text not in only(replace(EASY, sex="male"), rate).notes


def test_an_unknown_speed_is_said() -> None:
    found = only(Circumstances(), value(165, None, "step_rate_spm"))
    assert GAIT.advice["speed_unknown"].text in found.notes


def test_a_speed_nobody_was_measured_at_has_no_range_and_says_so() -> None:
    found = only(Circumstances(speed_mps=6.5), value(190, None, "step_rate_spm"))
    assert (found.standing, found.position) == (Standing.NO_RANGE, None)
    assert GAIT.advice["speed_too_far"].text in found.notes
    nobody = only(Circumstances(speed_mps=6.5), value(3, Side.LEFT, "heel_whip_deg"))
    assert nobody.notes == ()


def gap(amount: float, give: float = 0.5) -> Judged:
    difference = Difference(DROP, amount, "deg", amount - give, amount + give)
    (found,) = judge((), (difference,), EASY, GAIT, AROUND)
    return found


def test_left_and_right_differ_only_beyond_what_healthy_runners_show() -> None:
    uneven = GAIT.metrics[DROP].uneven
    assert uneven is not None
    limit = uneven.value
    assert gap(limit - 0.1).standing is Standing.INSIDE
    assert gap(-limit - 0.3).standing is Standing.UNCLEAR
    surely = gap(-limit - 1)
    assert surely.standing is Standing.NOTEWORTHY
    assert surely.is_difference
    assert "differ more than in nearly all" in surely.text


def test_uneven_contacts_are_found_to_either_side() -> None:
    for left in (52.5, 47.5):
        found = only(EASY, value(left, None, "contact_balance_left_pct", 0.3))
        assert found.finding == "gait_contact_asymmetry"
    limping = replace(EASY, facts=FactTable({"limp": State.PRESENT}, {}))
    found = only(limping, value(52.5, None, "contact_balance_left_pct", 0.3))
    assert (found.standing, found.cues) == (Standing.RED, ())


def test_beyond_the_end_that_nothing_is_known_of_nothing_follows() -> None:
    found = only(SORE_LEFT, value(band().low - 6))
    assert (found.standing, found.finding) == (Standing.NOTEWORTHY, None)
    assert "Nothing is known to follow" in found.text


@pytest.mark.parametrize("finding", sorted(GAIT.findings))
def test_every_finding_can_be_found_and_named(finding: str) -> None:
    spec = GAIT.findings[finding]
    metric = GAIT.metrics[spec.metric]
    held = band(spec.metric)
    least = metric.detectable.value if metric.detectable is not None else 0
    beyond = held.high + least + 1 if spec.direction != "low" else held.low - least - 1
    found = only(EASY, value(beyond, None, spec.metric, 0.1))
    assert found.finding == finding
    assert spec.meaning in found.text
    assert found.reason.sources == spec.warrant.sources

"""What changed from one session to another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from cases import AT, KNOWLEDGE
from filmed import RUNNING, analysis, dropped, inward, report
from stridewell.app.gait_compare import Change, Comparison, Verdict, compared
from stridewell.app.gait_report import GaitReport
from stridewell.gait.keypoints import Filmed, View
from stridewell.gait.measured import Measured
from stridewell.values.anatomy import Side

DETECTABLE = KNOWLEDGE.gait.metrics["pelvic_drop_peak_deg"].detectable
LATER = AT + timedelta(days=28)


def drop(degrees: float, half: float = 0.8, filmed: Filmed = RUNNING) -> GaitReport:
    return report(analysis([dropped(Side.LEFT, degrees, half)]), filmed=filmed)


def between(earlier: GaitReport, later: GaitReport) -> Comparison:
    return compared(earlier, replace(later, at=LATER, number=4), KNOWLEDGE.gait)


def only(found: Comparison) -> Change:
    (change,) = found.changes
    return change


def test_a_change_counts_from_what_two_days_can_show() -> None:
    assert DETECTABLE is not None
    least = DETECTABLE.value
    small, large = (only(between(drop(9.0), drop(9.0 - by))) for by in (least - 0.1, least + 0.1))
    assert (small.verdict, large.verdict) == (Verdict.CHANCE, Verdict.CHANGED)
    assert large.least == least
    assert large.value == pytest.approx(-least - 0.1)
    assert large.earlier == 9.0
    assert large.later == pytest.approx(9.0 - least - 0.1)


def test_an_unsure_measurement_needs_more() -> None:
    change = only(between(drop(9.0, half=3.0), drop(5.0, half=4.0)))
    assert change.least == pytest.approx(5.0)
    assert change.low == pytest.approx(-9.0)
    assert change.high == pytest.approx(1.0)
    assert change.verdict is Verdict.CHANCE


def test_only_what_both_sessions_have_is_compared() -> None:
    one = report(analysis([dropped(Side.LEFT, 9.0), dropped(Side.RIGHT, 9.0)]))
    other = report(analysis([dropped(Side.LEFT, 5.0), inward(Side.LEFT, 12.0)]))
    assert only(between(one, other)).side is Side.LEFT


def test_a_metric_nobody_describes_is_compared_by_its_intervals() -> None:
    one, other = (
        report(analysis([Measured("new_metric", value, "mm", None, value - 1, value + 1, 9)]))
        for value in (10.0, 12.0)
    )
    change = only(between(one, other))
    assert (change.name, change.verdict) == ("new_metric", Verdict.CHANGED)
    assert change.least == pytest.approx(2**0.5)


def test_points_of_different_models_are_not_compared_where_the_hip_matters() -> None:
    metric = next(each.id for each in KNOWLEDGE.gait.metrics.values() if each.own_only)
    mine = [Measured(metric, 100.0, "mm", Side.LEFT, 99.0, 101.0, 9), dropped(Side.LEFT, 9.0)]
    one = report(analysis(mine, convention="mediapipe_33"))
    other = report(analysis([replace(mine[0], value=160.0), mine[1]], convention="halpe_26"))
    verdicts = {each.id: each.verdict for each in between(one, other).changes}
    assert verdicts[metric] is Verdict.NOT_COMPARABLE
    assert verdicts["pelvic_drop_peak_deg"] is Verdict.CHANCE
    assert any("different tools" in each.lower() for each in between(one, other).remarks)


@pytest.mark.parametrize(
    ("filmed", "said"),
    [
        (Filmed(speed_mps=3.2, treadmill=True), "14 % faster"),
        (Filmed(speed_mps=2.0, treadmill=True), "29 % slower"),
        (Filmed(treadmill=True), "not told"),
        (Filmed(speed_mps=2.8, treadmill=False), "treadmill"),
    ],
)
def test_what_limits_the_comparison_is_said(filmed: Filmed, said: str) -> None:
    (remark,) = between(drop(9.0), drop(9.0, filmed=filmed)).remarks
    assert said in remark


def test_nothing_limits_two_sessions_that_are_alike() -> None:
    assert between(drop(9.0), drop(9.0)).remarks == ()


def test_other_views_are_said() -> None:
    side = report(analysis([dropped(Side.LEFT, 9.0)], view=View.LEFT))
    assert between(drop(9.0), side).remarks == ("The sessions were filmed from different sides.",)

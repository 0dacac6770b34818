"""A drift is told where a clip is long enough, with its interval."""

from __future__ import annotations

from dataclasses import replace

from runners_measured import UNEVEN, measured, runner
from stridewell.gait.keypoints import Filmed, View
from stridewell.gait.metrics.drift import drifts
from stridewell.simulate.gait import GaitTruth
from stridewell.values.anatomy import Side


def test_a_trunk_that_leans_more_and_more_is_seen() -> None:
    clip = runner(
        View.SPACE, GaitTruth(per_minute={"trunk_lean_deg": 3.0}), rate_hz=60, duration_s=40
    )
    found = {(each.id, each.side): each for each in measured(clip, Filmed()).drifts}
    lean = found["trunk_lean_deg", None]
    assert lean.low <= 3.0 <= lean.high
    assert lean.low > 2
    steady = found["contact_time_ms", Side.LEFT]
    assert steady.low <= 0 <= steady.high


def test_ten_seconds_tell_no_drift_and_say_so() -> None:
    found = measured(runner(View.SPACE), Filmed())
    assert not found.drifts
    (told,) = [each for each in found.stated if each.what == "change over the clip"]
    assert "10 s" in told.because


def test_one_wild_step_does_not_make_a_drift() -> None:
    clip = runner(View.SPACE, replace(UNEVEN, variation=1), rate_hz=60, duration_s=40)
    each = next(e for e in measured(clip, Filmed()).measured if e.id == "knee_flexion_peak_deg")
    wild = replace(each.steps[-1], value=each.value + 40)
    (plain,), (shaken,) = drifts([each]), drifts([replace(each, steps=(*each.steps[:-1], wild))])
    assert abs(shaken.per_minute - plain.per_minute) < (plain.high - plain.low) / 2

"""What programs get of filmed running."""

from __future__ import annotations

from dataclasses import replace

from cases import AT
from filmed import analysis, dropped, inward, report
from stridewell.app.gait_contract import gait_out
from stridewell.gait.contacts import NotMeasured
from stridewell.gait.keypoints import View
from stridewell.gait.measured import Difference
from stridewell.values.anatomy import Side

FAR = 24.0
WHOLE = report(
    analysis(
        [dropped(Side.LEFT, 6.0), dropped(Side.RIGHT, 5.0), inward(Side.LEFT, FAR)],
        refused=[NotMeasured("trunk_lean_deg", "not seen from behind", "Film from the side.")],
        differences=[Difference("pelvic_drop_peak_deg", 1.0, "deg", -1.0, 3.0)],
    ),
    analysis(view=View.LEFT),
)


def test_a_session_has_the_promised_shape() -> None:
    out = gait_out(WHOLE).model_dump(mode="json")
    drop, _, thigh = out["metrics"]
    assert (drop["id"], drop["value"], drop["unit"]) == ("pelvic_drop_peak_deg", 6.0, "deg")
    assert (drop["side"], drop["interval"], drop["n_steps"]) == ("left", [5.2, 6.8], 14)
    assert (drop["clip"], drop["label"], drop["standing"]) == (1, None, "inside")
    assert drop["usual"]["low"] < 6.0 < drop["usual"]["high"]
    assert thigh["standing"] == "noteworthy"
    assert [each["id"] for each in out["not_measurable"]] == ["trunk_lean_deg"]
    assert out["differences"][0]["interval"] == [-1.0, 3.0]
    assert [each["per_minute"] for each in out["drift"]] == [0.5] * 3
    said = {"what": "frame rate", "value": "60 Hz", "because": "you gave it"}
    assert out["stated"] == [{**said, "clip": 1}, {**said, "clip": 2}]
    assert (out["number"], out["at"], out["deleted_at"]) == (3, AT.isoformat(), None)
    assert out["versions"] == {"knowledge": "knows", "code": "0", "contacts": "contacts"}


def test_events_are_in_the_order_of_time_clip_by_clip() -> None:
    events = gait_out(WHOLE).events
    told = [(each.clip, each.kind, each.side, each.t_s) for each in events[:4]]
    assert told == [
        (1, "initial_contact", "left", 0.1),
        (1, "toe_off", "left", 0.35),
        (1, "initial_contact", "right", 0.45),
        (1, "toe_off", "right", 0.7),
    ]
    assert [each.clip for each in events] == [1, 1, 1, 1, 2, 2, 2, 2]


def test_a_finding_comes_with_reason_and_sources() -> None:
    (found,) = gait_out(WHOLE).findings
    assert (found.id, found.side, found.confirmed) == ("gait_hip_adduction_high", "left", False)
    assert found.reason.sources
    assert found.reason.text == found.text


def test_exchanged_and_uncertain_frames_are_counted() -> None:
    withheld = replace(analysis(view=View.LEFT), withheld=Side.RIGHT)
    (clip,) = gait_out(report(withheld)).clips
    assert (clip.swapped_frames, clip.untrusted_frames) == (1, {"right": 2})
    assert (clip.withheld, clip.view, clip.points_from) == ("right", "left", "markers")


def test_what_was_not_told_is_null() -> None:
    filmed = gait_out(WHOLE).filmed
    assert (filmed.height_m, filmed.speed_mps, filmed.treadmill) == (1.7, 2.8, True)
    assert (filmed.known_length_m, filmed.known_length_px) == (None, None)
    assert gait_out(report(analysis(), number=None)).number is None

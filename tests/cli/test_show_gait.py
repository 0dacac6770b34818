"""What a person at a terminal reads of filmed running."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases import AT, KNOWLEDGE
from filmed import analysis, dropped, inward, report
from stridewell.app.gait_compare import compared
from stridewell.app.gait_report import GaitReport
from stridewell.app.gait_shelf import ClipLine, GaitSummary, GaitVersions, StoredSession
from stridewell.cli.show_gait import form_lines, show_gait
from stridewell.cli.show_gait_kept import show_comparison, show_sessions
from stridewell.gait.contacts import NotMeasured
from stridewell.gait.judged import Circumstances
from stridewell.gait.keypoints import Filmed, View
from stridewell.gait.measured import Measured
from stridewell.values.anatomy import Side
from stridewell.values.evidence import FactTable, State

FAR = 24.0
SORE = Circumstances(FactTable({"pain_lat_hip": State.PRESENT}, {}), 2.8, "female", Side.LEFT)
Out = pytest.CaptureFixture[str]


def shown(capsys: Out, told: GaitReport) -> str:
    """What is written, on one long line."""
    show_gait(told, KNOWLEDGE)
    return " ".join(capsys.readouterr().out.split())


def test_a_value_stands_beside_its_range_and_the_usual(capsys: Out) -> None:
    out = shown(capsys, report(analysis([dropped(Side.LEFT, 6.0), dropped(Side.RIGHT, 5.0)])))
    assert "Session 3, 2026-05-11" in out
    assert "Pelvic drop left 6.0° 5.2 to 6.8" in out
    assert out.count("usual") == 2
    assert "Nothing stands out beyond doubt." in out
    assert KNOWLEDGE.gait.advice["predicts_little"].text in out


def test_what_fits_the_complaint_comes_with_a_cue(capsys: Out) -> None:
    out = shown(capsys, report(analysis([inward(Side.LEFT, FAR)]), seen=SORE))
    assert "stands out" in out
    assert "Inward angle of the hip, left: Above the range" in out
    assert "To try: " in out
    assert "(evidence: weak)" in out


def test_without_a_complaint_there_is_no_cue(capsys: Out) -> None:
    out = shown(capsys, report(analysis([inward(Side.LEFT, FAR)])))
    assert "Inward angle of the hip, left: Above the range" in out
    assert "To try: " not in out
    assert KNOWLEDGE.gait.advice["leave_alone"].text in out


def test_what_has_to_be_known_of_the_usual_is_said_without_a_finding_too(capsys: Out) -> None:
    unknown = KNOWLEDGE.gait.advice["speed_unknown"].text
    calm = [inward(Side.LEFT, 14.0)]
    assert unknown in shown(capsys, report(analysis(calm), filmed=Filmed()))
    assert unknown not in shown(capsys, report(analysis(calm)))


def test_why_there_is_no_range_is_said_with_the_name(capsys: Out) -> None:
    own = next(each for each in KNOWLEDGE.gait.metrics.values() if each.own_only)
    found = Measured(own.id, 20.0, own.unit, Side.LEFT, 19.0, 21.0, 12)
    posed = Circumstances(speed_mps=2.8, posed=True)
    out = shown(capsys, report(analysis([found, inward(Side.LEFT, 14.0)]), seen=posed))
    assert f"{own.name}: {KNOWLEDGE.gait.advice['posed_hip'].text}" in out
    assert out.count("no range") == 1


def test_what_nothing_follows_from_is_only_named(capsys: Out) -> None:
    knees = Measured("knee_window_mm", 20.0, "mm", Side.LEFT, 19.0, 21.0, 12)
    out = shown(capsys, report(analysis([knees])))
    assert "Nothing stands out beyond doubt." in out
    assert "nothing is known to follow: Gap between the knees, left." in out


def test_what_was_not_measured_is_grouped_by_reason(capsys: Out) -> None:
    refused = [
        NotMeasured("trunk_lean_deg", "Not seen from behind", "Film from the side."),
        NotMeasured("tibia_angle_at_contact_deg", "Not seen from behind", "Film from the side."),
        NotMeasured("new_metric", "Only 5 steps.", side=Side.LEFT),
    ]
    out = shown(capsys, report(analysis([dropped(Side.LEFT, 6.0)], refused=refused)))
    assert "trunk, Shin angle at landing: Not seen from behind. Film from the side." in out
    assert "new_metric (left): Only 5 steps." in out


def test_of_a_refused_leg_only_the_leg_is_named(capsys: Out) -> None:
    refused = [
        NotMeasured("all", "the leg is hidden", "film the other side too", Side.RIGHT),
        NotMeasured("contact_time_ms", "the leg is hidden", side=Side.RIGHT),
        NotMeasured("flight_time_ms", "no flight", side=Side.LEFT),
    ]
    out = shown(capsys, report(analysis([dropped(Side.LEFT, 6.0)], refused=refused)))
    assert "Everything (right): The leg is hidden. Film the other side too." in out
    assert "Contact time" not in out
    assert "Flight time (left): No flight." in out


def test_a_session_without_a_value_says_why_and_is_not_kept(capsys: Out) -> None:
    why = NotMeasured("all", "There is no running in it")
    nothing = analysis(refused=[why, replace(why, metric="step_rate_spm")])
    out = shown(capsys, report(nothing, number=None))
    assert "Step rate" not in out
    assert out.startswith("Not kept, 2026-05-11")
    assert "Everything: There is no running in it." in out
    assert "nothing is kept" in out
    assert "stands out" not in out


def test_a_withheld_leg_and_exchanged_frames_are_named(capsys: Out) -> None:
    clip = replace(analysis([dropped(Side.LEFT, 6.0)], view=View.LEFT), withheld=Side.RIGHT)
    out = shown(capsys, report(clip))
    assert "left and right exchanged back in 1 frame, nothing said of the right leg" in out
    assert "of either leg" in shown(capsys, report(replace(clip, withheld=Side.BOTH)))


def test_what_was_worked_out_of_several_clips_is_said_once(capsys: Out) -> None:
    out = shown(capsys, report(analysis(), analysis(view=View.LEFT)))
    assert "1.json, 2.json: frame rate: 60 Hz (you gave it)" in out
    assert out.count("frame rate") == 1
    assert "• frame rate: 60 Hz" in shown(capsys, report(analysis()))


@pytest.mark.parametrize(
    ("filmed", "words"),
    [
        (Filmed(), "1.json: from behind, 0.0 s, 60 frames a second"),
        (Filmed(speed_mps=3.0, treadmill=False), "10.8 km/h, not on a treadmill"),
        (Filmed(height_m=1.78, treadmill=True), "on a treadmill, height 178 cm"),
    ],
)
def test_what_was_told_stands_at_the_head(capsys: Out, filmed: Filmed, words: str) -> None:
    assert words in shown(capsys, report(analysis(), filmed=filmed))


def test_a_kept_and_a_deleted_session_say_so(capsys: Out) -> None:
    told = report(analysis([dropped(Side.LEFT, 6.0)]))
    assert "kept before, as session 3" in shown(capsys, replace(told, saved_before=True))
    assert "gait --restore 3" in shown(capsys, replace(told, deleted_at=AT))


def test_the_short_form_names_what_stands_out() -> None:
    told = report(analysis([dropped(Side.LEFT, 6.0), inward(Side.LEFT, FAR)]))
    lines = [str(each) for each in form_lines(told, KNOWLEDGE)]
    assert lines[0] == "Form: 2 values measured in body points, seen from behind."
    assert lines[1] == "  Pelvic drop: left 6.0° (5.2 to 6.8), usual"
    assert lines[2].startswith("  Inward angle of the hip, left: Above")
    calm = form_lines(report(analysis([dropped(Side.LEFT, 6.0)])), KNOWLEDGE)
    assert [str(each) for each in calm][2:] == ["  Nothing stands out beyond doubt."]


def test_a_comparison_says_what_is_more_than_chance(capsys: Out) -> None:
    one = report(analysis([dropped(Side.LEFT, 12.0), inward(Side.LEFT, 14.0)]))
    other = report(analysis([dropped(Side.LEFT, 6.0), inward(Side.LEFT, 13.5)]), number=4)
    show_comparison(compared(one, other, KNOWLEDGE.gait), KNOWLEDGE)
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == "Session 3 (2026-05-11) and session 4 (2026-05-11)"
    assert "Pelvic drop left 12.0° 6.0° -6.0 2.8 more than chance" in lines
    (thigh,) = [line for line in lines if line.startswith("Inward angle")]
    assert thigh.endswith("could be chance")


def test_nothing_in_common_is_said(capsys: Out) -> None:
    one, other = report(analysis([dropped(Side.LEFT, 6.0)])), report(analysis(), number=4)
    show_comparison(compared(one, other, KNOWLEDGE.gait), KNOWLEDGE)
    assert "Nothing was measured in both." in capsys.readouterr().out


def test_the_list_shows_what_is_known(capsys: Out) -> None:
    rate = Measured("step_rate_spm", 168.4, "spm", None, 168.0, 169.0, 30)
    clips = (ClipLine("a.mp4", "left", 10.0, 60.0, "1.mp4"), ClipLine("b.json", "rear", 10.0, 60.0))
    versions = GaitVersions("k", "0", "c")
    stored = StoredSession(7, AT, Filmed(), clips, GaitSummary((rate,), ()), versions)
    plain = replace(stored, id=8, summary=GaitSummary((), ()), clips=clips[1:])
    show_sessions([stored, plain])
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[1] == "7 2026-05-11 from the left, from behind – 168 a.mp4, b.json (video kept)"
    assert lines[2] == "8 2026-05-11 from behind – – b.json"

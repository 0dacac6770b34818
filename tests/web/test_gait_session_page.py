"""The page of a session: what it puts first, what it shows of every number, what it withholds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from gait_films import clip_of, report_of
from stridewell.app.desk import Desk
from stridewell.app.gait_report import GaitReport
from stridewell.gait.contacts import NotMeasured
from stridewell.gait.keypoints import View
from stridewell.values.anatomy import Side
from stridewell.web.gait_frames import frame_rows
from stridewell.web.gait_page import PAGE, session_context
from stridewell.web.gait_rows import difference_rows, drift_rows, missing_rows
from stridewell.web.gait_views import metric_groups, outstanding
from stridewell.web.rendering import Site
from web_app import KNOWLEDGE, desk_of


@pytest.fixture(scope="module")
def lab() -> Iterator[Desk]:
    with desk_of() as opened:
        yield opened


def page_of(report: GaitReport, desk: Desk) -> str:
    shown = bytes(Site().show(PAGE, session_context(report, desk)).body).decode()
    return re.sub(r"\s+", " ", shown)


def text_of(report: GaitReport, desk: Desk) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page_of(report, desk)))


def test_what_fits_the_pain_comes_first_with_one_thing_to_try() -> None:
    found = outstanding(report_of(), KNOWLEDGE)
    assert found.findings[0].name == "Large pelvic drop"
    assert found.findings[0].is_red
    assert found.findings[0].side == "right leg on the ground"
    assert found.cues
    assert len({cue.id for cue in found.cues}) == len(found.cues)


def test_a_difference_is_not_told_again_beside_the_side_that_makes_it() -> None:
    report = report_of()
    outside = [each for each in report.judged if each.standing.is_outside]
    assert any(each.is_difference for each in outside)
    shown = outstanding(report, KNOWLEDGE).findings
    assert "left against right" not in {each.side for each in shown}


def test_what_nothing_follows_from_is_only_named(lab: Desk) -> None:
    found = outstanding(report_of(), KNOWLEDGE)
    assert "pelvic_drop_midstance_deg" in {each.metric for each in found.others}
    assert {each.metric for each in found.others}.isdisjoint(each.metric for each in found.findings)
    assert "nothing known to follow from it: " in text_of(report_of(), lab)


def test_what_is_said_of_several_findings_is_said_once(lab: Desk) -> None:
    text = text_of(report_of(), lab)
    assert len(outstanding(report_of(), KNOWLEDGE).findings) > 1
    assert text.count(KNOWLEDGE.gait.advice["predicts_little"].text) == 1


def test_without_a_complaint_nothing_is_to_be_tried(lab: Desk) -> None:
    found = outstanding(report_of(facts=()), KNOWLEDGE)
    assert found.findings
    assert not any(each.is_red for each in found.findings)
    assert found.cues == ()
    assert "One thing to try" not in text_of(report_of(facts=()), lab)


def test_where_nothing_stands_out_form_is_left_alone(lab: Desk) -> None:
    text = text_of(report_of(views=(View.LEFT,), facts=()), lab)
    assert "Nothing stands out. Leave your form alone." in text
    assert KNOWLEDGE.gait.advice["predicts_little"].text in text


def test_every_measured_value_is_on_the_page_with_its_interval() -> None:
    report = report_of()
    rows = [
        (metric.id, row.look)
        for group in metric_groups(report, KNOWLEDGE)
        for metric in group.metrics
        for row in metric.rows
    ]
    told = [
        (each.id, "whole" if each.side is None else each.side.value)
        for each in report.session.measured
    ]
    assert sorted(rows) == sorted(told)


def test_a_value_stands_beside_the_range_it_was_judged_by() -> None:
    metrics = {
        metric.id: metric
        for group in metric_groups(report_of(), KNOWLEDGE)
        for metric in group.metrics
    }
    drop = metrics["pelvic_drop_peak_deg"]
    assert [row.side for row in drop.rows] == ["left", "right"]
    left, right = drop.rows
    assert left.strip.band_start is not None
    assert left.strip.band_width is not None
    end = left.strip.band_start + left.strip.band_width
    assert left.strip.band_start < left.strip.value < end < right.strip.low
    assert (left.is_outside, right.is_outside) == (False, True)
    assert drop.chart is not None
    assert len(drop.chart.lines[0].dots) == left.steps


def test_the_angles_of_the_frames_are_those_of_the_table(lab: Desk) -> None:
    report = report_of()
    touch, middle, behind = frame_rows(report, KNOWLEDGE)
    assert [len(row.frames) for row in (touch, middle, behind)] == [2, 2, 2]
    found = report.session.value("pelvic_drop_midstance_deg", Side.RIGHT)
    assert found is not None
    assert f"drop {found.value:.1f}°" in behind.frames[1].picture
    assert ">shin " in touch.frames[0].picture


def test_an_angle_that_was_not_measured_is_not_drawn() -> None:
    clip = clip_of(View.LEFT)
    less = tuple(each for each in clip.measured if not each.id.startswith("tibia"))
    report = report_of((View.LEFT,))
    report = replace(report, session=replace(report.session, measured=less))
    assert ">shin " not in frame_rows(report, KNOWLEDGE)[0].frames[0].picture


def test_of_a_withheld_leg_no_frame_is_drawn(lab: Desk) -> None:
    report = report_of((View.LEFT,))
    clip = replace(clip_of(View.LEFT), withheld=Side.RIGHT)
    report = replace(report, session=replace(report.session, clips=(clip,)))
    assert {frame.look for row in frame_rows(report, KNOWLEDGE) for frame in row.frames} == {"left"}
    lines = re.findall(r'class="([^"]*)"', frame_rows(report, KNOWLEDGE)[0].frames[0].picture)
    unsure = [each for each in lines if "g-unsure" in each]
    assert unsure
    assert all("g-right" in each for each in unsure)
    assert "The right leg could not be told well enough" in text_of(report, lab)


def test_one_reason_for_several_metrics_is_told_once() -> None:
    refused = [
        NotMeasured("step_width_mm", "no view from behind", "Film from behind"),
        NotMeasured("crossover_pct", "no view from behind", "Film from behind"),
        NotMeasured("contact_time_ms", "only 4 steps", "", Side.LEFT),
        NotMeasured("all", "too dark"),
    ]
    width, contact, everything = missing_rows(refused, KNOWLEDGE)
    assert width.names == "Step width, crossing steps"
    assert (width.because, width.remedy) == ("No view from behind.", "Film from behind.")
    assert contact.names == "Contact time (left)"
    assert (everything.names, everything.remedy) == ("Everything", "")


def test_differences_and_drifts_say_which_way_and_whether_surely() -> None:
    report = report_of()
    drop = next(row for row in difference_rows(report, KNOWLEDGE) if row.name == "Pelvic drop")
    assert drop.value.endswith("more right")
    assert drop.is_outside
    drift = drift_rows(report, KNOWLEDGE)[0]
    assert (drift.value, drift.is_sure) == ("2.1° a minute", True)


def test_the_page_names_what_was_worked_out_and_with_what(lab: Desk) -> None:
    text = text_of(report_of(), lab)
    assert "Frame rate: 60 a second (from the times of the film)" in text
    assert "stridewell 2, knowledge 1, contacts 3" in text
    assert "Heel whip" in text


def test_no_id_stands_twice(lab: Desk) -> None:
    ids = re.findall(r'\bid="([^"]+)"', page_of(report_of((View.SPACE, View.REAR)), lab))
    assert len(ids) == len(set(ids))


def test_a_kept_film_is_played_only_where_it_still_lies(lab: Desk) -> None:
    report = replace(report_of((View.LEFT,)), videos=("gone.mp4",))
    assert "<video" not in page_of(report, lab)
    assert "Delete the kept film for good" in page_of(report, lab)

"""The readers beside other programs: every difference has a reason, and no point is lost."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from pathlib import Path

import pytest
from evaluation.run_damage import ANYWHERE, DAMAGES, salvage
from evaluation.run_odd import FOLDERS, odd_files
from evaluation.run_points import FilePoints, compare_points, count_tags
from evaluation.run_report import POINT_FOLDERS, compared, markdown, unexplained
from evaluation.run_rules import Difference, Rules, Tolerance, Value, Verdict, load_rules
from evaluation.run_totals import compare_totals
from evaluation.run_values import compare_file

from fit_bytes import run_file

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("STRIDEWELL_MEASURED_DATA", ROOT.parent / "shared" / "data"))
EXPECTED = DATA / "fit-runs" / "expected"
PAGE = ROOT / "docs" / "run_accuracy.md"

measured = pytest.mark.measured
present = pytest.mark.skipif(not EXPECTED.is_dir(), reason="no recordings of other people at hand")

SWIM = Difference("runs.csv", "swim*.fit", ("Distance", "Pool*"), "a pool swim")
DISTANCE = Value("runs.csv", 1, "swim-1.fit", "Distance", "0.15", "none", Verdict.DIFFERS)


def rules(differs: tuple[Difference, ...] = (), not_read: tuple[Difference, ...] = ()) -> Rules:
    return Rules((Tolerance("runs.csv", "*", "km", 0.001, "rounding"),), differs, not_read)


def test_a_difference_with_a_reason_is_told_with_it() -> None:
    known = rules(differs=(SWIM,))
    judged = known.judge(DISTANCE)
    assert (judged.verdict, judged.reason) == (Verdict.DIFFERS, "a pool swim")
    assert list(known.never_met()) == []


def test_a_difference_without_a_reason_is_unexplained() -> None:
    other_file = replace(DISTANCE, where="run-1.fit")
    assert rules(differs=(SWIM,)).judge(other_file).verdict is Verdict.UNEXPLAINED
    assert unexplained([rules().judge(DISTANCE)]) == [
        replace(DISTANCE, verdict=Verdict.UNEXPLAINED)
    ]


def test_what_is_read_and_differs_cannot_pass_as_not_read() -> None:
    assert rules(not_read=(SWIM,)).judge(DISTANCE).verdict is Verdict.UNEXPLAINED
    unread = replace(DISTANCE, verdict=Verdict.NOT_READ)
    assert rules(differs=(SWIM,)).judge(unread).verdict is Verdict.UNEXPLAINED
    assert rules(not_read=(SWIM,)).judge(unread).verdict is Verdict.NOT_READ


def test_a_reason_no_value_needs_is_found() -> None:
    known = rules(differs=(SWIM,))
    known.judge(replace(DISTANCE, verdict=Verdict.AGREES))
    assert list(known.never_met()) == [SWIM]


def test_every_reason_and_tolerance_says_something() -> None:
    known = load_rules()
    reasons = [each.reason for each in (*known.differs, *known.not_read)]
    reasons += [each.reason for each in known.tolerances]
    assert all(len(reason) > 5 for reason in reasons)


def test_tags_are_counted_where_they_are_recorded_and_not_in_plans_or_comments() -> None:
    text = b"""<TrainingCenterDatabase xmlns:x="y"><Courses><Course><Track><Trackpoint>
      <Time>2020-01-01T00:00:00Z</Time></Trackpoint></Track></Course></Courses><Activities>
      <Activity><Lap><Track><x:Trackpoint><Time>2020-01-01T00:00:00Z</Time></x:Trackpoint>
      <Trackpoint><Time> </Time></Trackpoint><!-- <Trackpoint/> --></Track></Lap></Activity>
      </Activities></TrainingCenterDatabase>"""
    count = count_tags(text)
    assert (count.points, count.timed, count.is_whole) == (2, 1, True)
    assert count_tags(text[:-20]).is_whole is False


def test_points_left_out_without_a_word_are_lost() -> None:
    silent = FilePoints("a.gpx", "gpx", points=10, timed=8, kept=8, said="")
    told = replace(silent, said="2 points have no time and were left out.")
    assert (silent.lost, told.lost, told.told_of) == (2, 0, 2)
    assert replace(told, kept=11).lost == 1


def test_our_own_run_reads_alike_in_the_other_decoder() -> None:
    found = compare_file("run.fit", run_file(50))
    assert (found.uneven_kinds, found.different, found.more) == ((), 0, 0)
    assert found.values > 150


def test_a_bar_in_a_cell_does_not_end_it() -> None:
    assert markdown(("a",), [("b|c",)]).splitlines()[2] == "| b\\|c |"


def test_the_page_holds_tables_in_which_everything_has_a_reason() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line.endswith("| without a reason |"))
    rows = [line.strip("| ").split(" | ") for line in lines[start + 2 : start + 8]]
    assert len(rows) == 6
    assert {row[-1] for row in rows} == {"0"}


@measured
@present
def test_every_row_is_compared_or_has_a_reason() -> None:
    values, known = compared(DATA)
    assert unexplained(values) == []
    assert [(each.where, each.columns) for each in known.never_met()] == []
    for path in sorted(EXPECTED.glob("*.csv")):
        with path.open(encoding="utf-8-sig") as file:
            rows = sum(1 for _ in csv.reader(file)) - 1
        told = {each.row for each in values if each.table == path.name}
        assert told == set(range(1, rows + 1)), path.name


@measured
@present
def test_no_point_of_a_track_is_lost_without_a_word() -> None:
    points = list(compare_points([DATA / each for each in POINT_FOLDERS]))
    assert sum(each.points for each in points) > 25_000
    assert [each.name for each in points if each.lost] == []


@measured
@present
def test_every_odd_file_ends_in_a_run_or_in_a_plain_sentence() -> None:
    odd = list(odd_files(DATA))
    on_disk = [p for each in FOLDERS for p in (DATA / each).rglob("*") if p.is_file()]
    assert len(odd) == len(on_disk)
    assert [each.name for each in odd if not each.is_told] == []


@measured
@present
def test_damage_costs_nothing_but_what_it_hit() -> None:
    for each in salvage(DATA / "fit-runs" / "runs"):
        assert each.told == len(each.shares), each.damage
        if "flipped" in each.damage:
            assert sum(share >= 0.95 for share in each.shares) >= 0.9 * len(each.shares)
        else:
            least = 0.95 if each.damage in ANYWHERE else 1.0
            assert min(each.shares) >= least, each.damage
    assert len(DAMAGES) == 9


@measured
@present
def test_our_sums_are_the_watchs() -> None:
    time, distance, steps, climb = compare_totals(DATA / "fit-runs")
    assert max(time.largest_pct, distance.largest_pct) < 2
    assert steps.typical_pct < 0.5
    assert abs(climb.median_pct) < 5

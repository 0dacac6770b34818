"""Which recordings are of one run, and which only look like it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stridewell.app.importing.marks import richest, richness
from stridewell.app.importing.records import RecordingMark
from stridewell.app.importing.twins import Likeness, TwinIndex, likeness

HOUR_S = 3600.0
HEART = tuple(range(130, 146))
METRES = tuple(range(180, 180 * 17, 180))
EVENING = RecordingMark(
    start_s=1.7e9,
    duration_s=1800.0,
    distance_m=5400.0,
    format="fit",
    samples=1801,
    body=1,
    heart=HEART,
    metres=METRES,
)


def shifted(hours: float, **changes: object) -> RecordingMark:
    moved = replace(EVENING, start_s=EVENING.start_s + hours * HOUR_S)
    return replace(moved, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (shifted(0, format="gpx"), Likeness.SAME),
        (shifted(0.033, duration_s=1840.0, heart=(), metres=()), Likeness.SAME),
        (shifted(0.034), Likeness.OTHER),
        (shifted(0, start_s=EVENING.start_s + 60, duration_s=1900.0), Likeness.OTHER),
        (shifted(0, start_s=EVENING.start_s + 60, distance_m=None), Likeness.SAME),
    ],
)
def test_near_starts_need_like_lengths(other: RecordingMark, found: Likeness) -> None:
    assert likeness(EVENING, other) is likeness(other, EVENING) is found


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (shifted(2), Likeness.SAME),
        (shifted(-14, format="tcx"), Likeness.SAME),
        (shifted(15), Likeness.OTHER),
        (shifted(5.5), Likeness.SAME),
        (shifted(1.25), Likeness.OTHER),
        (shifted(1.002), Likeness.OTHER),
        (shifted(1, duration_s=1820.0), Likeness.OTHER),
        (shifted(1, heart=tuple(each + 4 for each in HEART)), Likeness.OTHER),
        (shifted(1, heart=()), Likeness.UNSURE),
        (shifted(1, heart=(), metres=tuple(each + 9 for each in METRES)), Likeness.OTHER),
    ],
)
def test_two_laps_of_an_evening_stay_two_runs(other: RecordingMark, found: Likeness) -> None:
    assert likeness(EVENING, other) is likeness(other, EVENING) is found


@pytest.mark.parametrize(("samples", "found"), [(1801, Likeness.SAME), (1795, Likeness.OTHER)])
def test_one_route_twice_is_one_run_only_from_equally_many_samples(
    samples: int, found: Likeness
) -> None:
    places = (4_900_000, 800_000) * 16
    first = replace(EVENING, heart=(), places=places)
    assert likeness(first, shifted(1, heart=(), places=places, samples=samples)) is found


def test_a_file_that_counts_pauses_is_of_the_same_run_as_one_that_does_not() -> None:
    watch = replace(EVENING, elapsed_s=2400.0)
    app = replace(EVENING, start_s=EVENING.start_s + 60, duration_s=2400.0, elapsed_s=2400.0)
    assert likeness(watch, app) is likeness(app, watch) is Likeness.SAME
    assert richest([("app", replace(app, format="gpx")), ("watch", watch)]) == "watch"


@given(st.floats(-300, 300), st.floats(1700, 1900), st.floats(5200, 5600), st.floats(1800, 2400))
def test_it_does_not_matter_which_came_first(
    later_s: float, duration_s: float, distance_m: float, elapsed_s: float
) -> None:
    other = replace(
        EVENING,
        start_s=EVENING.start_s + later_s,
        duration_s=duration_s,
        distance_m=distance_m,
        elapsed_s=elapsed_s,
    )
    assert likeness(EVENING, other) is likeness(other, EVENING)


def test_a_run_that_was_cut_short_is_the_same_run() -> None:
    cut = replace(EVENING, duration_s=500.0, distance_m=1500.0, heart=HEART[:8], metres=METRES[:8])
    assert likeness(EVENING, cut) is Likeness.SAME
    assert likeness(EVENING, replace(cut, heart=HEART[4:12])) is Likeness.OTHER


def test_watches_without_a_clock_begin_every_run_at_one_moment() -> None:
    lost = replace(EVENING, start_s=631_065_600.0)
    assert likeness(lost, replace(lost, duration_s=900.0, distance_m=2700.0)) is Likeness.OTHER


def test_recordings_of_one_file_are_never_twins() -> None:
    index = TwinIndex[str]()
    index.add(EVENING, "run", "a" * 64)
    assert index.find(EVENING, "a" * 64) == (Likeness.OTHER, None)
    assert index.find(EVENING, "b" * 64) == (Likeness.SAME, "run")


@given(st.lists(st.floats(0, 86_400 * 3), min_size=1, max_size=30), st.floats(0, 86_400 * 3))
def test_the_index_finds_what_looking_at_all_would(starts: list[float], start: float) -> None:
    index = TwinIndex[int]()
    marks = [replace(EVENING, start_s=each) for each in starts]
    for number, mark in enumerate(marks):
        index.add(mark, number, "a")
    wanted = replace(EVENING, start_s=start)
    found, run = index.find(wanted, "b")
    same = {n for n, mark in enumerate(marks) if likeness(wanted, mark) is Likeness.SAME}
    assert (found is Likeness.SAME) == bool(same)
    assert run in same if same else run is None


def test_the_richest_has_dynamics_then_body_then_places_then_the_better_format() -> None:
    poor = replace(EVENING, body=0, dynamics=0, heart=())
    marks = {
        "dynamics": replace(poor, dynamics=2, format="gpx"),
        "body": replace(poor, body=2, format="gpx"),
        "places": replace(poor, has_places=True, format="gpx"),
        "dense": replace(poor, format="gpx"),
        "fit": replace(poor, samples=200),
        "tcx": replace(poor, samples=200, format="tcx"),
    }
    ordered = sorted(marks, key=lambda name: richness(marks[name], 1800.0), reverse=True)
    assert ordered == list(marks)


def test_a_cut_recording_is_never_the_richest_and_the_first_of_equals_is() -> None:
    cut = replace(EVENING, duration_s=900.0, dynamics=5)
    assert richest([("cut", cut), ("whole", EVENING)]) == "whole"
    assert richest([("first", EVENING), ("second", EVENING)]) == "first"

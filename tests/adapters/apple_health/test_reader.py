"""Runs and walking come out of an export of Apple Health."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from datetime import date as day_of
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from health_export import END, HEAD, ORIGIN, PHONE, START, WATCH, read, record, route, workout
from stridewell.activity.clean import clean_activity
from stridewell.activity.strides import summarise_run
from stridewell.activity.track import Channel
from stridewell.activity.walking import WalkingDay
from stridewell.adapters.apple_health import read_apple_health
from stridewell.errors import FileRefusedError, NotAnActivityError, StridewellError
from stridewell.values.evidence import Severity

HERE = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("STRIDEWELL_MEASURED_DATA", HERE.parent / "shared" / "data"))
INDOORS = '<MetadataEntry key="HKIndoorWorkout" value="1"/>'
REFERENCE = '<WorkoutRoute><FileReference path="/workout-routes/r.gpx"/></WorkoutRoute>'


def statistic(kind: str, said: str) -> str:
    return f'<WorkoutStatistics type="HKQuantityTypeIdentifier{kind}" {said}/>'


def test_a_run_carries_what_the_watch_summed_up() -> None:
    inner = (
        INDOORS
        + statistic("DistanceWalkingRunning", 'sum="0.2" unit="km"')
        + statistic("HeartRate", 'average="151" minimum="90" maximum="172" unit="count/min"')
        + statistic("StepCount", 'sum="170" unit="count"')
    )
    (run,) = read(workout(inner)).activities
    assert (run.start, run.sport, run.sub_sport) == (START, "running", "indoor_running")
    assert (run.elapsed_s, run.timer_s, run.distance_m, run.strides) == (60, 60, 200, 85)
    assert run.totals == {Channel.HEART_RATE: 151, "heart_rate_max_bpm": 172}
    assert (run.devices[0].manufacturer, run.devices[0].product) == (
        "Apple Inc.",
        "Apple Watch Watch6,2",
    )


@pytest.mark.parametrize(
    ("kind", "written", "unit", "channel", "stored"),
    [
        ("RunningGroundContactTime", 251, "ms", Channel.CONTACT_TIME, 251),
        ("RunningStrideLength", 1.06, "m", Channel.STEP_LENGTH, 1060),
        ("RunningStrideLength", 3.5, "ft", Channel.STEP_LENGTH, 1066.8),
        ("RunningVerticalOscillation", 9.1, "cm", Channel.VERTICAL_OSCILLATION, 91),
        ("RunningSpeed", 10.8, "km/hr", Channel.SPEED, 3),
        ("RunningSpeed", 6, "mi/hr", Channel.SPEED, 2.68224),
        ("RunningPower", 240, "W", Channel.POWER, 240),
        ("HeartRate", 150, "count/min", Channel.HEART_RATE, 150),
        ("StepCount", 14, "count", Channel.STEP_RATE, 168),
    ],
)
def test_what_was_measured_during_a_run_is_joined_to_it(
    kind: str, written: float, unit: str, channel: Channel, stored: float
) -> None:
    (run,) = read(record(kind, written, unit, 20, 25), workout()).activities
    column = run.samples.column(channel)
    assert column[20:25] == pytest.approx([stored] * 5, rel=1e-6)
    assert np.isnan(column[:20]).all()
    assert np.isnan(column[40:]).all()
    assert run.channel_sources == {channel: "device"}


def test_what_was_measured_before_and_after_a_run_is_not_of_it() -> None:
    beats = [record("HeartRate", 70 + at % 7, "count/min", at, at) for at in range(-60, 180, 5)]
    (run,) = read(*beats, workout()).activities
    assert np.isfinite(run.samples.column(Channel.HEART_RATE)).all()
    (later,) = read(*beats, workout(at=600)).activities
    assert Channel.HEART_RATE not in later.samples.channels


def test_steps_of_watch_and_phone_are_not_added_up() -> None:
    steps = [record("StepCount", 28, "count", at, at + 10, WATCH) for at in range(0, 60, 10)]
    carried = [record("StepCount", 26, "count", at, at + 10, PHONE) for at in range(0, 60, 10)]
    (run,) = read(*carried, *steps, workout()).activities
    summary = summarise_run(clean_activity(run)[0])
    assert summary.steps == 168
    assert summary.step_rate_spm == 168


def test_where_the_watch_counted_no_steps_those_of_the_phone_count() -> None:
    (run,) = read(record("StepCount", 26, "count", 0, 10, PHONE), workout()).activities
    assert run.samples.column(Channel.STEP_RATE)[0] == 156
    assert run.channel_sources[Channel.STEP_RATE] == PHONE


def test_a_route_gives_positions_and_distance_and_loses_no_point() -> None:
    points = [(float(second), 50 + second * 1e-5) for second in range(10, 50)]
    result = read(workout(REFERENCE), routes={"/workout-routes/r.gpx": route(*points)})
    (run,) = result.activities
    placed = np.flatnonzero(np.isfinite(run.samples.column(Channel.LATITUDE)))
    assert run.samples.time_s[placed].tolist() == [second for second, _ in points]
    assert run.samples.column(Channel.LATITUDE)[placed].tolist() == [
        round(each, 6) for _, each in points
    ]
    distance = run.samples.column(Channel.DISTANCE)
    assert distance[placed[-1]] == pytest.approx(39 * 1.11195, rel=1e-4)
    assert (np.diff(run.samples.time_s) > 0).all()
    assert run.samples.time_s[-1] == 60
    assert result.issues == ()


@pytest.mark.parametrize("routes", [{}, {"/workout-routes/r.gpx": b"<gpx><trk>"}])
def test_a_route_that_cannot_be_read_is_told_and_the_run_kept(routes: dict[str, bytes]) -> None:
    result = read(workout(REFERENCE), routes=routes)
    assert len(result.activities) == 1
    assert result.issues[0].text.startswith("Not all of the route of this run could be read")


def test_pauses_and_laps_of_a_run_are_kept() -> None:
    events = "".join(
        f'<WorkoutEvent type="HKWorkoutEventType{kind}" date="2024-05-03 08:00:{at} +0200"{more}/>'
        for kind, at, more in (
            ("Pause", 10, ""),
            ("Resume", 25, ""),
            ("Lap", 30, ' duration="0.25" durationUnit="min"'),
            ("Pause", 55, ""),
        )
    )
    (run,) = read(workout(events)).activities
    assert [pause.duration_s for pause in run.pauses] == [15, 5]
    assert [lap.timer_s for lap in run.laps] == [15]


def test_parts_of_a_workout_do_not_speak_for_the_whole() -> None:
    steps = statistic("StepCount", 'sum="9" unit="count"')
    part = f"<WorkoutActivity>{steps}</WorkoutActivity>"
    assert read(workout(part)).activities[0].strides is None


def test_other_sports_are_counted_and_passed_over() -> None:
    result = read(workout(kind="Walking"), workout(), workout(kind="Cycling"))
    assert len(result.activities) == 1
    (issue,) = result.issues
    assert issue.severity is Severity.NOTE
    assert issue.text.startswith("2 workouts are no runs")


def test_the_routes_of_other_sports_are_known_to_belong_to_something() -> None:
    asked: list[str] = []
    walk = workout(REFERENCE, kind="Walking")
    content = (HEAD + walk + workout() + END).encode()
    read_apple_health(io.BytesIO(content), asked.append, ORIGIN)
    assert asked == ["/workout-routes/r.gpx"]


def test_walking_is_told_by_day_and_source() -> None:
    result = read(
        record("WalkingAsymmetryPercentage", 0.02, "%", 0, 60, PHONE),
        record("WalkingAsymmetryPercentage", 0.08, "%", 600, 780, PHONE),
        record("WalkingDoubleSupportPercentage", 0.281, "%", 0, 60, PHONE),
        record("WalkingStepLength", 72.5, "cm", 0, 60, PHONE),
        record("AppleWalkingSteadiness", 0.95, "%", -86_400 * 6, 0, PHONE),
        record("WalkingStepLength", 28, "in", 0, 60, "Old iPhone"),
    )
    assert len(result.activities) == 0
    today, another = result.walking
    assert today.day == day_of(2024, 5, 3)
    assert (today.source, today.measurements) == (PHONE, 4)
    assert today.asymmetry_pct == pytest.approx(6.5)
    assert today.double_support_pct == pytest.approx(28.1)
    assert today.step_length_mm == pytest.approx(725)
    assert another.step_length_mm == pytest.approx(711.2)
    assert replace(another, step_length_mm=None) == WalkingDay(
        day_of(2024, 5, 3), "Old iPhone", measurements=1
    )


def test_the_day_is_that_of_the_clock_on_the_spot() -> None:
    late = record("WalkingStepLength", 70, "cm", 15.5 * 3600, 15.5 * 3600 + 9)
    later = record("WalkingStepLength", 70, "cm", 16.5 * 3600, 16.5 * 3600 + 9)
    days = [each.day for each in read(late, later).walking]
    assert days == [day_of(2024, 5, 3), day_of(2024, 5, 4)]


def test_shares_written_as_percent_are_taken_as_such() -> None:
    shares = [
        record("WalkingAsymmetryPercentage", value, "%", 3600 * value, 3600 * value + 1)
        for value in (0.5, 4)
    ]
    assert read(*shares).walking[0].asymmetry_pct == pytest.approx(2.25)


OTHER_ORDER = (
    "<Record value='150' unit='count/min' type='HKQuantityTypeIdentifierHeartRate' "
    "endDate='2024-05-03 08:00:20 +0200' startDate='2024-05-03 08:00:20 +0200'/>"
)
OTHER_LINES = """<Record type="HKQuantityTypeIdentifierHeartRate"
  sourceName="a > b" unit="count/min" startDate="2024-05-03 06:00:20 +0000"
  endDate="2024-05-03 06:00:20 +0000" value="150"><MetadataEntry key="a" value="b"/></Record>"""


@pytest.mark.parametrize("tag", [OTHER_ORDER, OTHER_LINES])
def test_records_written_in_another_way_are_read_too(tag: str) -> None:
    (run,) = read(record("RunningPower", 200, "W", 0, 5), tag, workout()).activities
    assert run.samples.column(Channel.HEART_RATE)[20] == 150
    assert run.samples.column(Channel.POWER)[0] == 200


def test_what_cannot_be_understood_is_counted() -> None:
    result = read(
        record("HeartRate", 150, "count/fortnight", 0, 0),
        record("HeartRate", 150, "count/min", 0, 0).replace('value="150"', 'value="fast"'),
        record("HeartRate", 150, "count/min", 0, 0).replace("2024-05-03 08", "2024-13-03 08"),
        record("HeartRate", 150, "count/min", 9, 0),
        workout(),
    )
    assert result.issues[0].text.startswith("4 measurements could not be understood")


def test_a_workout_without_times_is_told() -> None:
    result = read(workout().replace("startDate", "beganAt"), workout())
    assert len(result.activities) == 1
    assert result.issues[0].text == "1 run is left out: when it was is not said."


def test_a_cut_export_gives_what_was_whole() -> None:
    whole, cut = workout(), workout(at=600)
    result = read(record("HeartRate", 150, "count/min", 0, 0), whole, cut[:-20], end="")
    assert len(result.activities) == 1
    texts = [issue.text for issue in result.issues]
    assert texts[0] == "1 run is cut short and left out."
    assert texts[1].startswith("The export is cut short.")


def test_entities_are_never_resolved() -> None:
    bomb = HEAD.replace("<!ELEMENT", '<!ENTITY a "aaaaaaaa">\n<!ENTITY b "&a;&a;&a;">\n<!ELEMENT')
    inner = '<MetadataEntry key="HKIndoorWorkout" value="&b;"/>'
    content = (bomb + workout(inner) + workout(at=600) + END).encode()
    result = read_apple_health(io.BytesIO(content), lambda _: None, ORIGIN)
    assert [run.sub_sport for run in result.activities] == ["generic", "generic"]


def test_what_is_no_export_is_refused() -> None:
    with pytest.raises(FileRefusedError, match="no export of Apple Health"):
        read_apple_health(io.BytesIO(b"<gpx/>"), lambda _: None, ORIGIN)


def test_an_export_without_runs_and_walks_is_no_activity() -> None:
    with pytest.raises(NotAnActivityError, match="no run"):
        read(workout(kind="Yoga"))


def test_a_run_can_be_made_again_and_again() -> None:
    runs = read(workout(), workout(INDOORS, at=600)).activities
    assert [len(run.samples) for run in runs] == [61, 61] == [len(run.samples) for run in runs]
    assert runs[-1].sub_sport == "indoor_running"
    assert [run.sub_sport for run in runs[1:]] == ["indoor_running"]


EXPORT = (
    HEAD
    + "".join(record("HeartRate", 150, "count/min", at, at) for at in range(0, 60, 5))
    + record("WalkingStepLength", 70, "cm", 0, 9)
    + workout(INDOORS)
    + END
).encode()


@given(st.integers(0, len(EXPORT) - 1), st.integers(0, 200), st.binary(max_size=20))
def test_damage_anywhere_never_stops_the_reading(at: int, length: int, put: bytes) -> None:
    damaged = EXPORT[:at] + put + EXPORT[at + length :]
    try:
        result = read_apple_health(io.BytesIO(damaged), lambda _: None, ORIGIN)
    except StridewellError:
        return
    assert all(run.is_run for run in result.activities)


@given(st.integers(1, 400))
def test_where_the_blocks_end_makes_no_difference(size: int) -> None:
    class Dripping(io.BytesIO):
        def read(self, _: int | None = -1) -> bytes:
            return super().read(size)

    result = read_apple_health(Dripping(EXPORT), lambda _: None, ORIGIN)
    (run,) = result.activities
    assert np.isfinite(run.samples.column(Channel.HEART_RATE)).all()
    assert len(result.walking) == 1
    assert result.issues == ()


@pytest.mark.parametrize("part", ["<Workout ", '<Record type="HKQuantityTypeIdentifierHeartRate" '])
def test_an_export_of_beginnings_without_ends_takes_no_longer(part: str) -> None:
    with pytest.raises(NotAnActivityError):
        read(part * 200_000)


@pytest.mark.measured
@pytest.mark.skipif(not DATA.is_dir(), reason="no recordings of other people at hand")
@pytest.mark.parametrize(
    ("folder", "metres", "indoors"),
    [
        ("apple-health", 800.12, "generic"),
        ("activity-exports-misc/apple_health_synthetic", 5200, "generic"),
    ],
)
def test_exports_of_other_people_are_read(folder: str, metres: float, indoors: str) -> None:
    def open_route(path: str) -> io.BytesIO:
        return io.BytesIO((DATA / folder / path.rpartition("/")[2]).read_bytes())

    with (DATA / folder / "export.xml").open("rb") as stream:
        result = read_apple_health(stream, open_route, ORIGIN)
    run = result.activities[0]
    assert run.distance_m == pytest.approx(metres, rel=1e-4)
    assert run.sub_sport == indoors

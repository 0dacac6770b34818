"""TCX files as devices write them, well and badly."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from stridewell.activity.track import Channel, FileOrigin
from stridewell.adapters.xml_activities import read_tcx
from stridewell.app.files import ReadResult
from stridewell.errors import FileRefusedError, NotAnActivityError
from stridewell.values.evidence import Severity

ORIGIN = FileOrigin("run.tcx", "0" * 64, "tcx")
TPX = "urn:ActivityExtension/v2"


def point(second: int, inner: str = "") -> str:
    return f"<Trackpoint><Time>2024-05-03T06:00:{second:02d}Z</Time>{inner}</Trackpoint>"


def lap(*tracks: str, seconds: str = "60", metres: str = "200") -> str:
    inner = "".join(f"<Track>{track}</Track>" for track in tracks)
    return (
        f'<Lap StartTime="2024-05-03T06:00:00Z"><TotalTimeSeconds>{seconds}</TotalTimeSeconds>'
        f"<DistanceMeters>{metres}</DistanceMeters>{inner}</Lap>"
    )


def activity(*laps: str, sport: str = "Running") -> str:
    return f'<Activity Sport="{sport}"><Id>2024-05-03T06:00:00Z</Id>{"".join(laps)}</Activity>'


def read(*activities: str, lead: bytes = b"") -> ReadResult:
    text = (
        '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"'
        f"><Activities>{''.join(activities)}</Activities></TrainingCenterDatabase>"
    )
    return read_tcx(lead + text.encode(), ORIGIN)


def test_indoor_points_without_a_position_are_kept() -> None:
    run = read(activity(lap(point(0) + point(1) + point(2)))).activities[0]
    assert len(run.samples) == 3
    assert Channel.LATITUDE not in run.samples.channels


def test_an_activity_carries_the_totals_of_its_laps() -> None:
    run = read(activity(lap(point(0)), lap(point(59), seconds="30", metres="100"))).activities[0]
    assert (run.start, run.sport) == (datetime(2024, 5, 3, 6, tzinfo=UTC), "running")
    assert (run.timer_s, run.distance_m, len(run.laps)) == (90.0, 300.0, 2)


def test_elapsed_time_is_never_shorter_than_the_timer() -> None:
    assert read(activity(lap(point(0), seconds="60"))).activities[0].elapsed_s == 60.0
    assert read(activity(lap(point(0) + point(50), seconds="9"))).activities[0].elapsed_s == 50.0


@pytest.mark.parametrize(
    "extension",
    [
        f'<TPX xmlns="{TPX}"><Speed>3.5</Speed><RunCadence>88</RunCadence></TPX>',
        f'<e:TPX xmlns:e="{TPX}"><e:Speed>3.5</e:Speed><e:RunCadence>88</e:RunCadence></e:TPX>',
        "<TPX><Speed>3.5</Speed><RunCadence>88</RunCadence></TPX>",
    ],
)
def test_extensions_are_read_under_any_namespace(extension: str) -> None:
    inner = f"<Extensions>{extension}</Extensions>"
    samples = read(activity(lap(point(0, inner)))).activities[0].samples
    assert samples.column(Channel.SPEED).tolist() == [3.5]
    assert samples.column(Channel.STEP_RATE).tolist() == [176.0]


def test_cadence_of_one_leg_becomes_steps_of_both_feet() -> None:
    run = read(activity(lap(point(0, "<Cadence>85</Cadence>")))).activities[0]
    assert run.samples.column(Channel.STEP_RATE).tolist() == [170.0]


def test_cadence_too_high_for_one_leg_is_taken_as_steps_and_noted() -> None:
    result = read(activity(lap(point(0, "<Cadence>170</Cadence>"))))
    assert result.activities[0].samples.column(Channel.STEP_RATE).tolist() == [170.0]
    assert "both feet" in result.issues[0].text


def test_pedalling_is_no_step_rate() -> None:
    ride = read(activity(lap(point(0, "<Cadence>85</Cadence>")), sport="Biking")).activities[0]
    assert (ride.sport, Channel.STEP_RATE in ride.samples.channels) == ("cycling", False)


def test_a_heart_rate_of_zero_was_not_measured() -> None:
    beats = "<HeartRateBpm><Value>{}</Value></HeartRateBpm>"
    points = point(0, beats.format(0)) + point(1, beats.format(140))
    column = read(activity(lap(points))).activities[0].samples.column(Channel.HEART_RATE)
    assert np.isnan(column[0])
    assert column[1] == 140


def test_every_activity_of_a_multisport_file_is_read() -> None:
    session = "<MultiSportSession><FirstSport>{}</FirstSport><NextSport>{}</NextSport>{}"
    swim_run = session.format(
        activity(lap(point(0)), sport="Biking"),
        activity(lap(point(30))),
        "</MultiSportSession>",
    )
    assert [each.sport for each in read(swim_run).activities] == ["cycling", "running"]


def test_a_second_track_within_a_lap_is_a_pause() -> None:
    run = read(activity(lap(point(0) + point(10), point(40)))).activities[0]
    assert [pause.duration_s for pause in run.pauses] == [30.0]


def test_the_next_lap_is_no_pause() -> None:
    assert read(activity(lap(point(0)), lap(point(40)))).activities[0].pauses == ()


def test_a_distance_of_zero_is_unknown() -> None:
    assert read(activity(lap(point(0), metres="0"))).activities[0].distance_m is None


def test_time_that_runs_backwards_is_kept_and_reported() -> None:
    result = read(activity(lap(point(5) + point(3) + point(9))))
    assert result.activities[0].samples.time_s.tolist() == [0.0, -2.0, 4.0]
    assert "runs backwards" in result.issues[0].text


def test_a_point_without_a_time_is_reported() -> None:
    result = read(activity(lap(point(0) + "<Trackpoint></Trackpoint>")))
    assert len(result.activities[0].samples) == 1
    assert "1 point has no time and was left out" in result.issues[0].text


def test_an_activity_stored_as_laps_only_is_kept() -> None:
    run = read(activity(lap())).activities[0]
    assert (len(run.samples), run.timer_s, run.distance_m) == (0, 60.0, 200.0)


def test_a_lap_without_a_duration_is_left_out_of_the_laps() -> None:
    run = read(activity(lap(point(0), seconds="-5"))).activities[0]
    assert (run.laps, run.timer_s) == ((), None)


def test_an_activity_without_any_time_is_reported_beside_the_others() -> None:
    result = read('<Activity Sport="Running"></Activity>', activity(lap(point(0))))
    assert len(result.activities) == 1
    assert result.issues[0].severity is Severity.ERROR


def test_a_sport_called_other_is_unknown() -> None:
    result = read(activity(lap(point(0)), sport="Other"))
    assert result.activities[0].sport == "unknown"
    assert "'Other'" in result.issues[0].text


@pytest.mark.parametrize("lead", [b"\xef\xbb\xbf", b"          ", b"\r\n\t ", b"\xef\xbb\xbf\n"])
def test_white_space_and_marks_before_the_first_tag_are_passed_over(lead: bytes) -> None:
    assert len(read(activity(lap(point(0))), lead=lead).activities) == 1


def test_a_course_is_no_activity() -> None:
    with pytest.raises(NotAnActivityError, match="course"):
        read()


@pytest.mark.parametrize("content", [b"", b"<Training", b"<gpx/>", b"\x0e\x10.FIT"])
def test_what_is_no_tcx_is_refused(content: bytes) -> None:
    with pytest.raises(FileRefusedError, match=r"run\.tcx"):
        read_tcx(content, ORIGIN)

"""GPX files as apps write them, well and badly."""

from __future__ import annotations

import numpy as np
import pytest

from stridewell.activity.track import Channel, FileOrigin
from stridewell.adapters.xml_activities import read_gpx
from stridewell.app.files import ReadResult
from stridewell.errors import FileRefusedError, NotAnActivityError

ORIGIN = FileOrigin("run.gpx", "0" * 64, "gpx")


def point(second: int, lat: float = 50.0, inner: str = "") -> str:
    time = f"<time>2024-05-03T06:00:{second:02d}Z</time>"
    return f'<trkpt lat="{lat}" lon="8.0">{time}{inner}</trkpt>'


def track(*segments: str, sport: str = "<type>running</type>") -> str:
    return f"<trk>{sport}{''.join(f'<trkseg>{each}</trkseg>' for each in segments)}</trk>"


def read(*tracks: str) -> ReadResult:
    text = f'<gpx xmlns="http://www.topografix.com/GPX/1/1">{"".join(tracks)}</gpx>'
    return read_gpx(text.encode(), ORIGIN)


def test_distance_is_measured_over_the_positions() -> None:
    run = read(track(point(0, 50.0) + point(1, 50.001) + point(2, 50.002))).activities[0]
    distance_m = run.samples.column(Channel.DISTANCE)
    assert distance_m == pytest.approx([0.0, 111.195, 222.390], abs=0.001)
    assert run.distance_m is None


def test_a_distance_in_the_file_is_preferred() -> None:
    own = "<extensions><distance>42</distance></extensions>"
    run = read(track(point(0, 50.0) + point(1, 51.0, own))).activities[0]
    assert run.samples.column(Channel.DISTANCE)[1] == 42.0


def test_a_break_between_segments_is_a_pause_and_covers_no_ground() -> None:
    run = read(track(point(0, 50.0) + point(10, 50.001), point(50, 51.0))).activities[0]
    assert [pause.duration_s for pause in run.pauses] == [40.0]
    assert run.samples.column(Channel.DISTANCE)[-1] == pytest.approx(111.195, abs=0.001)


@pytest.mark.parametrize(
    "extension",
    [
        '<x:TPX xmlns:x="urn:TPX/v1"><x:hr>150</x:hr><x:cad>90</x:cad></x:TPX>',
        "<hr>150</hr><cadence>90</cadence>",
    ],
)
def test_heart_rate_and_cadence_are_read_under_any_namespace(extension: str) -> None:
    inner = f"<extensions>{extension}</extensions>"
    samples = read(track(point(0, inner=inner))).activities[0].samples
    assert samples.column(Channel.HEART_RATE).tolist() == [150.0]
    assert samples.column(Channel.STEP_RATE).tolist() == [180.0]


@pytest.mark.parametrize(
    ("word", "sport", "variety"),
    [
        ("running", "running", "generic"),
        ("9", "running", "generic"),
        ("Run", "running", "generic"),
        ("trail_running", "running", "trail"),
        ("Treadmill Running", "running", "treadmill"),
        ("1", "cycling", "generic"),
        ("walking", "walking", "generic"),
    ],
)
def test_the_sport_is_read_from_the_type(word: str, sport: str, variety: str) -> None:
    result = read(track(point(0), sport=f"<type>{word}</type>"))
    assert (result.activities[0].sport, result.activities[0].sub_sport) == (sport, variety)
    assert result.issues == ()


@pytest.mark.parametrize(("sport", "said"), [("<type>yak</type>", "'yak'"), ("", "names no sport")])
def test_an_unknown_sport_is_said_to_be_unknown(sport: str, said: str) -> None:
    result = read(track(point(0), sport=sport))
    assert (result.activities[0].sport, result.activities[0].is_run) == ("unknown", False)
    assert said in result.issues[0].text


def test_every_track_is_an_activity() -> None:
    assert len(read(track(point(0)), track(point(30))).activities) == 2


def test_time_that_runs_backwards_is_kept_and_reported() -> None:
    result = read(track(point(5) + point(4) + point(8)))
    assert result.activities[0].samples.time_s.tolist() == [0.0, -1.0, 3.0]
    assert "backwards once, by 1 s after point 1" in result.issues[0].text
    again = read(track(point(5) + point(4) + point(8) + point(6)))
    assert "backwards 2 times, first by 1 s after point 1" in again.issues[0].text


def test_an_impossible_position_is_not_measured() -> None:
    latitudes = (
        read(track(point(0, 95.0) + point(1))).activities[0].samples.column(Channel.LATITUDE)
    )
    assert np.isnan(latitudes[0])
    assert latitudes[1] == 50.0


def test_a_route_without_times_is_no_activity() -> None:
    with pytest.raises(NotAnActivityError, match="route without times"):
        read('<trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk>')


def test_tracks_without_times_are_told_in_one_line() -> None:
    bare = "<trk><trkseg><trkpt lat='1' lon='2'/></trkseg></trk>"
    result = read(bare, track(point(0)), bare)
    assert len(result.activities) == 1
    texts = [issue.text for issue in result.issues]
    assert texts == ["2 of 3 tracks have no point with a time and were left out."]
    (alone,) = read(bare, track(point(0))).issues
    assert alone.text == "1 of 2 tracks has no point with a time and was left out."


def test_a_clock_that_was_never_set_is_named() -> None:
    old = track(point(0)).replace("2024-", "1901-")
    with pytest.raises(FileRefusedError, match="year 1901: the clock of the watch was never set"):
        read(old)


def test_a_file_without_tracks_is_no_activity() -> None:
    with pytest.raises(NotAnActivityError, match="only places or a planned route"):
        read("<rte/>")


def test_an_entity_bomb_is_refused() -> None:
    bomb = b'<!DOCTYPE gpx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><gpx>&b;</gpx>'
    with pytest.raises(FileRefusedError, match="entities"):
        read_gpx(bomb, ORIGIN)


def test_an_entity_that_reads_other_files_is_refused() -> None:
    spy = b'<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]><gpx>&a;</gpx>'
    with pytest.raises(FileRefusedError, match="entities"):
        read_gpx(spy, ORIGIN)


def test_utf_16_is_read() -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?><gpx>{track(point(0))}</gpx>'
    assert len(read_gpx(text.encode("utf-16"), ORIGIN).activities) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"<gpx><trk>", b"<kml/>", b'<?xml version="1.0" encoding="nonsense"?><gpx/>'],
)
def test_what_is_no_gpx_is_refused(content: bytes) -> None:
    with pytest.raises(FileRefusedError, match=r"run\.gpx"):
        read_gpx(content, ORIGIN)

"""The fast way and the careful way through a file read the same; damage costs little."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stridewell.activity.track import Channel, FileOrigin
from stridewell.adapters.xml_activities import chunks, read_gpx, read_tcx
from stridewell.adapters.xml_activities.chunks import Dialect, chunks_of
from stridewell.adapters.xml_activities.outline import outlines
from stridewell.adapters.xml_activities.points import Fields, Points, read_points
from stridewell.app.files import ReadResult
from stridewell.errors import FileRefusedError, StridewellError

ORIGIN = FileOrigin("run.gpx", "0" * 64, "gpx")
DIALECT = Dialect("trkseg", "trkpt", frozenset({"metadata"}))
FIELDS = Fields(
    "trkpt", "time", {"ele": Channel.ALTITUDE, "hr": Channel.HEART_RATE}, is_placed=True
)
HEAD = '<?xml version="1.0"?>\n<gpx xmlns:x="urn:x">'


def point(second: int, inner: str = "", place: str = 'lat="50.5" lon="8.25"') -> str:
    return (
        f"<trkpt {place}><ele>{second}.5</ele><time>2024-05-03T06:{second // 60:02d}:"
        f"{second % 60:02d}Z</time><x:hr>{100 + second}</x:hr>{inner}</trkpt>\n"
    )


def track(*points: str, name: str = "") -> str:
    segment = f"<trkseg>\n{''.join(points)}</trkseg>"
    return f"{HEAD}<trk><name>{name}</name><type>running</type>{segment}</trk></gpx>"


def points_of(content: bytes) -> list[Points | None]:
    found = outlines(content, "x.gpx", DIALECT)
    return [
        read_points(chunks_of(outline.containers, DIALECT), outline.prefixes, FIELDS)
        for outline in found
        if not outline.fault
    ]


def are_equal(one: Points, other: Points) -> bool:
    return (
        np.array_equal(one.moments, other.moments)
        and np.array_equal(one.containers, other.containers)
        and all(
            np.array_equal(one.columns[channel], other.columns[channel], equal_nan=True)
            for channel in one.columns
        )
    )


def read(text: str | bytes) -> ReadResult:
    return read_gpx(text.encode() if isinstance(text, str) else text, ORIGIN)


WHOLE = track(*(point(second) for second in range(6)))
TCX = (
    "<TrainingCenterDatabase><Activities><Activity Sport='Running'><Lap><Track>"
    + "".join(
        f"<Trackpoint><Time>2024-05-03T06:00:{at:02d}Z</Time><Cadence>85</Cadence></Trackpoint>"
        for at in range(6)
    )
    + "</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
).encode()
ODD_INNER = st.sampled_from(
    ["", "<hr>1</hr>", "<x:hr/>", "<sat>5", "</ele>", "<a b='c>d'/>", "<hr >7</hr>", "<ele>x</ele>"]
)


def test_both_ways_read_the_same() -> None:
    fast, careful = points_of(WHOLE.encode())
    assert fast is not None
    assert careful is not None
    assert are_equal(fast, careful)
    assert fast.columns[Channel.HEART_RATE].tolist() == [100, 101, 102, 103, 104, 105]


@given(
    st.lists(ODD_INNER, max_size=4), st.integers(0, 400), st.integers(0, 9), st.binary(max_size=3)
)
def test_both_ways_agree_on_odd_and_damaged_files(
    inner: list[str], at: int, gone: int, put: bytes
) -> None:
    text = track(*(point(at, each) for at, each in enumerate(inner))).encode()
    damaged = text[:at] + put + text[at + gone :]
    try:
        found = points_of(damaged)
    except FileRefusedError:
        return
    if len(found) == 2 and found[0] is not None and found[1] is not None:
        assert are_equal(found[0], found[1])


@pytest.mark.parametrize("reader", [read_gpx, read_tcx])
@given(at=st.integers(0, 900), gone=st.integers(0, 300), put=st.binary(max_size=30))
def test_damage_anywhere_never_stops_the_reading(
    reader: type, at: int, gone: int, put: bytes
) -> None:
    whole = TCX if reader is read_tcx else WHOLE.encode()
    try:
        result = reader(whole[:at] + put + whole[at + gone :], ORIGIN)
    except StridewellError:
        return
    assert len(result.activities) >= 1


def test_of_a_cut_file_the_whole_points_are_kept() -> None:
    result = read(WHOLE[: WHOLE.index("<time>2024-05-03T06:00:04") + 9])
    assert result.activities[0].samples.time_s.tolist() == [0, 1, 2, 3]
    assert result.activities[0].is_run
    assert "damaged or cut short" in result.issues[0].text
    assert "4 points" in result.issues[0].text


def test_a_cut_tcx_file_keeps_its_points() -> None:
    result = read_tcx(TCX[: TCX.index(b"06:00:05")], ORIGIN)
    assert len(result.activities[0].samples) == 5
    assert "damaged or cut short" in result.issues[0].text


@pytest.mark.parametrize("hole", [b"\0" * 30, b"<<<<", b"</trkpt></trkseg>"])
def test_a_damaged_point_does_not_cost_those_behind_it(hole: bytes) -> None:
    at = WHOLE.index("<ele>2.5")
    result = read(WHOLE[:at].encode() + hole + WHOLE[at + len(hole) :].encode())
    assert result.activities[0].samples.time_s.tolist() == [0, 1, 3, 4, 5]
    assert "damaged" in result.issues[0].text


@pytest.mark.parametrize(
    "text",
    [
        WHOLE.replace("<trkseg>", "<trkseg><!-- a <trkpt> that is none -->"),
        WHOLE.replace("</ele>", "<!-- metres --></ele>", 1),
        WHOLE.replace("<ele>0.5", "<ele><![CDATA[0.5]]>"),
        WHOLE.replace("<ele>0.5", "<ele>&#48;.5"),
        WHOLE.replace("<trkseg>", "<trkseg >"),
        WHOLE.replace("<trk>", "<?xml-stylesheet?><trk>").replace("</trkpt>", "<?a?></trkpt>"),
        WHOLE.replace("<trkpt ", "<trkpt note='a > b' "),
        WHOLE.replace("<trk", "<x:trk").replace("</trk", "</x:trk"),
        WHOLE.replace("<trk", "<prefixlong:trk").replace("</trk", "</prefixlong:trk"),
        WHOLE.replace("x:hr", "averylongprefix:hr").replace("urn:x", "urn:averylongprefix"),
        WHOLE.replace('lat="50.5" lon="8.25"', "lon='8.25'\n lat = '50.5'"),
        WHOLE.replace('lat="50.5" lon="8.25"', 'lon="8.25" lat="50.5"'),
        WHOLE.replace("<trk>", "<metadata><time>never</time></metadata><wpt lat='1'/><trk>"),
        WHOLE.replace('version="1.0"', 'version="1.0" encoding="ISO-8859-1"'),
        WHOLE.replace("<name>", "<name>Stra&amp;&lt;b>"),
    ],
)
def test_files_written_in_many_ways_read_the_same(text: str) -> None:
    (expected,), (found,) = read(WHOLE).activities, read(text).activities
    assert found.start == expected.start
    assert found.samples.channels.keys() == expected.samples.channels.keys()
    for channel, column in expected.samples.channels.items():
        assert found.samples.column(channel).tolist() == column.tolist(), channel


@pytest.mark.parametrize("size", [1, 60, 200, 500])
def test_long_tracks_are_read_in_pieces(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    whole = track(*(point(at) for at in range(20))) * 2
    text = whole.replace(f"</gpx>{HEAD}", "").encode()
    expected = read(text).activities
    monkeypatch.setattr(chunks, "_CHUNK_BYTES", size)
    found = read(text).activities
    assert [len(run.samples) for run in found] == [20, 20]
    for one, other in zip(found, expected, strict=True):
        assert one.samples.time_s.tolist() == other.samples.time_s.tolist()
        hearts = (each.samples.column(Channel.HEART_RATE).tolist() for each in (one, other))
        assert next(hearts) == next(hearts)


def test_an_old_encoding_that_is_not_declared_costs_nothing() -> None:
    result = read(track(point(0), point(1, "<name>Stra\xdfe</name>")).encode("latin-1"))
    assert len(result.activities[0].samples) == 2
    assert result.issues == ()


def test_a_point_within_a_point_is_none() -> None:
    nested = track(point(0, "<trkpt><time>2020-01-01T00:00:00Z</time></trkpt>"), point(1))
    assert read(nested).activities[0].samples.time_s.tolist() == [0, 1]


def test_a_reading_outside_of_a_point_is_of_none() -> None:
    stray = WHOLE.replace("</trkseg>", "<extensions><hr>250</hr></extensions></trkseg>")
    assert read(stray).activities[0].samples.column(Channel.HEART_RATE).max() == 105


def test_only_the_time_of_the_point_itself_counts() -> None:
    inner = "<extensions><time>2020-01-01T00:00:00Z</time></extensions>"
    early = track(point(0).replace("<ele>", f"{inner}<ele>"), point(1))
    assert read(early).activities[0].samples.time_s.tolist() == [0, 1]


def test_a_file_of_endless_parts_is_refused() -> None:
    laps = b"<Lap/>" * 200_001
    head = b"<TrainingCenterDatabase><Activity>%b</Activity></TrainingCenterDatabase>"
    with pytest.raises(FileRefusedError, match="far more parts"):
        read_tcx(head % laps, ORIGIN)


def test_nesting_without_end_is_refused() -> None:
    deep = b"<gpx><trk><trkseg>" + b"<a>" * 100_000
    with pytest.raises(FileRefusedError, match="nested deeper"):
        read(deep)

"""The tags of points → one row for each point, in the order of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from stridewell.activity.track import Channel, Column
from stridewell.adapters.xml_activities.chunks import Chunk
from stridewell.adapters.xml_activities.letters import Rows, parsed
from stridewell.adapters.xml_activities.moments import NO_MOMENT, Moments, read_moments
from stridewell.adapters.xml_activities.tags import Tags, scan_tags

_ATTRIBUTE = re.compile(rb"""\s(lat|lon)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

_YEAR = re.compile(rb"\s*(\d{4})-\d\d-\d\dT")
_LABELS = (b" lat=", b" lon=")


@dataclass(frozen=True, slots=True)
class Fields:
    """What the elements of a point are called: the point, its time, what it measured.

    ``is_placed`` says that the point itself carries its position (GPX).
    """

    point: str
    time: str
    channels: Mapping[str, Channel]
    is_placed: bool


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """All points of a file, in its order; every column has one row for each point.

    ``moments`` are microseconds since 1970 in UTC, `NO_MOMENT` where the point has no time;
    ``containers`` are the numbers of the containers that hold the points.
    """

    moments: Moments
    containers: Rows
    columns: Mapping[Channel, Column]
    unset_year: str = ""
    """The year of the first point where no point has a moment that can be: a clock never set."""

    def within(self, containers: Sequence[int]) -> Points:
        """The points of these containers, in the order of the containers."""
        rows = self._rows(containers)
        columns = {channel: column[rows] for channel, column in self.columns.items()}
        return Points(self.moments[rows], self.containers[rows], columns)

    def last_moment(self, containers: Sequence[int]) -> int | None:
        """The latest moment of the points of these containers, None where none has a time."""
        last = self.moments[self._rows(containers)].max(initial=NO_MOMENT)
        return None if last == NO_MOMENT else int(last)

    def _rows(self, containers: Sequence[int]) -> Rows:
        begins = np.searchsorted(self.containers, containers).tolist()
        ends = np.searchsorted(self.containers, containers, side="right").tolist()
        if len(containers) == 1:
            return np.arange(begins[0], ends[0])
        spans = [np.arange(begin, end) for begin, end in zip(begins, ends, strict=True)]
        return np.concatenate([*spans, np.empty(0, dtype=np.intp)])


def read_points(
    chunks: Iterable[Chunk], prefixes: Iterable[bytes], fields: Fields
) -> Points | None:
    """One row for each point; None where the text is not plain or points lie where none belong."""
    parts: list[Points] = []
    for chunk in chunks:
        tags = scan_tags(chunk.text, prefixes)
        part = None if tags is None else _points(tags, np.array(chunk.numbers), fields)
        if part is None:
            return None
        parts.append(part)
    return _joined(parts)


def _joined(parts: Sequence[Points]) -> Points:
    """The points of all chunks one behind the other."""
    if not parts:
        return Points(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.intp), {})
    moments = np.concatenate([part.moments for part in parts])
    is_unset = not (moments != NO_MOMENT).any()
    return Points(
        moments,
        np.concatenate([part.containers for part in parts]),
        {
            channel: np.concatenate([part.columns[channel] for part in parts])
            for channel in parts[0].columns
        },
        next((part.unset_year for part in parts if part.unset_year), "") if is_unset else "",
    )


def _points(tags: Tags, numbers: Rows, fields: Fields) -> Points | None:
    points = tags.named(fields.point)
    if (tags.depth[points] != 1).any():
        return None
    inside = _Inside(tags, points)
    times = inside.of(tags.named(fields.time))
    times = times[tags.depth[times] == 2]  # noqa: PLR2004
    moments = np.full(points.size, NO_MOMENT)
    # of several times the first one counts
    moments[inside.number[times[::-1]]] = read_moments(tags.letters, *tags.spans(times))[::-1]
    unset_year = ""
    if times.size and (moments == NO_MOMENT).all():
        year = _YEAR.match(tags.texts(times[:1])[0])
        unset_year = year[1].decode() if year else ""
    columns = {
        channel: _column(tags, inside, names) for channel, names in _by_channel(fields).items()
    }
    if fields.is_placed:
        columns |= _places(tags, points)
    containers = numbers[np.cumsum(tags.depth == 0)[points] - 1]
    return Points(moments, containers, columns, unset_year)


class _Inside:
    """Which point every element lies in."""

    def __init__(self, tags: Tags, points: Rows) -> None:
        is_point = np.zeros(tags.at.size, dtype=np.bool_)
        is_point[points] = True
        number = np.cumsum(is_point) - 1
        outermost = tags.depth <= 1
        last = np.maximum.accumulate(np.where(outermost, np.arange(tags.at.size), 0))
        self.count = points.size
        self.number: Rows = np.where(is_point[last], number, -1) if last.size else last

    def of(self, rows: Rows) -> Rows:
        """Those of the rows that lie in a point."""
        kept: Rows = rows[self.number[rows] >= 0]
        return kept


def _by_channel(fields: Fields) -> Mapping[Channel, list[str]]:
    """The names each channel goes by."""
    names: dict[Channel, list[str]] = {}
    for name, channel in fields.channels.items():
        names.setdefault(channel, []).append(name)
    return names


def _column(tags: Tags, inside: _Inside, names: Sequence[str]) -> Column:
    """What was measured under any of the names; of several values the last one counts."""
    found = [tags.named(name, any_case=name.islower()) for name in names]
    rows = inside.of(np.sort(np.concatenate(found)) if len(found) > 1 else found[0])
    column = np.full(inside.count, np.nan)
    if rows.size:
        column[inside.number[rows]] = tags.letters.numbers(*tags.spans(rows))
    return column


def _places(tags: Tags, points: Rows) -> Mapping[Channel, Column]:
    """Latitude and longitude, which stand in the tags of the points."""
    plain, values = _quoted(tags, points)
    columns = [np.full(points.size, np.nan) for _ in values]
    for column, (begins, ends) in zip(columns, values, strict=True):
        column[plain] = tags.letters.numbers(begins, ends)
    if plain.size < points.size:
        odd = np.setdiff1d(np.arange(points.size), plain)
        tag_texts = tags.letters.pieces(tags.at[points[odd]], tags.end[points[odd]])
        said = [_attributes(text) for text in tag_texts]
        for column, name in zip(columns, (b"lat", b"lon"), strict=True):
            column[odd] = parsed([each.get(name, b"") for each in said])
    return dict(zip((Channel.LATITUDE, Channel.LONGITUDE), columns, strict=True))


def _attributes(tag: bytes) -> Mapping[bytes, bytes]:
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(tag)}


def _quoted(tags: Tags, points: Rows) -> tuple[Rows, list[tuple[Rows, Rows]]]:
    """Which points are written like ``lat="1" lon="2"``, in this order or the other.

    And of those, where latitude and longitude begin and end.
    """
    letters = tags.letters.bytes_
    quotes = np.flatnonzero(letters == ord('"'))
    first = np.searchsorted(quotes, tags.at[points])
    count = np.searchsorted(quotes, tags.end[points]) - first
    four = np.flatnonzero(count == 4)  # noqa: PLR2004
    marks = quotes[first[four][:, None] + np.arange(4)]
    before = letters[marks[:, [0, 2], None] + np.arange(-5, 0)]
    is_lat, is_lon = ((before == np.frombuffer(each, np.uint8)).all(axis=2) for each in _LABELS)
    lat_first, lon_first = is_lat[:, 0] & is_lon[:, 1], is_lon[:, 0] & is_lat[:, 1]
    good = lat_first | lon_first
    marks, lon_first = marks[good], lon_first[good, None]
    swapped = np.where(lon_first, marks[:, [2, 3, 0, 1]], marks)
    values = [(swapped[:, at] + 1, swapped[:, at + 1]) for at in (0, 2)]
    return four[good], values

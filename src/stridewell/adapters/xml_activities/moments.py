"""Times of points as text → microseconds since 1970, many at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from stridewell.adapters.xml_activities.document import moment_in
from stridewell.adapters.xml_activities.letters import Letters, Rows

Moments: TypeAlias = NDArray[np.int64]

NO_MOMENT = np.iinfo(np.int64).min
"""Stands where a point has no time."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
LENGTH = len("2024-05-03T06:00:00")
_ZERO = np.uint8(ord("0"))
_DIGITS = [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18]
_PLACES = np.zeros((len(_DIGITS), 6))
"""What each digit adds to year, month, day, hour, minute and second."""
_PLACES[:4, 0] = 1000, 100, 10, 1
for _part in range(1, 6):
    _PLACES[2 * _part + 2 : 2 * _part + 4, _part] = 10, 1
_MARKED = [4, 7, 10, 13, 16]
_ZONE_LENGTH = len("+02:00")
_ZONE_DIGITS = np.array([-5, -4, -2, -1])
_ZONE_PLACES = np.array([[10, 0], [1, 0], [0, 10], [0, 1]])
_MOST_DIGITS = 6
"""Finer than a microsecond nobody counts."""
_DECEMBER = 12
_FIRST_YEAR, _LAST_YEAR = 1970, 2100
_MIDDLE = 2_000_000_000_000_000
_HALF = 1_900_000_000_000_000
"""Microseconds: some years less than those that can be, to both sides of the middle."""
_MONTHS = np.arange(f"{_FIRST_YEAR}-01", f"{_LAST_YEAR + 1}-02", dtype="datetime64[M]")
_FIRST_DAYS = _MONTHS.astype("datetime64[D]").astype(np.int64)


def read_moments(letters: Letters, begins: Rows, ends: Rows) -> Moments:
    """Microseconds since 1970 in UTC for pieces of a text; `NO_MOMENT` for what is no moment."""
    found = np.full(begins.size, NO_MOMENT)
    rows = np.flatnonzero(ends - begins >= LENGTH)
    if rows.size:
        found[rows] = _usual(letters.bytes_, begins[rows], ends[rows])
    odd = np.flatnonzero(found == NO_MOMENT)
    found[odd] = [_moment(text) for text in letters.pieces(begins[odd], ends[odd])]
    return found


def _usual(letters: NDArray[np.uint8], begins: Rows, ends: Rows) -> Moments:
    """Moments written as watches do: ``2024-05-03T06:00:00`` and perhaps ``.000`` and a zone."""
    ahead_s, zone = _zones(letters, begins, ends)
    fraction_us, fraction = _fractions(letters, begins, ends - zone)
    local = clock_moments(letters[begins[:, None] + np.arange(LENGTH)], b"--T::")
    good = (local != NO_MOMENT) & (begins + LENGTH + fraction + zone == ends)
    moments = local + fraction_us - 1_000_000 * ahead_s
    # a zone may move a moment out of the years that can be: that is looked at one by one
    good &= (ahead_s == 0) | (abs(moments - _MIDDLE) < _HALF)
    found: Moments = np.where(good, moments, NO_MOMENT)
    return found


def _zones(letters: NDArray[np.uint8], begins: Rows, ends: Rows) -> tuple[Moments, Rows]:
    """How far the clock of each was ahead of UTC in seconds, and how many letters say so."""
    is_utc = letters[ends - 1] == ord("Z")
    signs = letters[ends - _ZONE_LENGTH]
    is_told = ((signs == ord("+")) | (signs == ord("-"))) & (letters[ends - 3] == ord(":"))
    is_told &= ends - begins >= LENGTH + _ZONE_LENGTH
    digits = letters[ends[:, None] + _ZONE_DIGITS] - _ZERO
    hours, minutes = (digits.astype(np.int64) @ _ZONE_PLACES).T
    is_told &= (digits <= 9).all(axis=1) & (hours < 24) & (minutes < 60)  # noqa: PLR2004
    ahead = np.where(signs == ord("-"), -1, 1) * (3600 * hours + 60 * minutes)
    return np.where(is_told, ahead, 0), np.where(is_told, _ZONE_LENGTH, is_utc.astype(np.intp))


def _fractions(letters: NDArray[np.uint8], begins: Rows, ends: Rows) -> tuple[Moments, Rows]:
    """The parts of a second of each in microseconds, and how many letters say so."""
    length = ends - begins - LENGTH
    if not length.any():
        return np.zeros(begins.size, dtype=np.int64), length
    places = np.arange(_MOST_DIGITS)
    digits = np.where(
        places < length[:, None] - 1, letters[begins[:, None] + LENGTH + 1 + places] - _ZERO, 0
    ).astype(np.int64)
    point = letters[begins + LENGTH] == ord(".")
    good = point & (length > 1) & (length <= _MOST_DIGITS + 1) & (digits <= 9).all(axis=1)  # noqa: PLR2004
    return np.where(good, digits @ 10 ** places[::-1], 0), np.where(good, length, 0)


def clock_moments(letters: NDArray[np.uint8], marks: bytes) -> Moments:
    """Moments of texts like ``2024-05-03T06:00:00``, shape (n, 19), taken as UTC.

    ``marks`` are the five letters between the numbers. `NO_MOMENT` for any other text.
    """
    digits = letters[:, _DIGITS] - _ZERO
    good = (digits <= 9).all(axis=1)  # noqa: PLR2004
    good &= (letters[:, _MARKED] == np.frombuffer(marks, np.uint8)).all(axis=1)
    year, month, day, hour, minute, second = (digits.astype(np.float64) @ _PLACES).astype(int).T
    good &= (year >= _FIRST_YEAR) & (year <= _LAST_YEAR) & (month >= 1) & (month <= _DECEMBER)
    months = np.where(good, 12 * (year - _FIRST_YEAR) + month - 1, 0)
    days = _FIRST_DAYS[months] + day - 1
    good &= (day >= 1) & (days < _FIRST_DAYS[months + 1])
    good &= (hour < 24) & (minute < 60) & (second < 60)  # noqa: PLR2004
    seconds = ((24 * days + hour) * 60 + minute) * 60 + second
    moments: Moments = np.where(good, 1_000_000 * seconds, NO_MOMENT)
    return moments


def as_datetime(moment: int) -> datetime:
    """The moment as a time in UTC."""
    return _EPOCH + moment * _MICROSECOND


def as_microseconds(moment: datetime) -> int:
    """A time with a zone as microseconds since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


def _moment(text: bytes) -> int:
    moment = moment_in(text.decode())
    return NO_MOMENT if moment is None else as_microseconds(moment)

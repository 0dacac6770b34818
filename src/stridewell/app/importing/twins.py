"""Finding the run that a recording tells of among those known, by its start."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Generic, TypeVar

from stridewell.app.importing.marks import UNKNOWN
from stridewell.app.importing.records import RecordingMark

START_TOLERANCE_S = 120.0
"""Apps that pass a run on round its start or begin with the first position fix."""
SHARE_TOLERANCE = 0.03
"""Files of one run differ in pauses and in how distance is measured, by a few per cent."""
ZONE_STEP_S = 1800.0
"""Time zones lie whole or half hours apart."""
MOST_STEPS = 28
"""No time zone lies further than 14 hours from UTC."""
SHIFTED_START_S = 5.0
"""A wrong zone moves a start by whole steps and leaves its seconds alone."""
SHIFTED_SHARE = 0.005
CUT_START_S = 1.0
SANE_CLOCK_S = 946_684_800.0
"""2000-01-01. A watch that lost its clock begins every run at the same moment of an older year."""
LEAST_MINUTES = 3
HEART_BPM, METRES, ANGLE_PARTS = 2, 2, 5
"""How far one recording in two files may lie apart: beats a minute, metres, 1/100,000 degrees."""

RunT = TypeVar("RunT")


class Likeness(Enum):
    """Whether two recordings are of one run."""

    SAME = auto()
    UNSURE = auto()
    """Much speaks for it, and nothing was measured that could tell."""
    OTHER = auto()


def likeness(a: RecordingMark, b: RecordingMark) -> Likeness:
    """Whether two recordings are of one run.

    They are when the starts lie within two minutes and durations and distances within 3 %; or
    whole or half hours apart (a clock or zone that was wrong) with both within 0.5 % and the same
    heart rates, or the same places from equally many samples; or when both began in
    the same second and one goes on where the other was cut short.
    """
    apart_s = abs(a.start_s - b.start_s)
    if apart_s <= START_TOLERANCE_S and _as_long(a, b, SHARE_TOLERANCE):
        return Likeness.SAME
    if apart_s <= CUT_START_S and min(a.start_s, b.start_s) > SANE_CLOCK_S:
        return _begun_alike(a, b)
    if _off_by_a_zone(apart_s) and _as_long(a, b, SHIFTED_SHARE):
        return _shifted(a, b)
    return Likeness.OTHER


def _off_by_a_zone(apart_s: float) -> bool:
    steps = round(apart_s / ZONE_STEP_S)
    return 1 <= steps <= MOST_STEPS and abs(apart_s - steps * ZONE_STEP_S) <= SHIFTED_START_S


def _as_long(a: RecordingMark, b: RecordingMark, share: float) -> bool:
    """Whether durations and distances agree; a distance only one of them has is not compared.

    A file that counts pauses and one that does not agree in the time from start to end.
    """
    if not (_close(a.duration_s, b.duration_s, share) or _close(a.span_s, b.span_s, share)):
        return False
    if a.distance_m is None or b.distance_m is None:
        return True
    return _close(a.distance_m, b.distance_m, share)


def _close(a: float, b: float, share: float) -> bool:
    return abs(a - b) <= share * max(a, b)


def _shifted(a: RecordingMark, b: RecordingMark) -> Likeness:
    """Two evening laps of one route must not become one run: hearts never beat the same twice."""
    hearts = _within(a.heart, b.heart, HEART_BPM)
    if hearts is not None:
        return Likeness.SAME if hearts else Likeness.OTHER
    places = _within(a.places, b.places, ANGLE_PARTS)
    if places is not None:
        equal = places and a.samples == b.samples
        return Likeness.SAME if equal else Likeness.OTHER
    metres = _within(a.metres, b.metres, METRES)
    return Likeness.OTHER if metres is False else Likeness.UNSURE


def _begun_alike(a: RecordingMark, b: RecordingMark) -> Likeness:
    """A whole recording and one that was cut short agree in all that both measured."""
    compared = (
        _within(a.heart, b.heart, HEART_BPM),
        _within(a.metres, b.metres, METRES),
        _within(a.places, b.places, ANGLE_PARTS),
    )
    if False in compared:
        return Likeness.OTHER
    return Likeness.SAME if True in compared else Likeness.UNSURE


def _within(a: tuple[int, ...], b: tuple[int, ...], tolerance: int) -> bool | None:
    """Whether two columns agree wherever both are known; None when that is too seldom."""
    pairs = [(x, y) for x, y in zip(a, b, strict=False) if UNKNOWN not in {x, y}]
    if len(pairs) < LEAST_MINUTES:
        return None
    return all(abs(x - y) <= tolerance for x, y in pairs)


@dataclass(slots=True)
class TwinIndex(Generic[RunT]):
    """Recordings ordered by start, so that only those near a moment are compared."""

    _starts: list[tuple[float, int]] = field(default_factory=list)
    _held: dict[int, tuple[RecordingMark, RunT, str]] = field(default_factory=dict)

    def add(self, mark: RecordingMark, run: RunT, sha256: str) -> None:
        """Remember a recording of a run."""
        number = len(self._held)
        self._held[number] = (mark, run, sha256)
        insort(self._starts, (mark.start_s, number))

    def find(self, mark: RecordingMark, sha256: str) -> tuple[Likeness, RunT | None]:
        """The run of a recording: the same, one that may be the same, or none.

        Recordings of one file are never twins of each other.
        """
        near = sorted(self._near(mark), key=lambda each: abs(each[0].start_s - mark.start_s))
        unsure: RunT | None = None
        for other, run, its_file in near:
            if its_file == sha256:
                continue
            found = likeness(mark, other)
            if found is Likeness.SAME:
                return found, run
            if found is Likeness.UNSURE and unsure is None:
                unsure = run
        return (Likeness.OTHER if unsure is None else Likeness.UNSURE), unsure

    def _near(self, mark: RecordingMark) -> Iterator[tuple[RecordingMark, RunT, str]]:
        for steps in range(-MOST_STEPS, MOST_STEPS + 1):
            width_s = SHIFTED_START_S if steps else START_TOLERANCE_S
            middle_s = mark.start_s + steps * ZONE_STEP_S
            at = bisect_left(self._starts, (middle_s - width_s, -1))
            while at < len(self._starts) and self._starts[at][0] <= middle_s + width_s:
                yield self._held[self._starts[at][1]]
                at += 1

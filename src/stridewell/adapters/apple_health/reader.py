"""An export of Apple Health, read as a stream: runs, and how its owner walked."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import IO

from stridewell.activity.track import FileOrigin
from stridewell.adapters.apple_health.blocks import whole_blocks, workouts_in
from stridewell.adapters.apple_health.kinds import RUNNING
from stridewell.adapters.apple_health.records import Records
from stridewell.adapters.apple_health.runs import Measured, Run, Runs, measured_during
from stridewell.adapters.apple_health.tracks import OpenRoute, Track, read_track
from stridewell.adapters.apple_health.walks import walking_days
from stridewell.adapters.apple_health.workouts import (
    Workout,
    kind_of_workout,
    read_workout,
    routes_of,
)
from stridewell.app.files import ReadResult
from stridewell.errors import FileRefusedError, NotAnActivityError
from stridewell.values.evidence import Issue, Severity

_ROOT, _END = b"<HealthData", b"</HealthData>"
_TAIL_BYTES = 64
_AGAIN = "Export again: Health app, your picture, Export All Health Data."


def read_apple_health(stream: IO[bytes], open_route: OpenRoute, origin: FileOrigin) -> ReadResult:
    """Every running workout with what was measured during it, and the walking of every day.

    Only what is needed is kept in memory; the activities are made when they are asked for. Of an
    export that is cut short, everything that is whole is read.

    Raises:
        FileRefusedError: the stream is no export of Apple Health.
        NotAnActivityError: it holds neither a run nor a measurement of walking.
    """
    contents = _Contents(origin.path)
    for block in whole_blocks(stream):
        contents.take(block)
    contents.check()
    walking = walking_days(contents.records)
    runs = _runs(contents, open_route)
    if not runs and not walking:
        raise NotAnActivityError(
            f"{origin.path} holds no run and no measurement of walking.",
            "Runs of other apps get into it only where they may write to Apple Health.",
        )
    return ReadResult(Runs(runs, origin), contents.issues(), walking)


def _runs(contents: _Contents, open_route: OpenRoute) -> list[Run]:
    """Every run with its route and what was measured during it; one kind after the other."""
    names = contents.records.names()
    measured: list[list[Measured]] = [[] for _ in contents.runs]
    for kind in RUNNING if contents.runs else ():
        readings = contents.records.readings(kind)
        for workout, own in zip(contents.runs, measured, strict=True):
            found = measured_during(workout, kind, readings, names)
            if found is not None:
                own.append(found)
    contents.records.clear()
    for path in contents.others_routes:
        # whoever gave the routes tells of those that nobody asked for
        with open_route(path) or nullcontext():
            pass
    return [
        Run(workout, contents.track(workout, open_route), tuple(own))
        for workout, own in zip(contents.runs, measured, strict=True)
    ]


@dataclass(slots=True)
class _Contents:
    """What has been found so far, and what was wrong with it."""

    path: str
    records: Records = field(default_factory=Records)
    runs: list[Workout] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    others_routes: list[str] = field(default_factory=list)
    found: list[Issue] = field(default_factory=list)
    cut: int = 0
    timeless: int = 0
    is_export: bool = False
    tail: bytes = b""

    def take(self, block: bytes) -> None:
        """Take everything out of a block."""
        self.is_export = self.is_export or _ROOT in block
        self.tail = (self.tail + block[-_TAIL_BYTES:])[-_TAIL_BYTES:]
        self.records.scan(block)
        for text, is_whole in workouts_in(block):
            self._take_workout(text, is_whole=is_whole)

    def check(self) -> None:
        """Whether it was an export at all.

        Raises:
            FileRefusedError: it was not.
        """
        if not self.is_export:
            raise FileRefusedError(f"{self.path} is no export of Apple Health.", _AGAIN)

    def track(self, workout: Workout, open_route: OpenRoute) -> Track | None:
        """The route of a run, where it has one that can be read."""
        track, faults = read_track(workout.routes, workout.start, open_route)
        for fault in faults:
            text = f"Not all of the route of this run could be read: {fault}"
            self._warn(text, f"{self.path}, run of {workout.start:%Y-%m-%d %H:%M} UTC")
        return track

    def issues(self) -> tuple[Issue, ...]:
        """What was wrong, and what was passed over."""
        if self.timeless:
            text = f"{_runs_are(self.timeless)} left out: when it was is not said."
            self._warn(text, self.path, _AGAIN)
        if self.cut:
            self._warn(f"{_runs_are(self.cut)} cut short and left out.", self.path, _AGAIN)
        if _END not in self.tail:
            text = (
                "The export is cut short. Everything before the cut was read; what follows is "
                "missing."
            )
            self._warn(text, self.path, _AGAIN)
        if self.records.broken:
            text = (
                f"{self.records.broken:,} measurements could not be understood and were left out."
            )
            self._warn(text, self.path)
        if self.others:
            most = ", ".join(f"{count:,} {name}" for name, count in self.others.most_common(5))
            text = f"{self.others.total():,} workouts are no runs and were passed over ({most})."
            self.found.append(Issue(Severity.NOTE, self.path, text))
        return tuple(self.found)

    def _take_workout(self, text: bytes, *, is_whole: bool) -> None:
        kind = kind_of_workout(text)
        if kind != "Running":
            self.others[kind or "unnamed"] += 1
            self.others_routes += routes_of(text)
            return
        workout = read_workout(text, self.path) if is_whole else None
        if workout is not None:
            self.runs.append(workout)
        elif is_whole:
            self.timeless += 1
        else:
            self.cut += 1

    def _warn(self, text: str, where: str, remedy: str = "") -> None:
        self.found.append(Issue(Severity.WARNING, where, text, remedy))


def _runs_are(count: int) -> str:
    return "1 run is" if count == 1 else f"{count:,} runs are"

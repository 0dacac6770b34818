"""What is doubtful about a run: what was told of its files when they came in, and what is seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

import numpy as np

from stridewell.activity.exposure import AltitudeSource, RunExposure
from stridewell.activity.moving import LONGEST_GAP_S
from stridewell.activity.strides import check_totals
from stridewell.activity.track import Activity
from stridewell.app.importing.records import ToldIssues, ToldSource
from stridewell.app.ports import StoredRun
from stridewell.app.run_along import Along
from stridewell.app.run_words import NAMES
from stridewell.values.evidence import Issue

FIRST_YEAR = 1995
"""Nobody's watch recorded a run before; an earlier date is a clock that was never set."""
CLOCK_NOT_SET = "The watch's clock was not set: date and time of day are wrong."
"""As the reader of FIT files tells it, so that it stands there once."""
LARGEST_RATIO_GAP_PCT = 0.5
"""Percentage points between the device's vertical ratio and its parts that are worth a word."""


def remarks_on(
    run: StoredRun, activity: Activity, way: Along, told: Sequence[ToldSource]
) -> tuple[str, ...]:
    """What is doubtful about the numbers of a run, each line once."""
    return tuple(dict.fromkeys(_remarks(run, activity, way, told)))


def _remarks(
    run: StoredRun, activity: Activity, way: Along, told: Sequence[ToldSource]
) -> Iterator[str]:
    if run.summary.start.year < FIRST_YEAR and not _tells(told, CLOCK_NOT_SET):
        yield CLOCK_NOT_SET
    yield from told_lines(told)
    if not any(each.chosen and each.told is not None for each in told):
        yield from map(issue_line, check_totals(activity, run.summary))
    gaps = int(np.count_nonzero(way.moving.seconds[way.breaks - 1] >= LONGEST_GAP_S))
    if gaps:
        yield (
            f"The recording has {gaps} {'gap' if gaps == 1 else 'gaps'} of more than 30 seconds. "
            "Nothing is known of them, and the lines break off there."
        )
    if run.exposure is not None:
        yield from _exposure_remarks(run.exposure)


def _tells(told: Sequence[ToldSource], text: str) -> bool:
    return any(issue.text == text for each in told if each.told for issue in each.told.issues)


def told_lines(told: Sequence[ToldSource]) -> Iterator[str]:
    """What was told of a run's recordings, of the one it shows first.

    Where it has several, each line says of which it holds.
    """
    names = _names(told)
    lines: dict[str, dict[str, None]] = {}
    for source in sorted(told, key=lambda each: not each.chosen):
        for line in _lines(source.told):
            lines.setdefault(line, {})[names[source.origin.path]] = None
    is_alone = len({each.origin.sha256 for each in told}) <= 1
    for line, files in lines.items():
        yield line if is_alone else f"{', '.join(files)}: {line}"


def _lines(told: ToldIssues | None) -> Iterator[str]:
    if told is None:
        return
    yield from map(issue_line, told.issues)
    if told.more:
        yield f"{told.more:,} more like these {'was' if told.more == 1 else 'were'} not kept."


def _names(told: Sequence[ToldSource]) -> Mapping[str, str]:
    """A short name for each path: that of the file, where no other has it."""
    paths = {each.origin.path for each in told}
    short = {path: PurePosixPath(path).name for path in paths}
    are_clear = len(set(short.values())) == len(paths)
    return short if are_clear else {path: path for path in paths}


def issue_line(issue: Issue) -> str:
    """An issue as a line; a count of readings is told with the name of what was read."""
    name = NAMES.get(issue.where, "") if issue.text[:1].isdigit() else ""
    line = f"{issue.text} {issue.remedy}".strip()
    return f"{name}: {line}" if name else line


def _exposure_remarks(exposure: RunExposure) -> Iterator[str]:
    if exposure.grades is None and exposure.grade_noise_pct is not None:
        satellite = exposure.altitude_source is AltitudeSource.SATELLITE
        whose = "Satellite heights" if satellite else "The heights of this recording"
        yield (
            f"{whose} jump about too much to tell flat from hilly "
            f"(error {exposure.grade_noise_pct:.1f} % of slope), so no slopes are given."
        )
    gap = exposure.vertical_ratio_gap_pct
    if gap is not None and abs(gap) > LARGEST_RATIO_GAP_PCT:
        yield (
            f"The watch’s vertical ratio lies {abs(gap):.1f} points "
            f"{'above' if gap > 0 else 'below'} what its own bounce and step length give."
        )

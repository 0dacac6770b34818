"""The archive of runs: filters and sums, and what is not measured is never 0."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from cases import AT
from stridewell.activity.exposure import RunExposure, Surface
from stridewell.activity.notes import RunNotes
from stridewell.activity.strides import RunSummary
from stridewell.activity.track import FileOrigin
from stridewell.app.desk import Desk
from stridewell.app.importing.records import NewSource, RecordingMark, RunNumbers
from stridewell.app.run_archive import NO_SHOE, RunFilter, find_runs, read_archive
from stridewell.app.shoe_log import add_shoe, wear
from stridewell.plan.shoes import Shoe
from web_app import desk_of


def summary(days_ago: float, km: float | None, steps: int | None = 5000) -> RunSummary:
    empty = dict.fromkeys(RunSummary.__dataclass_fields__)
    told = {
        "start": AT - timedelta(days=days_ago),
        "sport": "running",
        "sub_sport": "generic",
        "duration_s": 1800.0,
        "elapsed_s": 1900.0,
        "distance_m": None if km is None else 1000.0 * km,
        "steps": steps,
    }
    return RunSummary(**{**empty, **told})  # type: ignore[arg-type]


def on(surface: Surface, metres: float) -> RunExposure:
    return RunExposure(1700.0, 0.0, 0.0, 0, surfaces_m={surface: metres, Surface.UNKNOWN: 1.0})


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Five runs: long ago, then a jump on a trail, one without distance, one on a track."""
    runs = [
        (summary(400, 12.0), None, RunNotes(title="Autumn half")),
        (summary(20, 8.0), on(Surface.PAVED, 8000.0), RunNotes()),
        (summary(10, 12.5), on(Surface.UNPAVED, 12000.0), RunNotes(title="Forest loop")),
        (summary(5, None, None), None, RunNotes(gear="Old blue")),
        (summary(1, 6.0, None), on(Surface.TRACK, 6000.0), RunNotes(title="Forest track")),
    ]
    with desk_of() as opened:
        with opened.store.transaction() as transaction:
            shelf = transaction.imports()
            batch = shelf.open_batch(AT, ["somewhere"])
            ids = shelf.add_numbers([RunNumbers(told, done) for told, done, _ in runs])
            shelf.add_sources(
                [
                    NewSource(
                        run_id,
                        FileOrigin(f"/runs/file-{run_id}.fit", f"{run_id:064d}", "fit"),
                        batch,
                        notes,
                        RecordingMark(told.start.timestamp(), 1800.0, told.distance_m, "fit"),
                        None,
                        chosen=True,
                    )
                    for run_id, (told, _, notes) in zip(ids, runs, strict=True)
                ]
            )
        yield opened


def found_km(desk: Desk, wanted: RunFilter) -> list[float | None]:
    runs = find_runs(read_archive(desk), wanted).runs
    return [None if (m := each.run.summary.distance_m) is None else m / 1000 for each in runs]


def test_without_a_filter_every_run_is_there_the_newest_first(desk: Desk) -> None:
    assert found_km(desk, RunFilter()) == [6.0, None, 12.5, 8.0, 12.0]


@pytest.mark.parametrize(
    ("wanted", "km"),
    [
        (RunFilter(year=(AT - timedelta(days=400)).year), [12.0]),
        (RunFilter(ground=Surface.UNPAVED), [12.5]),
        (RunFilter(ground=Surface.UNKNOWN), [None, 12.0]),
        (RunFilter(least_km=8), [12.5, 8.0, 12.0]),
        (RunFilter(least_km=8, most_km=12), [8.0, 12.0]),
        (RunFilter(most_km=7), [6.0]),
        (RunFilter(words="FOREST"), [6.0, 12.5]),
        (RunFilter(words="forest loop"), [12.5]),
        (RunFilter(words="old blue"), [None]),
        (RunFilter(words="file-2"), [8.0]),
        (RunFilter(jumps_only=True), [12.5]),
        (RunFilter(words="forest", most_km=10), [6.0]),
        (RunFilter(words="nothing of that name"), []),
    ],
    ids=str,
)
def test_a_filter_takes_what_fits_and_nothing_else(
    desk: Desk, wanted: RunFilter, km: list[float | None]
) -> None:
    assert found_km(desk, wanted) == km


def test_a_pair_and_the_lack_of_one_can_be_asked_for(desk: Desk) -> None:
    blue = add_shoe(desk, Shoe("new", "Blue pair"))
    newest = read_archive(desk).runs[-1].run.id
    wear(desk, blue.id, [newest])
    assert found_km(desk, RunFilter(shoe=blue.id)) == [6.0]
    without = find_runs(read_archive(desk), RunFilter(shoe=NO_SHOE)).runs
    assert newest not in {each.run.id for each in without}


def test_sums_tell_what_was_not_measured(desk: Desk) -> None:
    totals = find_runs(read_archive(desk), RunFilter()).totals
    assert (totals.runs, totals.distance_m, totals.runs_without_distance) == (5, 38500.0, 1)
    assert (totals.steps, totals.runs_without_steps) == (15000, 2)


def test_sums_of_runs_nobody_measured_are_unknown(desk: Desk) -> None:
    totals = find_runs(read_archive(desk), RunFilter(words="blue")).totals
    assert (totals.runs, totals.distance_m, totals.steps) == (1, None, None)


def test_the_year_is_that_of_the_runners_clock(desk: Desk) -> None:
    archive = read_archive(desk)
    for each in archive.runs:
        at = each.run.summary.start
        assert each.year(UTC) == datetime.fromtimestamp(at.timestamp(), UTC).year
    assert archive.years == tuple(sorted(set(archive.years), reverse=True))

"""Runs that an older version stored keep everything when the schema changes."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa

from activities import NOON, even_run
from old_samples import first_form
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.strides import summarise_run
from stridewell.activity.track import Activity, Channel, Device, Lap
from stridewell.adapters.store import open_store
from stridewell.adapters.store.schema import CURRENT, Schema
from stridewell.adapters.store.urls import parse_url
from stridewell.app.importing.renewing import renew_outdated
from stridewell.values.timeline import Span

FIRST = "INSERT INTO activity_origin (runner_id, activity_id, sha256, path, format) VALUES "


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'my.db'}"
    server: sa.URL = request.getfixturevalue("empty_database")
    return server.render_as_string(hide_password=False)


def old_run() -> Activity:
    return replace(
        even_run(),
        timer_s=590.0,
        strides=840,
        laps=(Lap(Span(NOON, NOON), 180.0, None),),
        devices=(Device("garmin", "fr265"),),
        totals={"contact_time_ms": 243.5},
        channel_sources={Channel.CONTACT_TIME: "Stryd"},
    )


def store_as_before(url: str, folder: Path, activity: Activity) -> None:
    """A database as version 0002 left it, with a run that came in two files."""
    later = shutil.ignore_patterns("__pycache__", "000[3-9]*")
    shutil.copytree(CURRENT.folder, folder, ignore=later)
    open_store(url, schema=Schema(folder, CURRENT.revisions[:2])).close()
    engine = sa.create_engine(parse_url(url))
    with engine.begin() as connection:
        table = sa.Table("activity", sa.MetaData(), autoload_with=connection)
        connection.execute(sa.insert(table).values(row(activity)))
        for path, digest in (("first.fit", "a"), ("second.gpx", "b")):
            told = f"('me', 1, '{digest}', '{path}', 'fit')"
            connection.execute(sa.text(FIRST + told))
    engine.dispose()


def row(activity: Activity) -> dict[str, object]:
    lap = {"start": NOON.isoformat(), "end": NOON.isoformat(), "distance_m": 180.0, "timer_s": None}
    return {
        **asdict(summarise_run(activity)),
        "runner_id": "me",
        "device_elapsed_s": activity.elapsed_s,
        "device_timer_s": activity.timer_s,
        "device_strides": activity.strides,
        "totals": dict(activity.totals),
        "laps": [lap],
        "pauses": [],
        "devices": [{"manufacturer": "garmin", "product": "fr265"}],
        "channel_sources": {"contact_time_ms": "Stryd"},
        "samples": first_form(activity.samples),
    }


def test_a_run_of_an_older_version_keeps_its_samples_and_files(url: str, tmp_path: Path) -> None:
    activity = old_run()
    store_as_before(url, tmp_path / "migrations", activity)
    store = open_store(url)
    with closing(store), store.transaction() as tx:
        (run,) = tx.runs()
        stored = tx.samples_of(run.id)
        assert [origin.path for origin in run.origins] == ["first.fit", "second.gpx"]
        assert run.summary == summarise_run(activity)
        assert [each.told for each in tx.imports().told_of(run.id)] == [None, None]
    assert stored.origin.path == "first.fit"
    same = ("start", "elapsed_s", "timer_s", "strides", "laps", "devices", "totals")
    assert [getattr(stored, name) for name in same] == [getattr(activity, name) for name in same]
    assert stored.channel_sources == activity.channel_sources
    assert np.array_equal(stored.samples.time_s, activity.samples.time_s)


def test_its_exposure_is_worked_out_once(url: str, tmp_path: Path) -> None:
    activity = old_run()
    store_as_before(url, tmp_path / "migrations", activity)
    store = open_store(url)
    with closing(store):
        with store.transaction() as tx:
            assert tx.imports().sources()[0].mark.samples == 0
        assert (renew_outdated(store), renew_outdated(store)) == (1, 0)
        with store.transaction() as tx:
            assert tx.runs()[0].exposure == run_exposure(activity)
            assert tx.imports().sources()[0].mark.samples == 601

"""What every store promises about filmed running."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from activities import NOON
from stridewell.adapters.store import open_store
from stridewell.app.gait_shelf import (
    ClipLine,
    FilmedClip,
    GaitSummary,
    GaitVersions,
    NewSession,
)
from stridewell.app.ports import Store, Transaction
from stridewell.errors import NothingStoredError
from stridewell.gait.keypoints import Filmed, Keypoints, OnFilm, Stated, Unit, View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.measured import Difference, Measured
from stridewell.values.anatomy import Side

FRAMES = 30
POINTS = (Landmark.LEFT_HEEL, Landmark.PELVIS)
SUMMARY = GaitSummary(
    (
        Measured("step_rate_spm", 168.25, "spm", None, 167.5, 169.0, 28),
        Measured("foot_strike_angle_deg", 9.5, "deg", Side.LEFT, 7.0, 12.0, 14, label="rearfoot"),
    ),
    (Difference("contact_time_ms", -3.5, "ms", -8.0, 1.0),),
)
VERSIONS = GaitVersions("knows-1", "0.3.0", "contacts-1")
FILMED = Filmed(height_m=1.78, speed_mps=10 / 3, treadmill=True)


def keypoints(view: View = View.LEFT) -> Keypoints:
    """Points that single precision holds exactly, one of them lost in one frame."""
    position = np.arange(FRAMES * 4, dtype=np.float64).reshape(FRAMES, 2, 2) / 8
    position[7, 1] = np.nan
    return Keypoints(
        time_s=np.arange(FRAMES) / 59.94,
        points=POINTS,
        position=position,
        confidence=np.full((FRAMES, 2), 0.5),
        view=view,
        unit=Unit.PIXEL,
        convention="halpe_26",
        stated=(Stated("frame rate", "59.94 Hz", "the file says so"),),
        size_px=(720, 1280),
        film=OnFilm(1.25, 8.0, mirrored=True),
    )


def session(days: int = 0) -> NewSession:
    clips = (
        FilmedClip("side.mp4", keypoints(), "1-side.mp4"),
        FilmedClip("rear.json", keypoints(View.REAR)),
    )
    return NewSession(NOON + timedelta(days=days), FILMED, clips, SUMMARY, VERSIONS)


def test_a_session_comes_back_as_it_was_given(store: Store) -> None:
    with store.transaction() as tx:
        number = tx.gait().add(session())
    with store.transaction() as tx:
        (stored,) = tx.gait().sessions()
        assert stored == tx.gait().session(number)
    assert (stored.id, stored.at, stored.filmed) == (number, NOON, FILMED)
    assert (stored.summary, stored.versions, stored.deleted_at) == (SUMMARY, VERSIONS, None)
    seconds, rate = keypoints().duration_s, keypoints().rate_hz
    assert stored.clips == (
        ClipLine("side.mp4", "left", seconds, rate, "1-side.mp4"),
        ClipLine("rear.json", "rear", seconds, rate),
    )


def test_body_points_come_back_exactly(store: Store) -> None:
    with store.transaction() as tx:
        number = tx.gait().add(session())
        side, rear = tx.gait().clips(number)
    assert (side.name, side.video, rear.name, rear.video) == (
        "side.mp4",
        "1-side.mp4",
        "rear.json",
        None,
    )
    assert rear.keypoints.view is View.REAR
    read, given = side.keypoints, keypoints()
    np.testing.assert_array_equal(read.time_s, given.time_s)
    np.testing.assert_array_equal(read.position, given.position)
    np.testing.assert_array_equal(read.confidence, given.confidence)
    for name in ("points", "view", "unit", "convention", "stated", "size_px", "film"):
        assert getattr(read, name) == getattr(given, name)


def test_markers_have_no_picture(store: Store) -> None:
    clip = replace(keypoints(), size_px=None, unit=Unit.METRE, stated=())
    with store.transaction() as tx:
        number = tx.gait().add(replace(session(), clips=(FilmedClip("lab.trc", clip),)))
        (read,) = tx.gait().clips(number)
    assert (read.keypoints.size_px, read.keypoints.unit) == (None, Unit.METRE)


def test_sessions_are_listed_the_oldest_first(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.gait().sessions() == ()
        later, earlier = tx.gait().add(session(2)), tx.gait().add(session(1))
        assert [each.id for each in tx.gait().sessions()] == [earlier, later]


def test_a_deleted_session_is_off_the_list_and_can_return(store: Store) -> None:
    with store.transaction() as tx:
        one, two = tx.gait().add(session()), tx.gait().add(session(1))
        tx.gait().delete(one, NOON)
        assert [each.id for each in tx.gait().sessions()] == [two]
        assert tx.gait().session(one).deleted_at == NOON
        assert len(tx.gait().clips(one)) == len(session().clips)
        tx.gait().restore(one)
        assert [each.id for each in tx.gait().sessions()] == [one, two]
        assert tx.gait().session(one).deleted_at is None


def test_numbers_are_not_given_twice(store: Store) -> None:
    with store.transaction() as tx:
        first = tx.gait().add(session())
        tx.gait().delete(first, NOON)
        assert tx.gait().add(session()) != first


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda tx, _: tx.gait().session(4711), "no filmed session 4711"),
        (lambda tx, _: tx.gait().clips(4711), "no filmed session 4711"),
        (lambda tx, _: tx.gait().rework(4711, SUMMARY, VERSIONS), "no filmed session 4711"),
        (lambda tx, _: tx.gait().delete(4711, NOON), "no filmed session 4711"),
        (lambda tx, _: tx.gait().restore(4711), "no filmed session 4711"),
        (lambda tx, _: tx.gait().forget_videos(4711), "no filmed session 4711"),
        (lambda tx, number: tx.gait().restore(number), "is not deleted"),
    ],
    ids=["session", "clips", "rework", "delete", "restore", "forget_videos", "restore_shown"],
)
def test_what_cannot_be_done_is_refused_by_name(
    store: Store, act: Callable[[Transaction, int], object], said: str
) -> None:
    with store.transaction() as tx:
        number = tx.gait().add(session())
    with pytest.raises(NothingStoredError, match=said), store.transaction() as tx:
        act(tx, number)


def test_nothing_is_deleted_twice(store: Store) -> None:
    with store.transaction() as tx:
        number = tx.gait().add(session())
        tx.gait().delete(number, NOON)
    with pytest.raises(NothingStoredError, match="deleted already"), store.transaction() as tx:
        tx.gait().delete(number, NOON)


def test_a_session_can_be_worked_out_anew(store: Store) -> None:
    newer = replace(VERSIONS, contacts="contacts-2")
    with store.transaction() as tx:
        one, other = tx.gait().add(session()), tx.gait().add(session())
        tx.gait().rework(one, GaitSummary((), ()), newer)
        reworked = tx.gait().session(one)
        assert (reworked.summary, reworked.versions) == (GaitSummary((), ()), newer)
        assert tx.gait().session(other).versions == VERSIONS


def test_films_are_forgotten_of_one_session_only(store: Store) -> None:
    with store.transaction() as tx:
        one, other = tx.gait().add(session()), tx.gait().add(session())
        assert tx.gait().forget_videos(one) == ("1-side.mp4",)
        assert tx.gait().forget_videos(one) == ()
        assert [each.video for each in tx.gait().session(one).clips] == [None, None]
        assert [each.video for each in tx.gait().clips(one)] == [None, None]
        assert tx.gait().session(other).clips[0].video == "1-side.mp4"


def test_an_error_undoes_a_session(store: Store) -> None:
    def fail_half_way() -> None:
        with store.transaction() as tx:
            tx.gait().add(session())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    with store.transaction() as tx:
        assert tx.gait().sessions() == ()


def test_sessions_outlive_the_program_and_belong_to_one_runner(
    database: str, runner_id: str
) -> None:
    first = open_store(database, runner_id)
    with first.transaction() as tx:
        number = tx.gait().add(session())
    first.close()
    again, other = open_store(database, runner_id), open_store(database, "somebody else")
    with again.transaction() as tx:
        assert [each.id for each in tx.gait().sessions()] == [number]
    with other.transaction() as tx:
        assert tx.gait().sessions() == ()
        with pytest.raises(NothingStoredError):
            tx.gait().clips(number)
    again.close()
    other.close()

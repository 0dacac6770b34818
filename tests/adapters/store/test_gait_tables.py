"""The tables of filmed running come and go with their revision; damage is named."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from stridewell.adapters.store.gait_codec import pack_keypoints, unpack_keypoints
from stridewell.adapters.store.schema import CURRENT
from stridewell.errors import ForeignDatabaseError
from stridewell.gait.keypoints import Keypoints, Unit, View
from stridewell.gait.landmarks import Landmark

TABLES = {"gait_session", "gait_clip"}


def tables(connection: sa.Connection) -> set[str]:
    return set(sa.inspect(connection).get_table_names())


def test_the_revision_goes_up_and_down() -> None:
    config = Config()
    config.set_main_option("script_location", str(CURRENT.folder))
    with sa.create_engine("sqlite://").begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0006")
        assert tables(connection) >= TABLES
        command.downgrade(config, "0005")
        assert not tables(connection) & TABLES
        command.upgrade(config, "0006")
        assert tables(connection) >= TABLES


def packed() -> bytes:
    return pack_keypoints(
        Keypoints(
            time_s=np.arange(40) / 60,
            points=(Landmark.LEFT_HEEL,),
            position=np.zeros((40, 1, 2)),
            confidence=np.ones((40, 1)),
            view=View.LEFT,
            unit=Unit.METRE,
            convention="markers",
        )
    )


def other_layout(content: bytes) -> bytes:
    """The same archive as a later version might write it."""
    with np.load(BytesIO(content)) as arrays:
        told = {name: arrays[name] for name in arrays.files}
    heading = told["heading"].tobytes().replace(b'"layout": 1', b'"layout": 9')
    told["heading"] = np.frombuffer(heading, dtype=np.uint8)
    target = BytesIO()
    np.savez_compressed(target, **told)
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive", packed()[:-30], packed()[:100], other_layout(packed())],
    ids=["empty", "foreign", "cut", "head", "newer"],
)
def test_damaged_body_points_are_refused_by_name(content: bytes) -> None:
    assert unpack_keypoints(packed()).frames == len(np.arange(40))
    with pytest.raises(ForeignDatabaseError, match="body points"):
        unpack_keypoints(content)


def test_body_points_of_a_time_before_films_were_placed_are_read() -> None:
    with np.load(BytesIO(packed())) as arrays:
        told = {name: arrays[name] for name in arrays.files}
    heading = told["heading"].tobytes().replace(b', "film": null', b"")
    assert b"film" not in heading
    told["heading"] = np.frombuffer(heading, dtype=np.uint8)
    target = BytesIO()
    np.savez_compressed(target, **told)
    assert unpack_keypoints(target.getvalue()).film is None


def test_body_points_are_packed_small() -> None:
    position = np.round(np.random.default_rng(1).normal(size=(600, 26, 2)), 2)
    clip = Keypoints(
        time_s=np.arange(600) / 60,
        points=tuple(Landmark)[:26],
        position=position,
        confidence=np.ones((600, 26)),
        view=View.LEFT,
        unit=Unit.METRE,
        convention="halpe_26",
    )
    assert len(pack_keypoints(clip)) < 0.6 * position.nbytes

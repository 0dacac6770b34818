"""Imports: batches, files that were seen, and every recording of a run beside the one it shows."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_HEADING = (
    "start",
    "sport",
    "sub_sport",
    "device_elapsed_s",
    "device_timer_s",
    "device_distance_m",
    "device_strides",
    "totals",
    "laps",
    "pauses",
    "devices",
    "channel_sources",
)
_OF_RECORDING = (*_HEADING[3:], "samples")
_LENGTH_BYTES = 4
_FORM = b"\x01"
_JSON = {"totals", "laps", "pauses", "devices", "channel_sources"}
_OLD_UNIQUE = "uq_activity_origin_activity_id_sha256"
_NEW_UNIQUE = "uq_activity_origin_activity_id_sha256_path"


def upgrade() -> None:
    op.add_column("activity", sa.Column("exposure", sa.Text()))
    op.add_column("activity", sa.Column("exposure_version", sa.Integer()))
    op.add_column(
        "activity", sa.Column("hidden", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    _widen_origins()
    _move_recordings()
    with op.batch_alter_table("activity") as table:
        table.alter_column("hidden", server_default=None)
        for name in _OF_RECORDING:
            table.drop_column(name)
    _create_import_batch()
    _create_seen_file()


def downgrade() -> None:
    message = "The recordings beside those that are shown would be lost; use the copy of before."
    raise NotImplementedError(message)


def _widen_origins() -> None:
    with op.batch_alter_table("activity_origin") as table:
        table.drop_constraint(_OLD_UNIQUE, type_="unique")
        table.add_column(sa.Column("batch", sa.Integer()))
        table.add_column(
            sa.Column("chosen", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.add_column(sa.Column("notes", sa.Text()))
        table.add_column(sa.Column("mark", sa.Text()))
        table.add_column(sa.Column("told", sa.Text()))
        table.add_column(sa.Column("recording", sa.LargeBinary()))
        table.create_unique_constraint(_NEW_UNIQUE, ["activity_id", "sha256", "path"])
    with op.batch_alter_table("activity_origin") as table:
        table.alter_column("chosen", server_default=None)


def _move_recordings() -> None:
    """Each run has shown the first file it came in; its samples now belong to that file."""
    connection = op.get_bind()
    origin, activity = _origin_table(), _activity_table()
    first = sa.select(sa.func.min(origin.c.id), origin.c.activity_id).group_by(origin.c.activity_id)
    for origin_id, activity_id in connection.execute(first).all():
        query = sa.select(activity).where(activity.c.id == activity_id)
        row = connection.execute(query).mappings().one()
        change = sa.update(origin).where(origin.c.id == origin_id)
        connection.execute(change.values(chosen=True, recording=_recording(row)))


def _recording(row: sa.RowMapping) -> bytes:
    """The form in which this version of stridewell writes recordings."""
    told = {name.removeprefix("device_"): row[name] for name in _HEADING}
    moment = row["start"]
    told["start"] = moment.isoformat() if moment.tzinfo else f"{moment.isoformat()}+00:00"
    heading = json.dumps(told).encode()
    samples: bytes = row["samples"]
    return _FORM + len(heading).to_bytes(_LENGTH_BYTES, "little") + heading + samples


def _origin_table() -> sa.TableClause:
    names = ("id", "activity_id", "chosen", "recording")
    return sa.table("activity_origin", *(_column(name) for name in names))


def _activity_table() -> sa.TableClause:
    return sa.table("activity", *(_column(name) for name in ("id", *_HEADING, "samples")))


def _column(name: str) -> sa.ColumnClause[Any]:
    if name == "start":
        return sa.column(name, sa.DateTime(timezone=True))
    if name == "chosen":
        return sa.column(name, sa.Boolean())
    return sa.column(name, sa.JSON() if name in _JSON else None)


def _create_import_batch() -> None:
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("runner_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True)),
        sa.Column("paths", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
    )
    op.create_index("ix_import_batch_runner_id", "import_batch", ["runner_id"])


def _create_seen_file() -> None:
    op.create_table(
        "seen_file",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("runner_id", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text()),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("archive", sa.Text()),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_seen_file"),
    )
    op.create_index("ix_seen_file_runner_id_path", "seen_file", ["runner_id", "path"])

"""The tables: every row belongs to one runner, every column says its unit."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from stridewell.values.timeline import in_utc

_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = sa.MetaData(naming_convention=_CONVENTION)


class UtcMoment(sa.types.TypeDecorator[datetime]):
    """A moment: UTC in the database, with its zone in Python."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """On the way in."""
        return None if value is None else in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """On the way out."""
        return None if value is None else in_utc(value)


def _number() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _runner_id() -> sa.Column[str]:
    return sa.Column("runner_id", sa.Text, nullable=False)


def _moment(name: str) -> sa.Column[datetime]:
    return sa.Column(name, UtcMoment, nullable=False)


runner = sa.Table(
    "runner",
    metadata,
    sa.Column("runner_id", sa.Text, primary_key=True),
    sa.Column("age", sa.Double, nullable=False),
    sa.Column("sex", sa.Text, nullable=False),
    sa.Column("height_cm", sa.Double),
    sa.Column("mass_kg", sa.Double),
    sa.Column("locale", sa.Text, nullable=False),
)

answer = sa.Table(
    "answer",
    metadata,
    _number(),
    _runner_id(),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("value", sa.JSON(none_as_null=True)),
    _moment("at"),
    sa.Column("withdrawn", sa.Boolean, nullable=False),
    sa.Index(None, "runner_id", "question", "at"),
)

activity = sa.Table(
    "activity",
    metadata,
    _number(),
    _runner_id(),
    _moment("start"),
    sa.Column("sport", sa.Text, nullable=False),
    sa.Column("sub_sport", sa.Text, nullable=False),
    sa.Column("duration_s", sa.Double, nullable=False),
    sa.Column("elapsed_s", sa.Double, nullable=False),
    sa.Column("distance_m", sa.Double),
    sa.Column("steps", sa.Integer),
    sa.Column("step_rate_spm", sa.Double),
    sa.Column("contact_time_ms", sa.Double),
    sa.Column("contact_balance_left_pct", sa.Double),
    sa.Column("vertical_oscillation_mm", sa.Double),
    sa.Column("vertical_ratio_pct", sa.Double),
    sa.Column("step_length_mm", sa.Double),
    sa.Column("power_w", sa.Double),
    sa.Column("heart_rate_bpm", sa.Double),
    sa.Column("ascent_m", sa.Double),
    sa.Column("descent_m", sa.Double),
    sa.Column("contact_time_source", sa.Text),
    sa.Column("exposure", sa.Text),
    sa.Column("exposure_version", sa.Integer),
    # an import that was undone leaves its runs here, so that they keep their numbers if they return
    sa.Column("hidden", sa.Boolean, nullable=False),
    sa.Index(None, "runner_id", "start"),
)

activity_origin = sa.Table(
    "activity_origin",
    metadata,
    _number(),
    _runner_id(),
    sa.Column(
        "activity_id", sa.Integer, sa.ForeignKey("activity.id", ondelete="CASCADE"), nullable=False
    ),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("format", sa.Text, nullable=False),
    sa.Column("batch", sa.Integer),
    sa.Column("chosen", sa.Boolean, nullable=False),
    sa.Column("notes", sa.Text),
    sa.Column("mark", sa.Text),
    sa.Column("told", sa.Text),
    # last, so that listing never has to step over it; of equal files only one has it
    sa.Column("recording", sa.LargeBinary),
    # one file can hold several activities (triathlon), so the digest alone is not unique
    sa.UniqueConstraint("activity_id", "sha256", "path"),
    sa.Index(None, "runner_id", "sha256"),
)

import_batch = sa.Table(
    "import_batch",
    metadata,
    _number(),
    _runner_id(),
    sa.Column("at", UtcMoment),
    sa.Column("paths", sa.JSON, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("counts", sa.JSON, nullable=False),
    sa.Index(None, "runner_id"),
)

seen_file = sa.Table(
    "seen_file",
    metadata,
    _number(),
    _runner_id(),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("archive", sa.Text),
    sa.Column("reading", sa.Integer, nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("batch", sa.Integer, nullable=False),
    sa.Index(None, "runner_id", "path"),
)

walking_day = sa.Table(
    "walking_day",
    metadata,
    _number(),
    _runner_id(),
    sa.Column("batch", sa.Integer, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("asymmetry_pct", sa.Double),
    sa.Column("double_support_pct", sa.Double),
    sa.Column("step_length_mm", sa.Double),
    sa.Column("steadiness_pct", sa.Double),
    sa.Column("measurements", sa.Integer, nullable=False),
    sa.UniqueConstraint("runner_id", "batch", "day", "source"),
)

map_ground = sa.Table(
    "map_ground",
    metadata,
    _number(),
    _runner_id(),
    sa.Column(
        "activity_id", sa.Integer, sa.ForeignKey("activity.id", ondelete="CASCADE"), nullable=False
    ),
    sa.Column("map", sa.Text, nullable=False),
    _moment("at"),
    sa.Column("metres", sa.JSON, nullable=False),
    sa.UniqueConstraint("activity_id"),
    sa.Index(None, "runner_id"),
)

gait_session = sa.Table(
    "gait_session",
    metadata,
    _number(),
    _runner_id(),
    _moment("at"),
    sa.Column("filmed", sa.JSON, nullable=False),
    # what was measured when it was last worked out; the body points can always tell it anew
    sa.Column("summary", sa.Text, nullable=False),
    sa.Column("knowledge_version", sa.Text, nullable=False),
    sa.Column("code_version", sa.Text, nullable=False),
    sa.Column("contact_model", sa.Text, nullable=False),
    sa.Column("deleted_at", UtcMoment),
    sa.Index(None, "runner_id", "at"),
)

gait_clip = sa.Table(
    "gait_clip",
    metadata,
    _number(),
    _runner_id(),
    sa.Column(
        "session_id",
        sa.Integer,
        sa.ForeignKey("gait_session.id", ondelete="CASCADE"),
        nullable=False,
    ),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("view", sa.Text, nullable=False),
    sa.Column("duration_s", sa.Double, nullable=False),
    sa.Column("rate_hz", sa.Double, nullable=False),
    sa.Column("video", sa.Text),
    sa.Column("keypoints", sa.LargeBinary, nullable=False),
    sa.Index(None, "session_id"),
)

check_in = sa.Table(
    "check_in",
    metadata,
    _number(),
    _runner_id(),
    _moment("at"),
    sa.Column("pain_now", sa.Integer),
    sa.Column("pain_worst_yesterday", sa.Integer),
    sa.Column("pain_during_run", sa.Integer),
    sa.Column("settled_within_24_h", sa.Boolean),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("stiffness_min", sa.Integer),
    sa.Column("side", sa.Text),
    sa.Column("sleep_h", sa.Double),
    sa.Column("stress", sa.Integer),
    sa.Column("woke_at_night", sa.Boolean),
    sa.Column("limp", sa.Boolean),
    sa.Index(None, "runner_id", "at"),
)

journal = sa.Table(
    "journal",
    metadata,
    _number(),
    _runner_id(),
    sa.Column("kind", sa.Text, nullable=False),
    _moment("at"),
    sa.Column("data", sa.JSON, nullable=False),
    sa.Column("withdrawn", sa.Boolean, nullable=False),
    sa.Index(None, "runner_id", "kind", "at"),
)

result = sa.Table(
    "result",
    metadata,
    _number(),
    _runner_id(),
    sa.Column("kind", sa.Text, nullable=False),
    _moment("at"),
    sa.Column("level", sa.Text, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("knowledge_version", sa.Text, nullable=False),
    sa.Column("code_version", sa.Text, nullable=False),
    sa.Index(None, "runner_id", "kind", "at"),
)

"""The first schema: runner, answers, runs, check-ins and results."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_runner()
    _create_answer()
    _create_activity()
    _create_activity_origin()
    _create_check_in()
    _create_result()


def downgrade() -> None:
    for table in ("result", "check_in", "activity_origin", "activity", "answer", "runner"):
        op.drop_table(table)


def _create_runner() -> None:
    op.create_table(
        "runner",
        sa.Column("runner_id", sa.Text(), nullable=False),
        sa.Column("age", sa.Double(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("height_cm", sa.Double()),
        sa.Column("mass_kg", sa.Double()),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("runner_id", name="pk_runner"),
    )


def _create_answer() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("runner_id", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True)),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
    )
    op.create_index("ix_answer_runner_id_question_at", "answer", ["runner_id", "question", "at"])


def _create_activity() -> None:
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("runner_id", sa.Text(), nullable=False),
        sa.Column("start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sport", sa.Text(), nullable=False),
        sa.Column("sub_sport", sa.Text(), nullable=False),
        sa.Column("duration_s", sa.Double(), nullable=False),
        sa.Column("elapsed_s", sa.Double(), nullable=False),
        sa.Column("distance_m", sa.Double()),
        sa.Column("steps", sa.Integer()),
        sa.Column("step_rate_spm", sa.Double()),
        sa.Column("contact_time_ms", sa.Double()),
        sa.Column("contact_balance_left_pct", sa.Double()),
        sa.Column("vertical_oscillation_mm", sa.Double()),
        sa.Column("vertical_ratio_pct", sa.Double()),
        sa.Column("step_length_mm", sa.Double()),
        sa.Column("power_w", sa.Double()),
        sa.Column("heart_rate_bpm", sa.Double()),
        sa.Column("ascent_m", sa.Double()),
        sa.Column("descent_m", sa.Double()),
        sa.Column("contact_time_source", sa.Text()),
        sa.Column("device_elapsed_s", sa.Double(), nullable=False),
        sa.Column("device_timer_s", sa.Double()),
        sa.Column("device_distance_m", sa.Double()),
        sa.Column("device_strides", sa.Integer()),
        sa.Column("totals", sa.JSON(), nullable=False),
        sa.Column("laps", sa.JSON(), nullable=False),
        sa.Column("pauses", sa.JSON(), nullable=False),
        sa.Column("devices", sa.JSON(), nullable=False),
        sa.Column("channel_sources", sa.JSON(), nullable=False),
        sa.Column("samples", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_activity"),
    )
    op.create_index("ix_activity_runner_id_start", "activity", ["runner_id", "start"])


def _create_activity_origin() -> None:
    op.create_table(
        "activity_origin",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("runner_id", sa.Text(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name="fk_activity_origin_activity", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_activity_origin"),
        sa.UniqueConstraint("activity_id", "sha256", name="uq_activity_origin_activity_id_sha256"),
    )
    op.create_index(
        "ix_activity_origin_runner_id_sha256", "activity_origin", ["runner_id", "sha256"]
    )


def _create_check_in() -> None:
    op.create_table(
        "check_in",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("runner_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pain_now", sa.Integer()),
        sa.Column("pain_worst_yesterday", sa.Integer()),
        sa.Column("pain_during_run", sa.Integer()),
        sa.Column("settled_within_24_h", sa.Boolean()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_check_in"),
    )
    op.create_index("ix_check_in_runner_id_at", "check_in", ["runner_id", "at"])


def _create_result() -> None:
    op.create_table(
        "result",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("runner_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("knowledge_version", sa.Text(), nullable=False),
        sa.Column("code_version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_result"),
    )
    op.create_index("ix_result_runner_id_kind_at", "result", ["runner_id", "kind", "at"])

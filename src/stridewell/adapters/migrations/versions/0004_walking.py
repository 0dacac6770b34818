"""How somebody walked, day by day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "walking_day",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("runner_id", sa.Text(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("asymmetry_pct", sa.Double()),
        sa.Column("double_support_pct", sa.Double()),
        sa.Column("step_length_mm", sa.Double()),
        sa.Column("steadiness_pct", sa.Double()),
        sa.Column("measurements", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_walking_day"),
        sa.UniqueConstraint(
            "runner_id", "batch", "day", "source", name="uq_walking_day_runner_id_batch_day_source"
        ),
    )


def downgrade() -> None:
    op.drop_table("walking_day")

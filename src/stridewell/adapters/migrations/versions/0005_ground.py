"""What a map that the runner supplied says of the ground of runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "map_ground",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("runner_id", sa.Text(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("map", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("metres", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name="fk_map_ground_activity", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_map_ground"),
        sa.UniqueConstraint("activity_id", name="uq_map_ground_activity_id"),
    )
    op.create_index("ix_map_ground_runner_id", "map_ground", ["runner_id"])


def downgrade() -> None:
    op.drop_table("map_ground")

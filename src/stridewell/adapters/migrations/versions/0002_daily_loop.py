"""The daily loop: more of a check-in, and the journal of what was done and wished."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _morning() -> tuple[sa.Column[Any], ...]:
    """Built anew for each use: a column belongs to one table."""
    return (
        sa.Column("stiffness_min", sa.Integer()),
        sa.Column("side", sa.Text()),
        sa.Column("sleep_h", sa.Double()),
        sa.Column("stress", sa.Integer()),
        sa.Column("woke_at_night", sa.Boolean()),
        sa.Column("limp", sa.Boolean()),
    )


def upgrade() -> None:
    for column in _morning():
        op.add_column("check_in", column)
    _create_journal()


def downgrade() -> None:
    op.drop_table("journal")
    with op.batch_alter_table("check_in") as table:
        for column in _morning():
            table.drop_column(column.name)


def _create_journal() -> None:
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("runner_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
    )
    op.create_index("ix_journal_runner_id_kind_at", "journal", ["runner_id", "kind", "at"])

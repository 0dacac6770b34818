"""What Alembic runs: the migrations, over the connection it was given."""

from __future__ import annotations

from alembic import context

from stridewell.adapters.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
